"""Readers' comments, when they are asked for."""

from __future__ import annotations

import re
from typing import Final

from cleaner.html.boxes import Box, Line
from cleaner.html.layout import Layout
from cleaner.html.shape import words
from cleaner.html.vocabulary import Mark
from cleaner.record import Comment

#: What the box of one comment is called: `comment`, `c-comment`, `comment__item`, `comment-812`.
_ONE: Final = re.compile(
    r"(?:[a-z]+[-_]+)?comment(?:[-_]*(?:item|entry|box|wrapper|container|node|post|\d+))?",
    re.IGNORECASE,
)
_AUTHOR: Final = frozenset({"author", "fn", "name", "nickname", "user", "username", "vcard"})
_TOOLS: Final = frozenset({"actions", "date", "likes", "meta", "metadata", "reply", "time"})
_NAME: Final = 6  # words; a longer line is not a reader's name
_LEAST: Final = 2  # words of a comment


def comments(layout: Layout) -> tuple[Comment, ...]:
    """The comments in reading order, each without the replies to it."""
    groups: dict[Box, list[Line]] = {}
    for line in layout.lines:
        box = next((box for box in line.box.up() if _is_one(box)), None)
        if box is not None:
            groups.setdefault(box, []).append(line)
    found = [_comment(lines) for lines in groups.values()]
    return tuple([comment for comment in found if words(comment.text) >= _LEAST])


def _is_one(box: Box) -> bool:
    if Mark.COMMENTS not in box.marks or box.parent is None:
        return False
    names = f"{box.element.get('class') or ''} {box.element.get('id') or ''}".split()
    return any(_ONE.fullmatch(name) for name in names)


def _comment(lines: list[Line]) -> Comment:
    author = None
    texts = []
    for line in lines:
        names = frozenset().union(*[box.make for box in list(line.box.up())[:3]])
        if line.box.tag == "p":
            texts.append(line.text)
        elif names & _AUTHOR and author is None and words(line.text) <= _NAME:
            author = line.text
        elif line.links < 0.5 and not names & (_TOOLS | _AUTHOR):
            texts.append(line.text)
    return Comment(text=" ".join(texts), author=author)
