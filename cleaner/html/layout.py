"""One walk of the tree: from elements to boxes and lines."""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree

from cleaner.html.boxes import BREAKING, INLINE, UNSEEN, Box, Image, Line, not_shown
from cleaner.html.names import read
from cleaner.html.tables import is_data, laid_out
from cleaner.html.vocabulary import Mark

#: Boxes within boxes: what lies deeper is laid out as if it stood at this depth.
MAX_DEPTH: Final = 120

_ALONE: Final = "alone"
_FLOWING: Final = "flowing"
_HIDDEN: Final = "hidden"

_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
_IMAGES: Final = frozenset({"img", "amp-img"})
_BOLD: Final = frozenset({"b", "strong"})


def _collapsed(text: str) -> str:
    """Every run of white space made one blank. Most text has none but single blanks, and to look
    for the others is far cheaper than to put each blank in its own place."""
    if "  " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text:
        return _SPACE.sub(" ", text)
    return text


class Layout:
    """The lines of a page in reading order, and the boxes they stand in."""

    def __init__(self, root: Any, *, max_lines: int) -> None:
        self.lines: list[Line] = []
        self.boxes: list[Box] = []
        self.images: list[Image] = []
        self._parts: list[str] = []
        self._all = self._linked = self._strong = self._anchors = 0  # letters of the open line
        self._lead = self._linked_to = 0
        self._in_link = self._in_bold = self._in_pre = 0
        self.root = self._box = self._open(root, "body", None)
        self._opened: list[Any] = []  # elements that have a box, innermost last
        self._most = max_lines
        self.truncated = not self._walk(root, max_lines)
        self._flush()
        for box in self._box.up():
            box.last = len(self.lines)

    def _open(self, element: Any, tag: str, parent: Box | None) -> Box:
        box = Box(element, tag, parent, len(self.lines))
        self.boxes.append(box)
        return box

    def _text(self, text: str) -> None:
        if not self._in_pre:
            text = _collapsed(text)
        self._parts.append(text)
        size = len(text)
        self._all += size
        if self._in_link:
            if not self._linked:
                self._lead = self._all - size
            self._linked += size
            self._linked_to = self._all
        if self._in_bold:
            self._strong += size

    def _flush(self, *, broken: bool = False) -> None:
        if not self._parts:
            return
        text = "".join(self._parts)
        text = text.strip("\n\r") if self._in_pre else _collapsed(text).strip()
        if text and not text.isspace():
            line = Line(text, self._box, len(self.lines))
            line.links, line.bold = self._linked / self._all, self._strong / self._all
            line.anchors, line.broken = self._anchors, broken
            if self._linked:
                line.lead, line.tail = self._lead, self._all - self._linked_to
            self.lines.append(line)
        self._parts = []
        self._all = self._linked = self._strong = self._anchors = 0

    def _walk(self, root: Any, max_lines: int) -> bool:
        """Lay out everything under `root`; False if there was more than `max_lines`."""
        walk = etree.iterwalk(root, events=("start", "end"))
        skipped: Any = None
        for event, element in walk:
            if event == "start":
                if element is not root and not self._start(element, element.tag):
                    skipped = element
                    walk.skip_subtree()
                    if len(self.lines) >= max_lines:
                        return False
                elif text := element.text:
                    self._text(text)
            elif element is not root:
                self._end(element, element.tag, seen=element is not skipped)
                if text := element.tail:
                    self._text(text)
        return True

    def _start(self, element: Any, tag: Any) -> bool:
        """Enter an element; False if nothing inside it is to be laid out as lines."""
        if tag in INLINE:
            kind = self._inline(element)
            if kind != _ALONE:
                if kind == _FLOWING:
                    self._enter(tag)
                return kind == _FLOWING
        elif tag == "br":
            if self._in_pre:
                self._parts.append("\n")
            else:
                self._flush(broken=True)
            return True
        elif tag in UNSEEN or tag.__class__ is not str:
            if tag in _IMAGES:
                self._picture(element)
            return False
        if self._parts:
            self._flush()
        if len(self.lines) >= self._most:
            return False
        if len(self._opened) < MAX_DEPTH:
            self._box = self._open(element, tag, self._box)
            self._opened.append(element)
        if tag == "pre":
            self._in_pre += 1
        elif tag == "table" and is_data(element):
            self._table(element)
            return False
        return True

    def _picture(self, element: Any) -> None:
        self.images.append(Image(element, len(self.lines), self._box))
        box: Box | None = self._box
        while box is not None and not box.pictured:
            box.pictured = True
            box = box.parent

    def _end(self, element: Any, tag: Any, *, seen: bool) -> None:
        own = bool(self._opened) and self._opened[-1] is element
        if seen and not own and tag in INLINE:
            self._leave(tag)
        elif seen and tag != "br":
            if self._parts:
                self._flush()
            if tag == "pre":
                self._in_pre -= 1
        if own:
            self._opened.pop()
            self._box.last = len(self.lines)
            self._box = self._box.parent or self.root

    def _enter(self, tag: str) -> None:
        if tag == "a":
            self._in_link += 1
            self._anchors += 1
        elif tag in _BOLD:
            self._in_bold += 1

    def _leave(self, tag: str) -> None:
        if tag == "a":
            self._in_link -= 1
        elif tag in _BOLD:
            self._in_bold -= 1

    def _inline(self, element: Any) -> str:
        """How an inline element is laid out: a caption or a credit is a line of its own."""
        names = element.get("class")
        if names:
            marks = read(names)[1]
            if not BREAKING.isdisjoint(marks):
                return _ALONE
            if Mark.HIDDEN in marks:
                return _HIDDEN
        return _HIDDEN if not_shown(element) else _FLOWING

    def _table(self, element: Any) -> None:
        text, share = laid_out(element)
        if text:
            line = Line(text, self._box, len(self.lines))
            line.links = share
            self.lines.append(line)
