"""One page from one file, or from standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from cleaner.draft import Page
from cleaner.errors import ConfigError
from cleaner.record import Failure

STDIN: Final = "-"


def read_pages(paths: Sequence[str], **known: Any) -> Iterator[Page | Failure]:
    """A page for each path, in order, or what kept it from being read; `-` is standard input.

    The paths are looked at before the first page is read.

    Raises:
        ConfigError: a path does not exist or is a folder.
    """
    for path in paths:
        if path != STDIN:
            _look_at(Path(path))
    return _pages(paths, known)


def _pages(paths: Sequence[str], known: dict[str, Any]) -> Iterator[Page | Failure]:
    for path in paths:
        name = "stdin" if path == STDIN else Path(path).name
        try:
            content = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
        except OSError as error:
            why = f"cannot be read: {error.strerror or error}"
            yield Failure(id=name, reason="unreadable", message=why, source=name)
        else:
            yield Page(content=content, source=name, **known)


def _look_at(path: Path) -> None:
    if path.is_dir():
        raise ConfigError(f"{path} is a folder; name the files in it ({path}/*.txt)")
    if not path.exists():
        near = sorted(p.name for p in path.parent.glob(f"{path.stem[:4]}*")) if path.stem else []
        hint = f" (there is {near[0]!r} beside it)" if near else ""
        raise ConfigError(f"no such file: {path}{hint}")
