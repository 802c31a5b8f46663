"""The shape of a line: how long, how it ends, what signs it carries. No language is known here."""

from __future__ import annotations

import re
from typing import Final

_WIDE_LETTERS: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
)
_WIDE: Final = re.compile(f"[{_WIDE_LETTERS}]")
_WORD: Final = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_NOT_KEY: Final = re.compile(r"[\W_]+")

#: A sentence may end so, with quotes and brackets closing after it.
ENDS: Final = re.compile(r"[.!?…。！？।؟۔։]['\"”’»›)\]」』）]*$|[」』]$")
_LEAD: Final = re.compile(r"[:：]$")
_SIGNS: Final = re.compile(r"[|•·»›→▶►►☰✕×©®™#]|>>|<<|^[@#+–—>-]|https?://|www\.|\S+@\S+\.\w+")

_CLOCK: Final = re.compile(
    r"\W*\d{1,2}[:.h]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?|uhr|[A-Z]{2,4})?\W*", re.I
)


def words(text: str) -> int:
    """How many words; two letters make one where a script sets no spaces.

    >>> words("It's 3.5 miles"), words("今天天气")
    (3, 2)
    """
    wide = 0 if text.isascii() else len(_WIDE.findall(text))
    if not wide:
        return len(_WORD.findall(text))
    return len(_WORD.findall(_WIDE.sub(" ", text))) + (wide + 1) // 2


def key(text: str) -> str:
    """Its letters and digits and nothing else: two texts of one key are one text."""
    return _NOT_KEY.sub("", text).casefold()


def ends(text: str) -> bool:
    """Does it end like a sentence?"""
    return ENDS.search(text) is not None


def leads(text: str) -> bool:
    """Does it announce what follows?"""
    return _LEAD.search(text) is not None


def signs(text: str) -> bool:
    """Does it carry the marks of a page rather than of prose: bars, arrows, handles, addresses?"""
    return _SIGNS.search(text) is not None


def clock(text: str) -> bool:
    """Is it a time of day and nothing else?

    >>> clock("16:31"), clock("7.05 pm"), clock("16 dead")
    (True, True, False)
    """
    return _CLOCK.fullmatch(text) is not None
