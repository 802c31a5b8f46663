"""Dolma documents, and attributes whose spans cut them to our text.

Dolma never edits a document: taggers write spans beside it, and its mixer takes them out. So the
document's `text` is the source text, and two attributes turn it into ours: `cleaner__break` spans
lie between two kept blocks and are replaced by a blank line, `cleaner__cut` spans are replaced by
nothing. `cleaner__<label>` spans tell what stood there, for mixers that want to cut less.

Span: `[start, end, score]` in code points, as Dolma's mixer counts.
"""

from __future__ import annotations

from typing import Any, Final

from cleaner.record import Article, TextBlock
from cleaner.writers.values import line, stated

PREFIX: Final = "cleaner__"
Span = tuple[int, int, float]


def documents(article: Article) -> bytes:
    """The line of a file under `documents/`."""
    return line(document(article))


def attributes(article: Article) -> bytes:
    """The line of the file of the same name under `attributes/cleaner/`."""
    return line(attribute(article))


def document(article: Article) -> dict[str, Any]:
    """The article as it came, in Dolma's terms."""
    return {
        "id": article.id,
        "text": article.source_text(),
        "source": article.source or article.site or "cleaner",
        **stated(added=article.fetched_at, created=article.date_published),
        "metadata": stated(
            url=article.url,
            canonical_url=article.canonical_url,
            headline=article.headline,
            description=article.description,
            authors=list(article.authors),
            publisher=article.publisher,
            language=article.language,
            flags=list(article.flags),
            text_sha256=article.text_sha256,
            extra=article.extra,
        ),
    }


def attribute(article: Article) -> dict[str, Any]:
    """The spans of everything that is not in `article.text`."""
    found: dict[str, list[Span]] = {PREFIX + "break": [], PREFIX + "cut": _holes(article)}
    size = len(article.source_text())
    for before, after in zip(article.blocks, article.blocks[1:], strict=False):
        found[PREFIX + "break"].append(_span(before.end, after.start))
    first, last = (
        (article.blocks[0].start, article.blocks[-1].end) if article.blocks else (size, size)
    )
    ends = [_span(0, first), _span(last, size)]
    found[PREFIX + "cut"] += [span for span in ends if span[0] < span[1]]
    found[PREFIX + "cut"].sort()
    for label, start, end in _labelled(article):
        found.setdefault(PREFIX + label.replace("-", "_"), []).append(_span(start, end))
    return {"id": article.id, "attributes": found}


def _span(start: int, end: int) -> Span:
    return (start, end, 1.0)


def _holes(article: Article) -> list[Span]:
    """What was cut inside blocks that stayed."""
    return [
        _span(removal.start, removal.end)
        for block in article.blocks
        for removal in article.removed
        if _inside(removal.start, removal.end, block)
    ]


def _inside(start: int, end: int, block: TextBlock) -> bool:
    return block.start <= start and end <= block.end


def _labelled(article: Article) -> list[tuple[str, int, int]]:
    found = [(removal.label, removal.start, removal.end) for removal in article.removed]
    found += [(fact.field, fact.start, fact.end) for fact in article.facts]
    found += [
        ("caption", caption.start, caption.end)
        for caption in article.captions
        if caption.start is not None and caption.end is not None
    ]
    return sorted(found, key=lambda item: item[1:])
