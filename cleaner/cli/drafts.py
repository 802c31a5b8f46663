"""Pages read and worked on, one after the other; those that fail are put aside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from cleaner.draft import Draft, Page
from cleaner.errors import InputError
from cleaner.pipeline import failure
from cleaner.readers import read_pages
from cleaner.record import Failure


def drafts(
    paths: Sequence[str],
    work: Callable[[Page], Draft],
    fail: Callable[[Failure], None],
    **known: Any,
) -> Iterator[Draft]:
    """The draft of each page that can be read and worked on; the others go to `fail`.

    Raises:
        ConfigError: a path does not exist, or holds nothing; nothing was read then.
    """
    pages = read_pages(paths, **known)
    return _worked(pages, work, fail)


def _worked(
    pages: Iterator[Page | Failure],
    work: Callable[[Page], Draft],
    fail: Callable[[Failure], None],
) -> Iterator[Draft]:
    for page in pages:
        if isinstance(page, Failure):
            fail(page)
            continue
        try:
            draft = work(page)
        except InputError as error:
            fail(failure(page, error))
        else:
            yield draft
