"""What the HTML reader hands back: one frozen value, in reading order."""

from __future__ import annotations

from typing import Any

import msgspec

from cleaner.draft import Tree
from cleaner.record import Caption, Comment


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How much of a page is read, and when its story is called short."""

    max_chars: int = 20_000_000  # of markup; the rest is cut and the page flagged `truncated`
    max_lines: int = 50_000  # of text, the same
    short_body: int = 60  # words; below it a second extractor is asked


class HtmlBlock(msgspec.Struct, frozen=True, omit_defaults=True):
    """A block of the page with its label, and the evidence for it where it is not text.

    `text` has no line break, except in a `table` (a line a row, tabs between cells) and in `code`.
    """

    text: str
    label: str = "paragraph"
    level: int | None = None  # headings only, 1 to 6
    tree: Tree | None = None
    reason: str | None = None  # `html/link-item`; None where the label is a kind of text


class Reading(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A page, read.

    `blocks` are the story and the furniture that stands inside it; what lies outside the story
    is not listed. `captions` are not among them: `Caption.after` is the index of the block that
    a picture followed. `facts` are fields of the record, those unknown left out.
    """

    blocks: tuple[HtmlBlock, ...] = ()
    captions: tuple[Caption, ...] = ()
    comments: tuple[Comment, ...] = ()
    facts: dict[str, Any] = {}
    flags: frozenset[str] = frozenset()
    tools: dict[str, str] = {}
