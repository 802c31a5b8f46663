"""Parquet as a format of a run. pyarrow is imported when the first articles are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO, Final

from cleaner.record import Article
from cleaner.writers.writer import Writer


def encode(articles: Sequence[Article]) -> tuple[bytes, ...]:
    """The articles of a chunk as one Parquet file."""
    from cleaner.writers.parquet import parquet  # noqa: PLC0415

    return (parquet(articles),)


def join(pieces: Iterable[bytes], file: IO[bytes]) -> None:
    """One Parquet file of many."""
    from cleaner.writers.parquet import joined  # noqa: PLC0415

    joined(pieces, file)


PARQUET: Final = Writer(encode, suffix=".parquet", join=join)
