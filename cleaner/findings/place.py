"""Where a span of the source text stands in the text as it came in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from cleaner.findings.finding import Excerpt
from cleaner.spans import Repair, undo

#: Characters of a long line that an excerpt shows before and after what is meant, and of that.
AROUND: Final = 60
MOST: Final = 160


class Original:
    """The text as it came in, before repairs, and how offsets lead back to it.

    >>> text = Original("level” but", [Repair(5, 7, "†", "lost-quote")])
    >>> text.text, text.span(5, 7), text.span(7, 10)
    ('level†but', (5, 6), (6, 9))
    """

    def __init__(self, source: str, repairs: Sequence[Repair]) -> None:
        self.text = undo(source, repairs)
        self._repairs = repairs
        self._ends = [repair.end for repair in repairs]
        grown, self._grown = 0, [0]
        for repair in repairs:
            grown += (repair.end - repair.start) - len(repair.before)
            self._grown.append(grown)
        self._lines = _starts(self.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that a span of the source came from, whole repairs included."""
        return self._offset(start, last=False), self._offset(end, last=True)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset of the original, from 1."""
        return _place(self._lines, offset)

    def excerpt(self, start: int, end: int) -> Excerpt:
        """The line in which a span of the original starts, or the piece of it around the span."""
        line, column = self.place(start)
        low = self._lines[line - 1]
        high = self.text.find("\n", low)
        high = len(self.text) if high < 0 else high
        end = max(min(end, high), start)
        left = low if start - low <= AROUND else start - AROUND
        right = min(high, max(start, min(end, start + MOST)) + AROUND)
        text = self.text[left:right].rstrip("\r")
        return Excerpt(text, start - left, min(end - left, len(text)), line, column)

    def _offset(self, offset: int, *, last: bool) -> int:
        number = bisect_right(self._ends, offset)
        if number < len(self._repairs):
            repair = self._repairs[number]
            if repair.start < offset < repair.end:
                # Inside of what a repair made, offsets mean nothing; its borders do.
                start = repair.start - self._grown[number]
                return start + len(repair.before) if last else start
        # An empty repair (something was taken off) belongs to the span that it stands in or at.
        while not last and number and self._repairs[number - 1].start == offset:
            number -= 1
        return offset - self._grown[number]


def line_of(path: str, line: int, part: str = "") -> Excerpt | None:
    """A line of a file as an excerpt, or `part` of it; `None` if that cannot be read there (rules
    may come out of a package)."""
    try:
        text = Path(path).read_text("utf-8").split("\n")[line - 1]
    except (OSError, IndexError, UnicodeDecodeError):
        return None
    part = part or text.strip()
    start = text.find(part)
    if start < 0:
        return None
    return Excerpt(text, start, start + len(part), line, start + 1)


class Markup:
    """The markup of a page, in which texts of its blocks are found again.

    >>> Markup("<p>Tides</p>\\n<p>Sign <b>up</b> for Harbour&nbsp;News</p>").place("up for Harbour")
    (2, 12)
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = _starts(text)
        self._at = 0

    def place(self, text: str) -> tuple[int, int] | None:
        """Line and column of a text of the page, the next one of its kind if it is there more than
        once; `None` if its words are not found in a row."""
        words = re.findall(r"\w+", text)[:_WORDS]
        if not words:
            return None
        pattern = re.compile(_BETWEEN.join(map(re.escape, words)))
        found = pattern.search(self.text, self._at) or pattern.search(self.text)
        if found is None:
            return None
        self._at = found.end()
        return _place(self._lines, found.start())


#: Words of a block that are looked for, and what may stand between two of them.
_WORDS: Final = 6
_BETWEEN: Final = r"(?:\W|&#?\w{1,8};|<[^<>]{0,300}>){1,40}?"


def _starts(text: str) -> list[int]:
    """Where lines start; a line is what editors, git and code hosts count as one."""
    return [0, *(end.end() for end in re.finditer("\n", text))]


def _place(starts: Sequence[int], offset: int) -> tuple[int, int]:
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1
