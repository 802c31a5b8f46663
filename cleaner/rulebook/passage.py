"""A block as rules see it: its view, its size, how it ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from cleaner.draft import Block, Tree
from cleaner.rulebook.view import Mapped, count_words, view_map, views

#: What a sentence ends with, in the view; and what may close after it.
STOPS: Final = frozenset(".!?。؟۔।॥։።።៕။")
CLOSERS: Final = "\"')]}»›>】〉》* "
#: Prose is at least this many words that end like a sentence.
PROSE_WORDS: Final = 12
# Thai, Lao, Burmese and Khmer set no full stops; a block this long is prose without one.
_NO_STOPS: Final = ("\u0e01", "\u109f"), ("\u1780", "\u17ff")
_LONG_WITHOUT_STOP: Final = 20


class Passage:
    """One block of the page, as it stands before the present round of labelling."""

    __slots__ = (
        "block",
        "hits",
        "index",
        "prose",
        "sentence",
        "source",
        "text",
        "tree",
        "view",
        "words",
    )

    def __init__(self, index: int, block: Block, source: str, text: str, view: str) -> None:
        self.index, self.block, self.source = index, block, source
        self.text, self.view = text, view
        self.tree: Tree | None = block.tree
        self.words = count_words(view)
        core = view.rstrip(CLOSERS)
        self.sentence = bool(core) and core[-1] in STOPS
        self.prose = self.words >= PROSE_WORDS and (self.sentence or _stopless(core, self.words))
        self.hits: dict[int, Hit] = {}

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

    def shouted(self, hit: Hit | None) -> bool:
        """Is the passage, or the part of it that was matched, set in capitals?"""
        text = self.text
        if hit is not None:
            low, high = self.mapped().source_span(hit.match.start(), hit.match.end())
            text = text[low:high]
        return text.upper() == text and text.lower() != text

    def mapped(self) -> Mapped:
        """The view with its way back to `text`."""
        return view_map(self.text)

    def _spans(self, low: int, high: int) -> list[tuple[int, int]]:
        spans = []
        at = 0
        for start, end in self.block.pieces():
            first, last = max(low, at), min(high, at + end - start)
            if first < last:
                spans.append((start + first - at, start + last - at))
            at += end - start
        return spans


class Hit:
    """A pattern's match in a view. `match` is kept for its groups."""

    __slots__ = ("match", "pattern")

    def __init__(self, pattern: int, match: Any) -> None:
        self.pattern, self.match = pattern, match


def passages(blocks: Sequence[tuple[int, Block]], source: str) -> list[Passage]:
    """The passages of these blocks (each with its index in the draft), blank ones left out."""
    texts = [block.text(source) for _, block in blocks]
    seen = views(texts)
    return [
        Passage(index, block, source, text, view)
        for (index, block), text, view in zip(blocks, texts, seen, strict=True)
        if view
    ]


def _stopless(core: str, words: int) -> bool:
    return words >= _LONG_WITHOUT_STOP and any(low <= core[-1:] <= high for low, high in _NO_STOPS)
