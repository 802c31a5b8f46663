"""How much work a regular expression can make of a text.

A search that must watch the clock costs ten times one that need not, and nearly all are over
before the clock could have told them anything. So it is reckoned beforehand up to what length of
text an expression cannot run out of time, however hostile the text is.

A matcher that goes back on its steps tries at most every way to match each piece with every way to
match the others. These are counted on the library's parse tree, like the literals (see `atoms`);
what is not understood may take for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from math import inf
from typing import Any, Final

import regex

from cleaner.rulebook.expression import parsed
from cleaner.rulebook.rule import ENDLESS

#: Ways that are tried in far less than the time that a pattern is given.
WAYS: Final = 3e6
#: Lengths of texts that are told apart; the first is as good as any length.
LENGTHS: Final = (100_000, 4000, 1280, 640, 320, 160, 80, 40)
_REPEATS: Final = frozenset({"GreedyRepeat", "LazyRepeat", "PossessiveRepeat"})
_SINGLE: Final = frozenset(
    {
        "Character", "Property", "Range", "SetUnion", "SetInter", "SetDiff", "SetSymDiff", "Any",
        "AnyAll", "AnyU",
    }
)  # fmt: skip


def calm(pattern: str) -> int:
    """The longest text in which a `regex` pattern cannot take long; `ENDLESS` where it never can.

    >>> calm("^read (more|on)") == ENDLESS, calm("(a|aa)+b"), calm("x.*y.*z")
    (True, 0, 80)
    """
    try:
        tree = parsed(pattern)
        return longest_calm(lambda length: _ways(tree, length), tied=_tied(tree))
    except (AttributeError, TypeError, ValueError, LookupError, RecursionError, regex.error):
        return 0


def longest_calm(ways: Callable[[int], float], *, tied: bool) -> int:
    """The longest text in which what has so many ways to match cannot take long.

    Args:
        ways: how many there are at one place of a text of some length.
        tied: it can match at the start of a text alone.
    """
    for length in LENGTHS:
        if ways(length) * (1 if tied else length) <= WAYS:
            return ENDLESS if length == LENGTHS[0] else length
    return 0


@lru_cache(maxsize=1024)
def ways_of(pattern: str, length: int) -> float:
    """In how many ways a `regex` pattern can match at one place of a text of some length."""
    return _ways(parsed(pattern), length)


def _tied(node: Any) -> bool:
    """Can it match at the start of a text alone?"""
    if type(node).__name__ == "Branch":
        return all(map(_tied, node.branches))
    items = _items(node)
    return bool(items) and type(items[0]).__name__ == "StartOfString"


def _ways(node: Any, length: int) -> float:
    """In how many ways a piece can match at one place of a text of this length, at most."""
    name = type(node).__name__
    if name == "Sequence":
        return _sequence(node.items, length)
    if name == "Branch":
        return _branch(node.branches, length)
    if name in ("Group", "Atomic"):
        return _ways(node.subpattern, length)
    if name in _REPEATS:
        return _repeat(node, length)
    # What a look-around finds is not gone back on; a name said before is said in one way.
    if name in _SINGLE or name in ("String", "LookAround", "RefGroup") or not node.max_width():
        return 1
    return inf


def _sequence(items: Sequence[Any], length: int) -> float:
    ways = 1.0
    for item, after in zip(items, (*items[1:], None), strict=True):
        if type(item).__name__ != "Character" and not _ends_at(item, after):
            ways *= _ways(item, length)
    return ways


def _repeat(node: Any, length: int) -> float:
    most = length if node.max_count is None else min(node.max_count, length)
    lengths = float(max(1, most - min(node.min_count, most) + 1))
    inside = _ways(node.subpattern, length)
    if inside == 1:
        return lengths
    # Words between blanks: where each but the last ends, the next one says.
    items = _items(node.subpattern)
    again = _sequence([*items, items[0]], length) if items else inside
    if again == 1:
        return inside * lengths
    return inf if most > 64 or again**most > WAYS else inside * sum(again**n for n in range(most))


def _branch(branches: Iterable[Any], length: int) -> float:
    """Only ways that can start with the same letter are tried one after the other."""
    opened = [(_opening(branch), _ways(branch, length)) for branch in branches]
    by_letter: dict[str, float] = {}
    wide: list[tuple[Any, float]] = []
    for (letters, first), ways in opened:
        if letters:
            by_letter[letters] = by_letter.get(letters, 0) + ways
        else:
            wide.append((first, ways))
    most = sum(ways for _, ways in wide)
    for letters in by_letter:
        alike = sum(by_letter.get(letters[:size], 0) for size in range(1, len(letters) + 1))
        alike += sum(w for first, w in wide if first is None or _has(first, letters[0]))
        most = max(most, alike)
    return most


def _ends_at(node: Any, after: Any) -> bool:
    """Does a repeat of some characters end where another character stands that must follow?"""
    if after is None or type(node).__name__ not in _REPEATS:
        return False
    letters, _ = _opening(after)
    if not letters or type(node.subpattern).__name__ not in _SINGLE:
        return False
    return not _has(node.subpattern, letters[0])


def _has(characters: Any, letter: str) -> bool:
    """Is a letter one of a class of characters?"""
    name = type(characters).__name__
    return name.startswith("Any") or bool(characters.matches(ord(letter)))


def _opening(node: Any) -> tuple[str, Any]:
    """The letters that a piece is known to start with; failing them, the class of the first."""
    found = ""
    for item in _items(node) or (node,):
        name = type(item).__name__
        if name == "Character" and item.positive and not item.zerowidth:
            found += chr(item.value)
        elif name == "String":
            found += "".join(map(chr, item.characters))
        elif found or name not in _SINGLE:
            break
        else:
            return "", item
    return found, None


def _items(node: Any) -> list[Any]:
    while type(node).__name__ == "Group":
        node = node.subpattern
    return list(node.items) if type(node).__name__ == "Sequence" else []
