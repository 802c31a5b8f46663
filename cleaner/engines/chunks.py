"""Pages in handfuls: what is sent to a worker, and what is counted when a run goes on.

Where one chunk ends and the next begins depends on the pages alone, so that a run that was
interrupted finds the same chunks again, and compressed output, a member for each chunk, has the
same bytes however many workers there are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

import msgspec

from cleaner.draft import Page
from cleaner.record import Failure

#: A chunk holds at most so many pages, and no further page once it holds so many characters.
PAGES: Final = 64
SIZE: Final = 1 << 20


class Chunk(msgspec.Struct, frozen=True):
    """Some pages in order; those that could not be read stand among them."""

    number: int
    items: tuple[Page | Failure, ...]
    size: int


def chunks(
    items: Iterable[Page | Failure], *, pages: int = PAGES, size: int = SIZE
) -> Iterator[Chunk]:
    """Cut a stream of pages into chunks."""
    number, held, weight = 0, list[Page | Failure](), 0
    for item in items:
        held.append(item)
        weight += len(item.content) if isinstance(item, Page) else 0
        if len(held) >= pages or weight >= size:
            yield Chunk(number, tuple(held), weight)
            number, held, weight = number + 1, [], 0
    if held:
        yield Chunk(number, tuple(held), weight)


class Trace:
    """A digest of the pages seen so far: is this the input that the run began with?"""

    def __init__(self) -> None:
        self._hash = hashlib.blake2b(digest_size=16)

    def add(self, chunk: Chunk) -> str:
        """Count a chunk in; the digest of everything up to it."""
        for item in chunk.items:
            size = len(item.content) if isinstance(item, Page) else -1
            self._hash.update(f"{item.id}\0{item.source}\0{item.url}\0{size}\n".encode())
        return self._hash.hexdigest()


def sampled(items: Iterable[Page | Failure], share: float) -> Iterator[Page | Failure]:
    """A share of the pages, chosen by their identity: the same pages in every run and order."""
    for item in items:
        if isinstance(item, Failure) or _lot(item) < share:
            yield item


def limited(items: Iterable[Page | Failure], most: int) -> Iterator[Page | Failure]:
    """The first pages."""
    return islice(items, most)


def _lot(page: Page) -> float:
    known = page.id or page.url or page.content
    data = known.encode("utf-8", "surrogatepass") if isinstance(known, str) else known
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest()) / 2**64
