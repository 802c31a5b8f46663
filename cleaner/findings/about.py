"""What a format may want to know beside the findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import msgspec

from cleaner.findings.finding import Finding


class Manual(NamedTuple):
    """A rule's own words: one sentence, and its whole page."""

    why: str
    page: str


def _unknown(rule: str) -> Manual | None:
    return None


class About(msgspec.Struct, kw_only=True):
    """The run that the findings come from."""

    tool: str = "cleaner check"
    version: str = ""
    manual: Callable[[str], Manual | None] = _unknown
    checked: list[str] = []  # paths looked at; filled while the findings are read
    color: bool = False
    width: int = 100


#: Findings in, pieces of text out. A format that can be written line by line is.
Format = Callable[[Iterable[Finding], About], Iterator[str]]
