"""What the rules take from a page, held against what they should."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec
import regex

from cleaner.draft import Block
from cleaner.evaluate.gold import FURNITURE, STORY, GoldPage
from cleaner.rulebook import RuleBook

#: A word, or a letter of a script that puts no space between words (and of Hangul, whose spaces
#: part phrases).
_WORD: Final = regex.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|\w+")


class Counts(msgspec.Struct, frozen=True):
    """Lines and words, of one page or summed over many."""

    pages: int = 0
    pages_losing: int = 0
    furniture: int = 0
    furniture_words: int = 0
    cut: int = 0
    cut_words: int = 0
    story: int = 0
    story_words: int = 0
    lost: int = 0
    lost_words: int = 0

    def __add__(self, other: Counts) -> Counts:
        pairs = zip(msgspec.structs.astuple(self), msgspec.structs.astuple(other), strict=True)
        return Counts(*(a + b for a, b in pairs))

    def counted(self) -> dict[str, int]:
        """The counts by name."""
        return msgspec.structs.asdict(self)

    def figures(self) -> dict[str, float]:
        """Shares, each between 0 and 1. What there is nothing of is found whole and costs nothing.

        >>> Counts(furniture=4, cut=3, lost=1).figures()["precision"]
        0.75
        """
        precision = _share(self.cut, self.cut + self.lost)
        recall = _share(self.cut, self.furniture)
        both = precision + recall
        return {
            "precision": precision,
            "recall": recall,
            "f1": 2 * precision * recall / both if both else 0.0,
            "recall_words": _share(self.cut_words, self.furniture_words),
            "loss": 1 - _share(self.story - self.lost, self.story),
            "loss_words": 1 - _share(self.story_words - self.lost_words, self.story_words),
            "pages_losing": 1 - _share(self.pages - self.pages_losing, self.pages),
        }


class Scored(NamedTuple):
    """A page, what was taken from it, and how that counts."""

    page: GoldPage
    cuts: Mapping[int, str]  # line → the rule that took it
    lost: tuple[int, ...]  # story lines of which no copy is left
    left: tuple[int, ...]  # furniture lines that are still there
    counts: Counts


def cuts_of(page: GoldPage, book: RuleBook, *, site: bool = True) -> dict[int, str]:
    """The lines that the rules take, by number, each with the rule that took it. Every line is a
    block; the page's language is known, and its site too, unless `site` says otherwise."""
    text, blocks, places = laid_out([line.text for line in page.lines])
    found = book.label(blocks, text, language=page.lang, site=page.domain if site else None)
    return {
        place: block.reason.rule if block.reason else "?"
        for place, block in zip(places, found.blocks, strict=True)
        if not block.kept
    }


def laid_out(texts: Sequence[str]) -> tuple[str, tuple[Block, ...], list[int]]:
    """Texts as a source text, a block for each that is not blank, and which text each is."""
    blocks, which, at = [], [], 0
    for number, text in enumerate(texts):
        if text.strip():
            blocks.append(Block(at, at + len(text)))
            which.append(number)
        at += len(text) + 2
    return "\n\n".join(texts), tuple(blocks), which


def score_page(page: GoldPage, cuts: Mapping[int, str]) -> Scored:
    """Count what was taken. A story line that stands on the page several times is lost only when
    every copy of it is gone; lines with neutral labels count nowhere."""
    first: dict[int, int] = {}
    for place, line in enumerate(page.lines):
        if line.label == STORY:
            of = line.dup_of
            repeats = of is not None and 0 <= of < len(page.lines) and page.lines[of].label == STORY
            first[place] = first.get(of, of) if repeats and of is not None else place
    alive = {first[place] for place in first if place not in cuts}
    lost = tuple(p for p in first if p in cuts and first[p] not in alive)
    furniture = [p for p, line in enumerate(page.lines) if line.label == FURNITURE]
    gone = [p for p in furniture if p in cuts]
    counts = Counts(
        pages=1,
        pages_losing=int(bool(lost)),
        furniture=len(furniture),
        furniture_words=words_of(page, furniture),
        cut=len(gone),
        cut_words=words_of(page, gone),
        story=len(first),
        story_words=words_of(page, first),
        lost=len(lost),
        lost_words=words_of(page, lost),
    )
    return Scored(page, cuts, lost, tuple(p for p in furniture if p not in cuts), counts)


def words_of(page: GoldPage, places: Iterable[int]) -> int:
    """The words of these lines; a line has one at least."""
    texts = (unicodedata.normalize("NFKC", page.lines[p].text).casefold() for p in places)
    return sum(max(1, len(_WORD.findall(text))) for text in texts)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
