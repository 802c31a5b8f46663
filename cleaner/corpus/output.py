"""Results of a deduplication: records that stay, and a receipt of those that go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import IO, NamedTuple

from cleaner.corpus.decide import Found
from cleaner.corpus.rows import marked
from cleaner.errors import ConfigError
from cleaner.readers.jsonl import Line
from cleaner.record import Failure

_PIECE = 1 << 20


class Packed:
    """Lines to a stream, packed a megabyte at a time.

    Args:
        pack: compresses a piece; pieces may stand one after the other.
    """

    def __init__(self, stream: IO[bytes], pack: Callable[[bytes], bytes]) -> None:
        self.stream, self.pack = stream, pack
        self._held: list[bytes] = []
        self._size = 0

    def add(self, line: bytes) -> None:
        """Write a line; it has no line end."""
        self._held.append(line)
        self._size += len(line) + 1
        if self._size >= _PIECE:
            self.flush()

    def flush(self) -> None:
        """Write what is held."""
        if self._held:
            self.stream.write(self.pack(b"\n".join([*self._held, b""])))
            self._held, self._size = [], 0


class Told(NamedTuple):
    """A line and what was found of it."""

    line: bytes
    found: Found


def told(lines: Iterable[Line | Failure], found: Iterator[Found]) -> Iterator[Told]:
    """The lines again, in the same order as when they were sketched, each with its mark set.

    Raises:
        ConfigError: they are not the same lines.
    """
    place = 0
    following = next(found, None)
    for line in lines:
        if isinstance(line, Failure):
            continue
        if following is not None and following.place == place:
            data = line.data.rstrip(b"\r\n")
            yield Told(marked(data, following.mark) if following.changed else data, following)
            following = next(found, None)
        place += 1
    if following is not None:
        raise ConfigError("the input changed while it was read; run this again")


def write(every: Iterable[Told], kept: Packed, dropped: Packed) -> Counter[str]:
    """Write the records; counts of `kept`, `dropped`, and of those `exact`, `near`, `contained`."""
    counts: Counter[str] = Counter()
    for line, found in every:
        (dropped if found.drop else kept).add(line)
        counts["dropped" if found.drop else "kept"] += 1
        if found.mark.kind:
            counts[found.mark.kind] += 1
    kept.flush()
    dropped.flush()
    return counts
