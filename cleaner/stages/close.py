"""A labelled draft → the finished article.

The ledger is the same blocks, seen from the other side.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from cleaner import labels
from cleaner.draft import Block, Draft, Reason
from cleaner.record import (
    FLAGS,
    Article,
    Caption,
    Counts,
    Fact,
    Removal,
    TextBlock,
)
from cleaner.rulebook.passage import PROSE_WORDS, passages
from cleaner.rulebook.view import count_all_words, count_words
from cleaner.stages.dedup import caption_span
from cleaner.stages.facts import captured

#: Labels whose cuts count against the limit on removed prose. Captions and facts are kept in the
#: record, and a duplicate's text still stands in the article.
_COUNTED: Final = frozenset((*labels.FURNITURE, "related", "comments")) - {"duplicate"}
_FLAG_OF_LABEL: Final = {"paywall": "paywall", "live-blog": "live-blog"}


def close(
    draft: Draft, *, short_body: int, max_prose_removed: float, rules_sha256: str | None
) -> Article:
    """The article of a finished draft."""
    kept: list[TextBlock] = []
    facts: list[Fact] = []
    captions: list[Caption] = []
    removed: list[Removal] = []
    pictures = list(draft.captions)
    for place, block in enumerate(draft.blocks):
        while pictures and (pictures[0].after is None or pictures[0].after < place):
            captions.append(_after(pictures.pop(0), len(kept)))
        if block.cuts:
            removed += _cuts(block, draft.source)
        if block.kept:
            text_block = _text_block(block, draft.source)
            if text_block is not None:
                kept.append(text_block)
        elif block.label == "caption" and not _repeats(block):
            captions.append(_caption(block, draft, len(kept)))
        elif (field := _field(block, draft)) is not None:
            facts.append(field)
        else:
            removed += _removed(block, draft.source)
    captions += [_after(picture, len(kept)) for picture in pictures]
    removed.sort(key=lambda removal: (removal.start, removal.end))
    text = Article.separator.join(block.text for block in kept)
    known = draft.facts
    page = draft.page
    words = count_all_words([block.text for block in kept])
    flags = _flags(draft, words, short_body, max_prose_removed)
    return Article(
        id=page.id or _id(draft),
        source=page.source,
        url=page.url,
        canonical_url=known.get("canonical_url"),
        site=known.get("site"),
        headline=known.get("headline"),
        kicker=known.get("kicker"),
        description=known.get("description"),
        authors=tuple(known.get("authors", ())),
        dateline=known.get("dateline"),
        credit=known.get("credit"),
        date_published=known.get("date_published"),
        date_modified=known.get("date_modified"),
        publisher=known.get("publisher"),
        section=known.get("section"),
        keywords=tuple(known.get("keywords", ())),
        language=draft.language,
        free_access=known.get("free_access"),
        text=text,
        blocks=tuple(kept),
        captions=tuple(captions),
        related=tuple(_related(draft)),
        comments=draft.comments,
        facts=tuple(facts),
        removed=tuple(removed),
        repairs=draft.repairs,
        flags=tuple(sorted(flags, key=FLAGS.index)),  # type: ignore[arg-type]
        counts=Counts(
            words=words,
            blocks=len(kept),
            removed_words=count_all_words([removal.text for removal in removed]),
        ),
        raw_sha256=draft.raw_sha256,
        source_sha256=sha256(draft.source),
        text_sha256=sha256(text),
        charset=draft.charset,
        fetched_at=page.fetched_at,
        tools=draft.tools,
        rules_sha256=rules_sha256 or None,
        extra=page.extra,
    )


def sha256(text: str) -> str:
    """Lowercase hex of the digest of UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def _id(draft: Draft) -> str:
    """The hash of the URL, else of the bytes, else of the text that came in."""
    if draft.page.url:
        return sha256(draft.page.url)
    return draft.raw_sha256 or sha256(str(draft.page.content).encode("utf-8", "replace").decode())


def _text_block(block: Block, source: str) -> TextBlock | None:
    """What is left of a block, without the blanks that cuts left at its ends."""
    if not block.cuts:
        whole = source[block.start : block.end]
        text = whole.strip()
        if not text:
            return None
        start = block.start + whole.index(text)
        return _kept(block, text, start, start + len(text))
    pieces = [source[start:end] for start, end in block.pieces()]
    spans = block.pieces()
    while pieces and not pieces[0].strip():
        pieces.pop(0), spans.pop(0)
    while pieces and not pieces[-1].strip():
        pieces.pop(), spans.pop()
    if not pieces:
        return None
    start = spans[0][0] + len(pieces[0]) - len(pieces[0].lstrip())
    end = spans[-1][0] + len(pieces[-1].rstrip())
    return _kept(block, "".join(pieces).strip(), start, end)


def _kept(block: Block, text: str, start: int, end: int) -> TextBlock:
    kind: Any = block.label
    return TextBlock(kind=kind, text=text, start=start, end=end, level=block.level)


def _cuts(block: Block, source: str) -> list[Removal]:
    return [
        Removal(
            rule=cut.reason.rule,
            label=cut.label,
            stage=cut.reason.stage,
            start=cut.start,
            end=cut.end,
            text=source[cut.start : cut.end],
        )
        for cut in block.cuts
    ]


def _removed(block: Block, source: str) -> list[Removal]:
    assert block.reason is not None, "a block leaves the text for a reason"
    return [
        Removal(
            rule=block.reason.rule,
            label=block.label,
            stage=block.reason.stage,
            start=start,
            end=end,
            text=source[start:end],
            duplicate_of=block.reason.duplicate_of,
        )
        for start, end in block.pieces()
        if source[start:end].strip()
    ]


def _field(block: Block, draft: Draft) -> Fact | None:
    """The fact that holds all of this block's text, if one does; else it is on the receipt."""
    field = {"byline": "authors"}.get(block.label, block.label)
    if block.label not in labels.FACTS or block.cuts or block.reason is None:
        return None
    text = block.text(draft.source)
    value = draft.facts.get(field)
    if value in (text, (text,)) or (field == "description" and text in str(value)):
        return Fact(
            field=field, text=text, start=block.start, end=block.end, rule=block.reason.rule
        )
    return None


def _caption(block: Block, draft: Draft, after: int) -> Caption:
    source = draft.source
    start, end = caption_span(block)
    whole = block.text(source)
    text = source[start:end].strip() if not block.cuts else whole
    credit = captured(block.reason, source) if block.reason else ""
    return Caption(
        text=text,
        credit=credit or None,
        start=block.start,
        end=block.end,
        after=after - 1 if after else None,
        rule=block.reason.rule if block.reason else None,
        source=source[block.start : block.end] if text != source[block.start : block.end] else None,
    )


def _after(picture: Caption, kept: int) -> Caption:
    """A picture of the page's tree, with its place among the blocks that stayed."""
    return msgspec.structs.replace(picture, after=kept - 1 if kept else None)


def _related(draft: Draft) -> Iterator[str]:
    """Titles of linked stories: what a rule captured as a title, or walked over."""
    seen: set[str] = set()
    for block in draft.blocks:
        if block.label != "related" or block.reason is None:
            continue
        title = captured(block.reason, draft.source, "title")
        if not title and block.reason.walked:
            title = block.text(draft.source).strip()
        if title and title not in seen:
            seen.add(title)
            yield title


def _repeats(block: Block) -> bool:
    return block.reason is not None and block.reason.duplicate_of is not None


def _flags(draft: Draft, words: int, short_body: int, max_prose_removed: float) -> set[str]:
    flags = set(draft.flags)
    flags |= {_FLAG_OF_LABEL[b.label] for b in draft.blocks if b.label in _FLAG_OF_LABEL}
    if not words:
        flags.add("empty-body")
    elif words < short_body:
        flags.add("short-body")
    if _prose_removed(draft) > max_prose_removed:
        flags.add("over-cut")
    return flags


def _by_rule(reason: Reason | None) -> bool:
    return reason is not None and reason.stage == "strip"


def _prose_removed(draft: Draft) -> float:
    """The share of the page's prose words that rules took."""
    taken_by = {b.label for b in draft.blocks} | {c.label for b in draft.blocks for c in b.cuts}
    if taken_by.isdisjoint(_COUNTED):
        return 0.0
    whole = [(i, Block(b.start, b.end)) for i, b in enumerate(draft.blocks)]
    total = taken = 0
    for passage in passages(whole, draft.source, draft.scratch):
        block = draft.blocks[passage.index]
        if not passage.prose or passage.words < PROSE_WORDS:
            continue
        total += passage.words
        if block.label in _COUNTED and _by_rule(block.reason):
            taken += passage.words
        else:
            taken += sum(
                count_words(draft.source[cut.start : cut.end])
                for cut in block.cuts
                if cut.label in _COUNTED and _by_rule(cut.reason)
            )
    return taken / total if total else 0.0
