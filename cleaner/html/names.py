"""What the names of elements say: class, id and role words, read as an editor would."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from cleaner.html.vocabulary import PHRASES, Mark

_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_GAP: Final = re.compile(r"[^a-z0-9]+")
_LONGEST: Final = 4  # words in a phrase
#: `has-sidebar` says what a box has beside it, not what it is.
_STATES: Final = frozenset({"has", "no", "not", "with", "without"})
_NOTHING: Final[tuple[frozenset[str], frozenset[Mark]]] = (frozenset(), frozenset())


def _compile() -> tuple[dict[str, set[Mark]], dict[str, Mark]]:
    closed: dict[str, set[Mark]] = {}
    opened: dict[str, Mark] = {}
    for mark, phrases in PHRASES.items():
        for phrase in phrases.replace("_", "-").split():
            if phrase.endswith("*"):
                opened[phrase[:-1]] = mark
            else:
                closed.setdefault(phrase, set()).add(mark)
    return closed, opened


_CLOSED, _OPENED = _compile()
_STARTS: Final = tuple(_OPENED)


def read(attribute: str) -> tuple[frozenset[str], frozenset[Mark]]:
    """Every word of every name in a class, id or role, and the marks of the phrases there.

    >>> words, marks = read("c-article-body__inner jp-relatedposts shareBar2")
    >>> sorted(words)
    ['article', 'bar', 'body', 'c', 'inner', 'jp', 'relatedposts', 'share']
    >>> sorted(mark.value for mark in marks)
    ['body', 'related', 'share']
    """
    names = attribute.split()
    if not names:
        return _NOTHING
    if len(names) == 1:
        return _name(names[0])
    return _names(attribute)


@lru_cache(maxsize=8192)
def _names(attribute: str) -> tuple[frozenset[str], frozenset[Mark]]:
    every = [_name(name) for name in attribute.split()]
    return (
        frozenset().union(*[words for words, _ in every]),
        frozenset().union(*[marks for _, marks in every]),
    )


@lru_cache(maxsize=8192)
def _name(name: str) -> tuple[frozenset[str], frozenset[Mark]]:
    words = _GAP.split(_HUMP.sub("-", name).lower())
    words = [word.rstrip("0123456789") or word for word in words if word]
    found: set[Mark] = set()
    if words and words[0] in _STATES:
        return frozenset(words), _NOTHING[1]
    for at, word in enumerate(words):
        phrase = word
        for end in range(at + 1, at + _LONGEST):
            if phrase in _CLOSED:
                found |= _CLOSED[phrase]
            if end >= len(words):
                break
            phrase = f"{phrase}-{words[end]}"
    whole = "-".join(words)
    if whole.startswith(_STARTS):
        found.update(mark for start, mark in _OPENED.items() if whole.startswith(start))
    return frozenset(words), frozenset(found)
