"""Files that are there whole or not at all, even if the machine stops."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from cleaner.errors import ConfigError


@contextmanager
def durable(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes its name, on the disk, when the block ends well; and is gone otherwise.

    Raises:
        ConfigError: it cannot be written there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise ConfigError(f"cannot write {path}: {error.strerror}") from error
    made = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            yield file
            # A temporary file is private; the result is as open as any new file would be.
            mask = os.umask(0)
            os.umask(mask)
            os.fchmod(file.fileno(), 0o666 & ~mask)
            file.flush()
            os.fsync(file.fileno())
        made.replace(path)
        settle(path.parent)
    except BaseException:
        made.unlink(missing_ok=True)
        raise


def settle(folder: Path) -> None:
    """Make the names in a folder last."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
