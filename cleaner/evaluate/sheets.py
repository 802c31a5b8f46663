"""Pages as blocks, before any rule has seen them: what rules are tried on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import msgspec

from cleaner.draft import Block, Page
from cleaner.errors import CleanerError
from cleaner.evaluate.gold import STORY, GoldPage, read_gold
from cleaner.evaluate.score import laid_out
from cleaner.pipeline import Cleaner, failure
from cleaner.readers import Place, places, read_places
from cleaner.readers.kind import kind_of
from cleaner.readers.records import read_records
from cleaner.readers.unpack import TROUBLES, buffered, peeked, unpacked
from cleaner.record import Article, Failure
from cleaner.site import host

#: A first row that is longer than this is not looked into.
LONGEST_ROW: Final = 1 << 25


class Sheet(NamedTuple):
    """A page as its blocks, none of them labelled."""

    id: str
    source: str
    blocks: tuple[Block, ...]
    language: str | None = None
    site: str | None = None
    story: frozenset[int] | None = None  # blocks that people say are story, where they said


def read_sheets(paths: Sequence[str], road: Cleaner) -> Iterator[Sheet | Failure]:
    """The pages in these files, folders and patterns, whatever they hold: labelled lines, records
    that were cleaned before (laid out again as they came), or anything that can be cleaned.

    Args:
        road: decodes, repairs and extracts what was not cleaned before.

    Raises:
        ConfigError: a path does not exist, or a file starts as one kind and goes on as another.
    """
    bare = Cleaner(rules=road.rules, limits=road.limits, stages=("repair",))
    for place in places(paths):
        row = first_row(place)
        if isinstance(row.get("lines"), list):
            yield from map(of_gold, read_gold([place.path]))
        elif "schema_version" in row and "removed" in row:
            yield from map(of_record, read_records([place.path]))
        else:
            for page in read_places([place]):
                yield page if isinstance(page, Failure) else _of_page(page, bare)


def of_gold(page: GoldPage) -> Sheet:
    """A page of labelled lines: each line that is not blank is a block."""
    source, blocks, lines = laid_out([line.text for line in page.lines])
    story = frozenset(n for n, line in enumerate(lines) if page.lines[line].label == STORY)
    return Sheet(page.id, source, blocks, page.lang, page.domain, story)


def of_record(article: Article) -> Sheet:
    """A record, laid out as its page came. What its tree said of a block is not known any more."""
    spans = [(block.start, block.end) for block in article.blocks]
    spans += [(fact.start, fact.end) for fact in article.facts]
    spans += [(cut.start, cut.end) for cut in article.removed]
    spans += [
        (one.start, one.end)
        for one in article.captions
        if one.start is not None and one.end is not None
    ]
    blocks: list[Block] = []
    at = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= at:  # a cut or a fact inside a block is part of it
            blocks.append(Block(start, end))
            at = end
    url = article.url or article.canonical_url
    return Sheet(article.id, article.source_text(), tuple(blocks), article.language, host(url))


def _of_page(page: Page, bare: Cleaner) -> Sheet | Failure:
    try:
        draft = bare.draft(page)
    except CleanerError as error:
        return failure(page, error)
    identity = page.id or page.url or page.source or "?"
    return Sheet(identity, draft.source, draft.blocks, draft.language, host(draft.url))


def first_row(place: Place) -> dict[str, Any]:
    """The first row of a file of rows; nothing where it is no such file, or cannot be read."""
    if place.path == "-":
        return {}
    try:
        with place.open() as stream:
            reader = unpacked(buffered(stream))
            if kind_of(peeked(reader), name=place.name) != "jsonl":
                return {}
            row = msgspec.json.decode(reader.readline(LONGEST_ROW))
    except (*TROUBLES, msgspec.DecodeError, UnicodeDecodeError):
        return {}
    return row if isinstance(row, dict) else {}
