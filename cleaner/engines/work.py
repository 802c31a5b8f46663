"""What is done with a chunk, wherever it is done: pages in, something numbered out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol, TypeVar

import msgspec

from cleaner.draft import Page
from cleaner.engines.chunks import Chunk
from cleaner.engines.packing import pack
from cleaner.engines.tally import Tally
from cleaner.errors import CleanerError, InputError
from cleaner.pipeline import Cleaner, failure
from cleaner.record import Article, Failure
from cleaner.writers import Writer

T = TypeVar("T")
R_co = TypeVar("R_co", bound="Numbered", covariant=True)


class Numbered(Protocol):
    """What comes of a chunk; it has the chunk's number."""

    @property
    def number(self) -> int: ...


class Task(Protocol[R_co]):
    """Anything picklable that can be done with a chunk."""

    def __call__(
        self,
        chunk: Chunk,
        lost: Mapping[int, tuple[str, str]] | None = None,
        begin: Callable[[int], None] = lambda index: None,
    ) -> R_co:
        """Do it.

        Args:
            chunk: the pages.
            lost: by index, pages that are not to be tried again: reason and message.
            begin: told the index of each page before it is begun.
        """


def each(
    chunk: Chunk,
    road: Callable[[Page], T],
    lost: Mapping[int, tuple[str, str]] | None,
    begin: Callable[[int], None],
) -> Iterator[T | Failure]:
    """What each page of a chunk becomes on a road, in order. Whatever goes wrong on the road costs
    that page and no other."""
    for index, item in enumerate(chunk.items):
        if isinstance(item, Failure):
            yield item
        elif lost and index in lost:
            reason, message = lost[index]
            yield failure(item, InputError(message, reason=reason))
        else:
            begin(index)
            yield _tried(road, item)


def _tried(road: Callable[[Page], T], page: Page) -> T | Failure:
    try:
        return road(page)
    except CleanerError as error:
        return failure(page, error)
    except MemoryError:
        told = "the page needs more memory than a page may take"
        return failure(page, InputError(told, reason="memory"))
    except Exception as error:  # a bug of ours costs one page too
        told = f"a bug in cleaner: {type(error).__name__}: {error}"
        return failure(page, InputError(told, reason="bug"))


class Done(msgspec.Struct, frozen=True):
    """A chunk that is finished: a piece for each file of the format, and what went wrong."""

    number: int
    pieces: tuple[bytes, ...]
    failures: tuple[Failure, ...]
    tally: Tally
    size: int


class Work(msgspec.Struct, frozen=True):
    """The road, the format and the packing. Picklable; the same on every machine."""

    cleaner: Cleaner
    writer: Writer
    packing: str = "none"

    def __call__(
        self,
        chunk: Chunk,
        lost: Mapping[int, tuple[str, str]] | None = None,
        begin: Callable[[int], None] = lambda index: None,
    ) -> Done:
        """Clean and encode a chunk."""
        articles: list[Article] = []
        failures: list[Failure] = []
        tally = Tally()
        for found in each(chunk, self.cleaner.clean_page, lost, begin):
            tally.add(found)
            if isinstance(found, Failure):
                failures.append(found)
            else:
                articles.append(found)
        pieces = self.writer.encode(articles) if articles else ()
        # A format with a way of its own to join pieces packs inside.
        if self.writer.join is None:
            pieces = tuple(pack(piece, self.packing) for piece in pieces)
        return Done(chunk.number, pieces, tuple(failures), tally, chunk.size)
