"""An article laid out again in the order of its source, with its cuts in place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cleaner.labels import APART, FACTS, TEXT
from cleaner.record import Article, Caption
from cleaner.spans import Repair

#: Where a label puts a block: in the text, beside it in the record, or out.
KEPT, ASIDE, CUT = "kept", "aside", "cut"
_ASIDE: Final = frozenset((*FACTS, "caption"))
assert "related" in APART  # titles of other stories are kept in the record, their blocks are cuts


class Piece(NamedTuple):
    """A run of characters with one story: kept, cut inside a kept block, or repaired."""

    text: str
    label: str = ""  # of a cut inside a block
    rule: str = ""  # likewise
    before: str | None = None  # what stood here before it was repaired
    action: str = ""  # the repair


class Part(NamedTuple):
    """A block of the page."""

    where: str  # KEPT, ASIDE or CUT
    label: str
    rule: str
    level: int | None  # of a heading
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """All its characters, cut or not."""
        return "".join(piece.text for piece in self.pieces)


def where(label: str) -> str:
    """Where a label puts a block.

    >>> where("paragraph"), where("byline"), where("share")
    ('kept', 'aside', 'cut')
    """
    return KEPT if label in TEXT else ASIDE if label in _ASIDE else CUT


def parts(article: Article) -> list[Part]:
    """Every block of the article's source, in the order of the page.

    Captions that the tree of an HTML page gave, which have no place in the source text, stand
    after the block that they followed.
    """
    found: list[tuple[int, int, Part]] = []
    inside = {
        (removal.start, removal.end): removal
        for removal in article.removed
        if any(b.start <= removal.start and removal.end <= b.end for b in article.blocks)
    }
    starts = [-1]  # of kept blocks; captions hang on them
    for block in article.blocks:
        cuts = [r for span, r in inside.items() if block.start <= span[0] and span[1] <= block.end]
        letters = iter(block.text)
        pieces: list[Piece] = []
        at = block.start
        for cut in sorted(cuts, key=lambda cut: cut.start):
            kept = "".join(next(letters) for _ in range(cut.start - at))
            pieces += _repaired(Piece(kept), at, article.repairs)
            pieces += _repaired(Piece(cut.text, cut.label, cut.rule), cut.start, article.repairs)
            at = cut.end
        pieces += _repaired(Piece("".join(letters)), at, article.repairs)
        part = Part(KEPT, block.kind, "", block.level, tuple(p for p in pieces if _seen(p)))
        found.append((block.start, 0, part))
        starts.append(block.start)
    for fact in article.facts:
        pieces = list(_repaired(Piece(fact.text), fact.start, article.repairs))
        label = "byline" if fact.field == "authors" else fact.field
        found.append((fact.start, 0, Part(ASIDE, label, fact.rule, None, tuple(pieces))))
    for removal in article.removed:
        if (removal.start, removal.end) not in inside:
            pieces = list(_repaired(Piece(removal.text), removal.start, article.repairs))
            part = Part(CUT, removal.label, removal.rule, None, tuple(pieces))
            found.append((removal.start, 0, part))
    for number, caption in enumerate(article.captions, start=1):
        place = caption.start
        if place is None:
            followed = -1 if caption.after is None else caption.after
            place = starts[min(followed + 1, len(starts) - 1)]
        found.append((place, number, _caption(caption)))
    return [part for _, _, part in sorted(found, key=lambda item: item[:2])]


def _caption(caption: Caption) -> Part:
    text = caption.source or caption.text
    if caption.credit and caption.credit not in text:
        text += f" [{caption.credit}]"
    return Part(ASIDE, "caption", caption.rule or "", None, (Piece(text),))


def _seen(piece: Piece) -> bool:
    return bool(piece.text) or piece.before is not None


def _repaired(piece: Piece, start: int, repairs: Sequence[Repair]) -> Iterator[Piece]:
    """The piece, broken where it was repaired. `start` is its place in the source."""
    end = start + len(piece.text)
    at = start
    for repair in repairs:
        if repair.start < at or repair.end > end:
            continue
        if repair.start > at:
            yield piece._replace(text=piece.text[at - start : repair.start - start])
        yield piece._replace(
            text=piece.text[repair.start - start : repair.end - start],
            before=repair.before,
            action=repair.action,
        )
        at = repair.end
    if at < end:
        yield piece._replace(text=piece.text[at - start :])
