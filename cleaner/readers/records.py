"""Finished records, read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from cleaner.errors import ConfigError
from cleaner.readers.place import Place
from cleaner.readers.unpack import TROUBLES, buffered, trouble, unpacked
from cleaner.record import Article


def read_records(paths: Iterable[str | Path]) -> Iterator[Article]:
    """Articles that `cleaner clean` wrote as JSON Lines, packed or not, one after the other; `-`
    is standard input.

    Raises:
        ConfigError: a file cannot be read, or a line of it is no record; says where.
    """
    for path in paths:
        number = 0
        try:
            with Place(str(path)).open() as stream:
                for number, line in enumerate(unpacked(buffered(stream)), start=1):  # noqa: B007
                    if line.strip():
                        yield Article.from_json(line)
        except TROUBLES as error:
            raise ConfigError(f"{path}: {trouble(error)}") from error
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise ConfigError(f"{path}:{number}:1: not a record: {error}") from error
