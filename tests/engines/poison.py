"""A road that is not to be trusted, for worker processes to run."""

from __future__ import annotations

import os
import signal
import time

from cleaner.draft import Page
from cleaner.pipeline import Cleaner
from cleaner.record import Article


class Poisoned(Cleaner):
    """Does what the page says."""

    def clean_page(self, page: Page) -> Article:
        match page.content:
            case "exit":
                os._exit(7)
            case "segfault":
                os.kill(os.getpid(), signal.SIGSEGV)
            case "hang":
                time.sleep(1000)
            case "bomb":
                bytearray(1 << 40)
            case "bug":
                raise ZeroDivisionError("of ours")
        return super().clean_page(page)


class Stillborn:
    """Cannot even be unpickled."""

    def __reduce__(self) -> tuple[object, ...]:
        return (os._exit, (3,))
