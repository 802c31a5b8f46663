"""The page being worked on.

A `Page` is what came in. A `Draft` is its source text cut into blocks, each with a label. No
stage deletes: a stage returns the draft with other labels. What leaves the text is decided once,
at the end, by reading the labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import msgspec

from cleaner import labels
from cleaner.record import Caption, Charset, Comment
from cleaner.spans import Repair


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes or text, with what is known of them before anybody looked inside."""

    content: bytes | str
    id: str | None = None
    source: str | None = None
    line: int | None = None  # of `source`, where that holds a page on each line
    field: str | None = None  # the column that the content stood in
    url: str | None = None
    format: str = "auto"  # auto, text or html
    charset: str | None = None
    language: str | None = None
    fetched_at: str | None = None
    facts: dict[str, Any] = {}  # fields of the record that the source states: they are believed
    extra: dict[str, Any] = {}


class Capture(msgspec.Struct, frozen=True):
    """What a `{slot}` of a rule matched, as a span of the source text."""

    name: str
    start: int
    end: int


class Reason(msgspec.Struct, frozen=True):
    """Why a block or a part of one left the text: who said so, and what was read there."""

    rule: str
    stage: str
    captures: tuple[Capture, ...] = ()
    match: tuple[int, int] | None = None  # the span that the rule's own words matched
    walked: bool = False  # a step of `then` or `take: rest` came by; no pattern named it
    duplicate_of: int | None = None


class Cut(msgspec.Struct, frozen=True):
    """A span inside a block that leaves the text while the block stays."""

    start: int
    end: int
    label: str
    reason: Reason


class Tree(msgspec.Struct, frozen=True):
    """What the page's tree said of a block. Plain text has none."""

    tags: frozenset[str] = frozenset()  # its element, ancestors' elements, class and role words
    links: float = 0.0  # per cent of its characters that stand in links


class Block(msgspec.Struct, frozen=True):
    """A span of the source text with a label."""

    start: int
    end: int
    label: str = "paragraph"
    level: int | None = None
    tree: Tree | None = None
    cuts: tuple[Cut, ...] = ()
    reason: Reason | None = None

    @property
    def kept(self) -> bool:
        """Does it stand in the text?"""
        return self.label in _TEXT

    def pieces(self) -> list[tuple[int, int]]:
        """The spans that are left of it, in order."""
        spans, at = [], self.start
        for cut in self.cuts:
            if at < cut.start:
                spans.append((at, cut.start))
            at = cut.end
        if at < self.end:
            spans.append((at, self.end))
        return spans

    def text(self, source: str) -> str:
        """What is left of it."""
        if not self.cuts:
            return source[self.start : self.end]
        return "".join([source[start:end] for start, end in self.pieces()])


_TEXT: Final = frozenset(labels.TEXT)


def standing(blocks: Sequence[Block]) -> list[tuple[int, Block]]:
    """The blocks that stand in the text by now, each with its number."""
    return [(number, block) for number, block in enumerate(blocks) if block.label in _TEXT]


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A page on the road. `source` is the text that every span counts in."""

    page: Page
    source: str = ""
    format: str = "text"
    raw_sha256: str | None = None
    charset: Charset | None = None
    repairs: tuple[Repair, ...] = ()
    blocks: tuple[Block, ...] = ()
    notes: tuple[Reason, ...] = ()  # facts that rules read without cutting anything
    captions: tuple[Caption, ...] = ()  # from the tree of an HTML page, outside `source`
    comments: tuple[Comment, ...] = ()
    facts: dict[str, Any] = {}
    flags: frozenset[str] = frozenset()
    tools: dict[str, str] = {}
    scratch: dict[Any, Any] = {}  # views of the blocks, made once for all stages
    awaits_repair: bool = False  # asked for while the source was still markup

    def with_(self, **changes: Any) -> Draft:
        """A copy with these fields changed; with another source, old views mean nothing."""
        if "source" in changes:
            changes["scratch"] = {}
        return msgspec.structs.replace(self, **changes)

    def flagged(self, *flags: str) -> Draft:
        """A copy that carries these flags too."""
        return self.with_(flags=self.flags | frozenset(flags))

    def kept(self) -> list[Block]:
        """The blocks that stand in the text by now."""
        return [block for _, block in standing(self.blocks)]

    @property
    def language(self) -> str | None:
        """BCP 47, as declared or found."""
        value = self.facts.get("language") or self.page.language
        return str(value) if value else None

    @property
    def url(self) -> str | None:
        """Where the page came from, or says it came from."""
        value = self.page.url or self.facts.get("canonical_url")
        return str(value) if value else None
