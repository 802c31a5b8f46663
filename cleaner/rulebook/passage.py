"""A block as rules see it: its view, its size, how it ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from cleaner.draft import Block, Tree
from cleaner.rulebook.pattern import edgeless
from cleaner.rulebook.view import Mapped, count_each, view_map, views

#: What a sentence ends with, in the view; and what may close after it.
STOPS: Final = frozenset(".!?。؟۔।॥։።።៕။")
CLOSERS: Final = "\"')]}»›>】〉》* "
#: Prose is at least this many words that end like a sentence.
PROSE_WORDS: Final = 12
# Thai, Lao, Burmese and Khmer set no full stops; a block this long is prose without one.
_NO_STOPS: Final = ("\u0e01", "\u109f"), ("\u1780", "\u17ff")
_LONG_WITHOUT_STOP: Final = 20
_DIGIT: Final = re.compile(r"\d")


class Passage:
    """One block of the page, as it stands before the present round of labelling.

    The rest is a matcher's memory: what the patterns of a test found (`hits`), whether that fits
    (`reads`), and which of the rules that something in the view led to hold here for `sure`, or
    are `ready` to, if what stands around the passage is what they ask for.
    """

    __slots__ = (
        "_edgeless", "_mapped", "_numbered", "block", "hits", "index", "kind", "late", "met_by",
        "prose", "reads", "ready", "sentence", "source", "sure", "text", "tree", "view", "words",
    )  # fmt: skip

    def __init__(
        self, index: int, block: Block, *, source: str, text: str, view: str, words: int
    ) -> None:
        self.index, self.block, self.source = index, block, source
        self.text, self.view, self.words = text, view, words
        self.tree: Tree | None = block.tree
        core = view.rstrip(CLOSERS)
        self.sentence = bool(core) and core[-1] in STOPS
        self.prose = self.words >= PROSE_WORDS and (self.sentence or _stopless(core, self.words))
        #: Bits that say what it is, to be barred by a pattern: a sentence, none, prose, none.
        self.kind = (1 if self.sentence else 2) | (4 if self.prose else 8)
        self.hits: dict[Any, Any] = {}
        self.reads: dict[Any, bool] = {}
        self.ready: list[Any] = []
        self.sure: list[Any] = []
        self.met_by: object = None
        self._mapped: Mapped | None = None
        self._edgeless: str | None = None
        self._numbered: bool | None = None
        self.late = False  # some pattern ran out of time here

    def stands_for(self, block: Block) -> bool:
        """Is it the passage of this block, whatever its label?"""
        mine = self.block
        return mine is block or (
            (mine.start, mine.end, mine.cuts) == (block.start, block.end, block.cuts)
        )

    @property
    def numbered(self) -> bool:
        """Does a digit stand in it?"""
        if self._numbered is None:
            self._numbered = _DIGIT.search(self.view) is not None
        return self._numbered

    @property
    def edgeless(self) -> str:
        """The view without the marks around it: the key to look sayings up by."""
        if self._edgeless is None:
            self._edgeless = edgeless(self.view)
        return self._edgeless

    def source_spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where a stretch of the view stands in the source: one span, or one on each side of
        every part that was cut out of it before."""
        low, high = self.mapped().source_span(start, end)
        return self._spans(low, high)

    def widened(self, start: int, end: int) -> list[tuple[int, int]]:
        """The same, with the blank after it where one stands before it too: of the two, one
        would be left over once it is cut."""
        low, high = self.mapped().source_span(start, end)
        if low == 0 or self.text[low - 1].isspace():
            while high < len(self.text) and self.text[high].isspace():
                high += 1
        return self._spans(low, high)

    def shouted(self, match: Any) -> bool:
        """Is the passage, or the part of it that was matched, set in capitals?"""
        text = self.text
        if match is not None:
            low, high = self.mapped().source_span(match.start(), match.end())
            text = text[low:high]
        return text.upper() == text and text.lower() != text

    def mapped(self) -> Mapped:
        """The view with its way back to `text`."""
        if self._mapped is None:
            self._mapped = view_map(self.text, seen=self.view)
        return self._mapped

    def _spans(self, low: int, high: int) -> list[tuple[int, int]]:
        spans = []
        at = 0
        for start, end in self.block.pieces():
            first, last = max(low, at), min(high, at + end - start)
            if first < last:
                spans.append((start + first - at, start + last - at))
            at += end - start
        return spans


#: Passages by the number of their block in the draft.
Scratch = dict[Any, Passage]


def passages(
    blocks: Sequence[tuple[int, Block]], source: str, scratch: Scratch | None = None
) -> list[Passage]:
    """The passages of these blocks (each with its index in the draft), blank ones left out.

    Args:
        blocks: what stands in the text by now.
        source: the text that their spans count in.
        scratch: passages of the same page made before; those that still stand are used again.
    """
    known: Scratch = {} if scratch is None else scratch
    fresh = []
    for numbered in blocks:
        passage = known.get(numbered[0])
        if passage is None or not passage.stands_for(numbered[1]):
            fresh.append(numbered)
    if fresh:
        texts = [block.text(source) for _, block in fresh]
        seen = views(texts)
        words = count_each(seen)
        for (index, block), text, view, size in zip(fresh, texts, seen, words, strict=True):
            known[index] = Passage(index, block, source=source, text=text, view=view, words=size)
    return [passage for index, _ in blocks if (passage := known[index]).view]


def _stopless(core: str, words: int) -> bool:
    return words >= _LONG_WITHOUT_STOP and any(low <= core[-1:] <= high for low, high in _NO_STOPS)
