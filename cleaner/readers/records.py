"""Finished records, read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from cleaner.errors import ConfigError
from cleaner.record import Article


def read_records(paths: Iterable[str | Path]) -> Iterator[Article]:
    """Articles that `cleaner clean` wrote as JSON Lines, one after the other.

    Raises:
        ConfigError: a file cannot be read, or a line of it is no record; says where.
    """
    for path in paths:
        number = 0
        try:
            with Path(path).open("rb") as file:
                for number, line in enumerate(file, start=1):  # noqa: B007
                    if line.strip():
                        yield Article.from_json(line)
        except OSError as error:
            raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise ConfigError(f"{path}:{number}:1: not a record: {error}") from error
