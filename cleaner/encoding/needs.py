"""Conditions that any match of a pattern fulfils, drawn from the pattern itself.

A long alternation over many character classes is slow to try at every character of a text. For each
alternative this finds one character class that ordinary text hardly meets, and what must stand
around it. The classes together make a pattern that opens with a single class, and `re` runs through
text at the speed of a copy until it meets one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple


class Need(NamedTuple):
    """A character of `chars` must stand between `before` and `after` (pieces of patterns)."""

    chars: frozenset[int]
    before: str
    after: str


class NotUnderstoodError(Exception):
    """A pattern is not built as expected."""


# Characters beyond ASCII that text of some language is full of.
EVERYDAY = frozenset(
    (
        *(code for code in range(0xDF, 0x250) if chr(code).islower() and chr(code) not in "âœƒ"),
        *range(0x391, 0x3CF),
        *range(0x410, 0x458),
        *map(ord, "’–—…\xa0"),
    )
)

Piece = tuple[frozenset[int], str]  # the characters of one element, if listed; its pattern
_UNLISTED: frozenset[int] = frozenset()


def derive(pattern: re.Pattern[str], heavy: frozenset[int] = frozenset()) -> list[Need]:
    r"""For each alternative of `pattern`, conditions of which every match of it fulfils one.

    Characters of `heavy`, which ordinary text is full of, lead a condition only where nothing else
    can. Raises NotUnderstoodError where an alternative has no character that can be relied upon.

    >>> [(sorted(map(chr, need.chars)), need.before, need.after) for need in
    ...  derive(re.compile(r"[a-z]é|[éè]\s"))]
    [(['é'], '[a-z]', ''), (['è', 'é'], '', '[\\s]')]
    """
    op, tree = _parsed(pattern.pattern, pattern.flags & ~re.UNICODE)
    merged: dict[Any, set[int]] = {}
    for branch in _branches(list(tree), op):
        pieces = [_piece(code, value, op) for code, value in branch]
        free = [i for i, piece in enumerate(pieces) if piece and piece[0] and min(piece[0]) > 0x7F]
        if not free:
            raise NotUnderstoodError(f"no character beyond ASCII in {branch}")
        for need in _split(pieces, free, free, heavy):
            merged.setdefault(need[1:], set()).update(need.chars)
    return [Need(frozenset(chars), *around) for around, chars in merged.items()]


def _parsed(pattern: str, flags: int = 0) -> tuple[Any, list[tuple[Any, Any]]]:
    """The names of what patterns are made of, and what this one is made of."""
    try:
        op = __import__("re._constants", fromlist=["BRANCH"])
        parser = __import__("re._parser", fromlist=["parse"])
    except ImportError as error:
        raise NotUnderstoodError("this Python hides its pattern parser") from error
    return op, list(parser.parse(pattern, flags))


def neighbours(need: Need) -> tuple[str, str]:
    """Patterns for the characters right before and right after, or for nothing at an edge.

    >>> before, after = neighbours(Need(frozenset(), "[a-z]", "(?![.,])x?"))
    >>> [bool(re.fullmatch(before, c)) for c in ("b", "B", "")]
    [True, False, False]
    >>> [bool(re.fullmatch(after, c)) for c in ("x", ".", "")]
    [True, False, True]
    """
    return _claim(need.before, -1), _claim(need.after, 1)


ANYTHING = "(?s:.?)"


def _claim(pattern: str, side: int) -> str:
    """What a pattern says of the character at its end that is the nearer one."""
    try:
        op, items = _parsed(pattern)
    except NotUnderstoodError:
        return ANYTHING
    if not items:
        return ANYTHING
    code, value = items[-1 if side < 0 else 0]
    if code is op.MAX_REPEAT and value[0] > 0 and len(value[2]) == 1:
        code, value = value[2][0]
    looks = {op.ASSERT: "=", op.ASSERT_NOT: "!"}.get(code)
    if looks and value[0] == side and len(value[1]) == 1:
        code, value = value[1][0]
        piece = _piece(code, value, op)
        return f"(?{looks}{piece[1]}){ANYTHING}" if piece else ANYTHING
    piece = _piece(code, value, op)
    return piece[1] if piece else ANYTHING


def _split(
    pieces: list[Piece | None], firm: list[int], free: list[int], heavy: frozenset[int]
) -> Iterable[Need]:
    """One alternative as needs: led by what is rare, and where it is not, by another element."""
    sets = {i: piece[0] for i in firm if (piece := pieces[i])}
    lead = min(free, key=lambda i: (_dearness(sets[i] & heavy), _dearness(sets[i])))
    light, rest = sets[lead] - heavy, sets[lead] & heavy
    left = [i for i in free if i != lead]
    for chars, final in ((light, True), (rest, not left)):
        if chars and final:
            before, after = "", ""
            for piece in reversed(pieces[:lead]):
                if piece is None:
                    break
                before = piece[1] + before
            for piece in pieces[lead + 1 :]:
                if piece is None:
                    break
                after += piece[1]
            yield Need(chars, before, after)
        elif chars:
            narrowed = list(pieces)
            narrowed[lead] = (chars, character_class(chars))
            yield from _split(narrowed, firm, left, heavy)


def _branches(items: list[Any], op: Any) -> Iterable[list[Any]]:
    """Every sequence of elements that the parsed pattern allows, alternations multiplied out."""
    for i, (code, value) in enumerate(items):
        if code is op.BRANCH:
            for choice in value[1]:
                yield from _branches(items[:i] + list(choice) + items[i + 1 :], op)
            return
        if code is op.SUBPATTERN:
            yield from _branches(items[:i] + list(value[3]) + items[i + 1 :], op)
            return
    yield items


def _piece(code: Any, value: Any, op: Any) -> Piece | None:
    """One element; None where nothing is claimed about it (an anchor, a repeat)."""
    if code is op.LITERAL:
        return frozenset((value,)), _escaped(value)
    if code is op.ANY:
        return _UNLISTED, "."
    if code is not op.IN:
        return None
    chars: set[int] = set()
    listed = True
    source = ""
    for kind, what in value:
        if kind is op.NEGATE:
            listed, source = False, "^"
        elif kind is op.LITERAL:
            source += _escaped(what)
            chars.add(what)
        elif kind is op.RANGE:
            source += f"{_escaped(what[0])}-{_escaped(what[1])}"
            chars.update(range(what[0], what[1] + 1))
        else:
            letter = {"WORD": "w", "SPACE": "s", "DIGIT": "d"}.get(str(what).rsplit("_", 1)[-1])
            if letter is None:
                return None
            source += "\\" + (letter.upper() if "_NOT_" in str(what) else letter)
            listed = False
    return frozenset(chars) if listed else _UNLISTED, f"[{source}]"


def _escaped(code: int) -> str:
    return re.escape(chr(code))


def _dearness(chars: frozenset[int]) -> int:
    """How often ordinary text would stop at one of `chars`."""
    total = 0
    for code in chars:
        c = chr(code)
        if 0x370 <= code < 0x530:
            total += 300  # alphabets of whole languages
        elif c in "’“”–—…«»„\xa0":
            total += 300
        elif c.islower():
            total += 40
        else:
            total += 2 if c.isalpha() else 1
    return total


def character_class(codes: Iterable[int]) -> str:
    """A character class of a pattern, written in ranges.

    >>> character_class([97, 98, 99, 120])
    '[a-cx]'
    """
    ordered = sorted(codes)
    out = []
    first = 0
    for i, code in enumerate(ordered):
        if i + 1 == len(ordered) or ordered[i + 1] != code + 1:
            start = ordered[first]
            out.append(_escaped(start) if start == code else f"{_escaped(start)}-{_escaped(code)}")
            first = i + 1
    return f"[{''.join(out)}]"


def any_of(needs: Iterable[Need]) -> str:
    """A pattern for any of `needs`, opening with one plain class."""
    needs = list(needs)
    every = frozenset[int]().union(*(need.chars for need in needs))
    tests = "|".join(
        f"(?<={need.before}{character_class(need.chars)}){need.after}" for need in needs
    )
    return f"{character_class(every)}(?:{tests})"
