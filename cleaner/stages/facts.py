"""Facts that rules read: from the labels and captures of a draft to fields of the record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from cleaner.draft import Block, Draft, Reason
from cleaner.stages.dates import absolute_date

#: A note (a rule that takes nothing) says what it reads by the name of its capture.
NOTES: Final = {"place": "dateline"}
#: A dateline stands in one of the first blocks; later ones head the parts of a longer report.
DATELINE_WITHIN: Final = 6

_AND: Final = re.compile(r"\s*(?:,|;|\band\b|\bund\b|\bet\b|\by\b|\be\b|&|、|，)\s*")


def read_facts(draft: Draft) -> dict[str, Any]:
    """Every fact that a label or a note of the draft gives; of two, the first in the text."""
    facts: dict[str, Any] = {}
    for name, value in _found(draft):
        if value:
            facts.setdefault(name, value)
    return facts


def _found(draft: Draft) -> Iterator[tuple[str, Any]]:
    for block in draft.blocks:
        if block.reason is None and not block.cuts:
            continue
        for label, reason, text in _labelled(draft, block):
            read = _READERS.get(label)
            if read is not None and reason.duplicate_of is None:
                yield read(reason, text, draft.source)
    opening = draft.kept()[:DATELINE_WITHIN] if draft.notes else []
    for note in draft.notes:
        for capture in note.captures:
            if capture.name in NOTES and any(b.start <= capture.start < b.end for b in opening):
                yield NOTES[capture.name], draft.source[capture.start : capture.end].strip(" ,")


def _labelled(draft: Draft, block: Block) -> Iterator[tuple[str, Reason, str]]:
    if block.reason is not None:
        yield block.label, block.reason, block.text(draft.source).strip()
    for cut in block.cuts:
        yield cut.label, cut.reason, draft.source[cut.start : cut.end].strip()


def captured(reason: Reason, source: str, *names: str) -> str:
    """The source text from the first to the last of these captures."""
    spans = [c for c in reason.captures if not names or c.name in names]
    if not spans:
        return ""
    return source[min(c.start for c in spans) : max(c.end for c in spans)].strip()


def _whole(field: str) -> Callable[[Reason, str, str], tuple[str, Any]]:
    return lambda reason, text, source: (field, text)


def _authors(reason: Reason, text: str, source: str) -> tuple[str, Any]:
    names = [part.strip() for part in _AND.split(captured(reason, source, "name"))]
    return "authors", tuple(name for name in names if name)


def _credit(reason: Reason, text: str, source: str) -> tuple[str, Any]:
    return "credit", captured(reason, source) or text


def _published(reason: Reason, text: str, source: str) -> tuple[str, Any]:
    return "date_published", absolute_date(captured(reason, source, "date"))


def _url(reason: Reason, text: str, source: str) -> tuple[str, Any]:
    return "canonical_url", captured(reason, source, "url")


_READERS: Final[dict[str, Callable[[Reason, str, str], tuple[str, Any]]]] = {
    "headline": _whole("headline"),
    "kicker": _whole("kicker"),
    "description": _whole("description"),
    "byline": _authors,
    "credit": _credit,
    "published": _published,
    "source-url": _url,
}
