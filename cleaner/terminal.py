"""Text as a terminal counts it: columns, not characters.

A Chinese character takes two columns, a combining accent none, and a control character may move the
cursor; so everything that is drawn for people goes through here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from wcwidth import wcswidth

# Control characters are drawn, so that none can change what is seen; nor can a mark that turns
# the direction of what follows, and so shows words where they do not stand.
_PICTURES: Final = {
    **{code: chr(0x2400 + code) for code in range(32)},
    **dict.fromkeys(range(0x7F, 0xA0), "␡"),
    **{code: f"⟨U+{code:04X}⟩" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))},
    **dict.fromkeys((0x0A, 0x2028, 0x2029), " "),
}
#: All of a line that stands before its last column: blanks, a mark of a list, other columns.
_COLUMNS: Final = re.compile(r"\s*(?:[-=+>] )?(?:\S.*\s{2,})?")


def visible(text: str) -> str:
    """Text in which no character moves the cursor; line ends are blanks.

    >>> visible("a\\x1b[2Jb\\nc")
    'a␛[2Jb c'
    """
    return text.translate(_PICTURES)


def columns(text: str) -> int:
    """How many columns a text takes.

    >>> columns("naïve"), columns("日本")
    (5, 4)
    """
    return len(text) if text.isascii() else max(wcswidth(text), 0) or len(text)


def wrapped(text: str, width: int) -> list[str]:
    """Text broken into lines of at most `width` columns, at blanks where there are some.

    >>> wrapped("one two three", 8)
    ['one two', 'three']
    """
    lines: list[str] = []
    line, used = "", 0
    for word in text.split():
        size = columns(word)
        if line and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, width) if size > width else [word]
        lines += whole
        used = columns(line)
    return [*lines, line] if line or not lines else lines


def folded(line: str, width: int) -> list[str]:
    """A line of a table or a list, folded under its last column where it is too wide.

    >>> folded("    or   Read more about it", 22)
    ['    or   Read more', '         about it']
    >>> folded("  - Read more about it", 14)
    ['  - Read more', '    about it']
    """
    if columns(line) <= width:
        return [line]
    found = _COLUMNS.match(line)
    head = found[0] if found else ""
    if columns(head) > width // 2:
        head = line[: len(line) - len(line.lstrip())]
    lines = wrapped(line[len(head) :], width - columns(head))
    return [head + lines[0], *(" " * columns(head) + one for one in lines[1:])]


def first(text: str, width: int) -> str:
    """As much of a text's beginning as fits `width` columns.

    >>> first("日本語", 5)
    '日本'
    """
    while columns(text) > width:
        text = text[:-1]
    return text


def last(text: str, width: int) -> str:
    """As much of its end.

    >>> last("日本語", 5)
    '本語'
    """
    while columns(text) > width:
        text = text[1:]
    return text


def cut(text: str, width: int) -> str:
    """The text if it fits `width` columns, else its beginning and an ellipsis.

    >>> cut("the harbour wall", 10), cut("日本語", 5)
    ('the harbo…', '日本…')
    """
    if columns(text) <= width:
        return text
    return next(_pieces(text, width - 1)) + "…"


def _pieces(word: str, width: int) -> Iterator[str]:
    """A word cut into pieces of at most `width` columns."""
    start = 0
    for at in range(len(word)):
        # A piece is measured whole: some letters are narrower or wider beside others.
        if at > start and columns(word[start : at + 1]) > width:
            yield word[start:at]
            start = at
    yield word[start:]
