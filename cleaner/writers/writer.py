"""What a format is to whoever runs the work: how articles become the bytes of files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import IO, NamedTuple

from cleaner.record import Article


class Writer(NamedTuple):
    """A format.

    Articles are encoded a chunk at a time, wherever the work is done: in a worker process, so the
    functions are module level and know nothing of one another's chunks. The pieces of one file are
    put together in order where the file is written.

    Args:
        encode: the articles of a chunk → one piece of bytes for each folder of `folders`.
        suffix: how files of this format are called, with the dot.
        between: what stands between two articles, and so between two pieces.
        folders: where a format of several files lays them, under the output folder; `("",)` is
            one file, which may also be written to stdout or to a file of any name.
        join: for formats whose pieces cannot simply stand one after the other: reads the pieces,
            each what `encode` or an earlier `join` made, and writes the whole to a file. However
            the articles were cut into pieces, it must write the same bytes. Such a file is
            compressed inside if at all, and never piped.
    """

    encode: Callable[[Sequence[Article]], tuple[bytes, ...]]
    suffix: str = ".jsonl"
    between: bytes = b""
    folders: tuple[str, ...] = ("",)
    join: Callable[[Iterable[bytes], IO[bytes]], None] | None = None


class Lines:
    """An `encode` from functions that write one article each, one for each file."""

    def __init__(self, *writes: Callable[[Article], bytes], between: bytes = b"") -> None:
        self.writes, self.between = writes, between

    def __call__(self, articles: Sequence[Article]) -> tuple[bytes, ...]:
        return tuple(self.between.join(map(write, articles)) for write in self.writes)


def lines(
    write: Callable[[Article], bytes], *, suffix: str = ".jsonl", between: bytes = b""
) -> Writer:
    """A format of one file, written one article after the other."""
    return Writer(Lines(write, between=between), suffix=suffix, between=between)
