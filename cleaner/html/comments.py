"""Readers' comments, when they are asked for."""

from __future__ import annotations

from typing import Final

from cleaner.html.boxes import Box, Line
from cleaner.html.layout import Layout
from cleaner.html.names import Mark
from cleaner.html.shape import words
from cleaner.record import Comment

_NAME: Final = 6  # words; a longer line is not a reader's name
_LEAST: Final = 2  # words of a comment
_BUTTONS: Final = frozenset({"button", "form", "label", "time"})


def comments(layout: Layout) -> tuple[Comment, ...]:
    """The comments in reading order; the innermost box that repeats holds one each."""
    found: list[Comment] = []
    for box in layout.boxes:
        if _is_one(box):
            comment = _comment(layout.lines[box.first : box.last])
            if comment is not None:
                found.append(comment)
    return tuple(found)


def _is_one(box: Box) -> bool:
    return (
        box.tag in ("li", "article", "div")
        and "comment" in box.make
        and not box.make & {"list", "form", "count", "respond", "reply"}
        and box.parent is not None
        and any(Mark.COMMENTS in outer.marks for outer in box.parent.up())
        and not any("comment" in outer.make and outer.tag == box.tag for outer in _between(box))
    )


def _between(box: Box) -> list[Box]:
    """The boxes around a comment as far as the list of comments."""
    found = []
    for outer in list(box.up())[1:]:
        if outer.tag in ("ol", "ul", "section") or "list" in outer.make or "comments" in outer.make:
            break
        found.append(outer)
    return found


def _comment(lines: list[Line]) -> Comment | None:
    author = None
    texts = []
    for line in lines:
        names = {name for box in line.box.up() for name in box.make}
        size = words(line.text)
        if author is None and not texts and size <= _NAME and names & {"author", "fn", "vcard", "name", "user"}:
            author = line.text
        elif line.box.tag == "p" or (size >= _LEAST and line.links < 0.5 and not names & {"meta", "metadata", "reply", "date", "actions"}):
            texts.append(line.text)
    text = " ".join(texts)
    return Comment(text=text, author=author) if words(text) >= _LEAST else None
