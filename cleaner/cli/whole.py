"""Files that appear only when they are whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from cleaner.errors import ConfigError


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to write that takes its name when the block ends well, and is gone otherwise.

    Raises:
        ConfigError: the path is a folder, or nothing can be written there.
    """
    if path.is_dir():
        raise ConfigError(f"{path} is a folder; name a file to write")
    if is_device(path):
        with path.open("wb") as file:
            yield file
        return
    try:
        number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise ConfigError(f"cannot write {path}: {error.strerror}") from error
    made = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            yield file
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    publish(made, path)


def is_device(path: Path) -> bool:
    """Is it a device or a pipe, that is written to and never replaced?"""
    return path.exists() and not path.is_file() and not path.is_dir()


def publish(made: Path, path: Path) -> None:
    """Give a finished temporary file its name, and the permissions of any new file."""
    # A temporary file is private; the result is as open as any new file would be.
    mask = os.umask(0)
    os.umask(mask)
    made.chmod(0o666 & ~mask)
    made.replace(path)
