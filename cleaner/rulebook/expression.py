"""What the parse of a regular expression says of it, beside the literals that it needs.

That parse tree is private to the `regex` library. Whatever is not understood, an unknown node or
a renamed class, promises nothing: the pattern is then slow, never wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeVar

import regex
from regex import _regex_core

#: Matches longer than this are as good as endless.
LONGEST: Final = 4000
#: That fewer characters than this come a second time says nothing.
LEAST_TWICE: Final = 8

_T = TypeVar("_T")


def read(pattern: str, reader: Callable[[Any], _T], default: _T) -> _T:
    """What a reader makes of a pattern's parse tree; the default, if it does not understand it."""
    try:
        return reader(parsed(pattern))
    except (AttributeError, TypeError, ValueError, LookupError, RecursionError, regex.error):
        return default


class Bounds(NamedTuple):
    """How a pattern is tied to the ends of a text."""

    starts: bool  # every match begins where the text does
    ends: bool
    longest: int | None = None  # the longest text, if it must match the whole of one
    loose: int = 0  # so many characters beside a match still count as the end of a text


def bounds(pattern: str) -> Bounds:
    """The bounds of a `regex` pattern, read like its literals: unknown where in doubt."""
    return read(pattern, _bounds, Bounds(starts=False, ends=False))


def _bounds(tree: Any) -> Bounds:
    starts = _tied(tree, 0, "StartOfString")
    ends = _tied(tree, -1, "EndOfString", "EndOfStringLine")
    width = int(tree.max_width())
    return Bounds(starts, ends, width if starts and ends and width < LONGEST else None)


def _tied(node: Any, end: int, *names: str) -> bool:
    if _is(node, "Sequence"):
        return bool(node.items) and _tied(node.items[end], end, *names)
    if _is(node, "Group", "Atomic"):
        return _tied(node.subpattern, end, *names)
    if _is(node, "Branch"):
        return all(_tied(branch, end, *names) for branch in node.branches)
    return _is(node, *names) and bool(node.positive)


def needs_digit(pattern: str) -> bool:
    """Must every match of a `regex` pattern hold a digit? `False` where in doubt."""
    return read(pattern, _digit, False)


def _digit(node: Any) -> bool:
    name = type(node).__name__
    if name == "Property":
        return bool(node.positive and node.value == _DIGITS)
    if name == "Character":
        return bool(node.positive and ord("0") <= node.value <= ord("9"))
    if name == "Range":
        return bool(node.positive and node.lower >= ord("0") and node.upper <= ord("9"))
    if name == "Sequence":
        return any(map(_digit, node.items))
    if name == "Branch":
        return all(map(_digit, node.branches))
    if name in ("Group", "Atomic"):
        return _digit(node.subpattern)
    if name in ("GreedyRepeat", "LazyRepeat", "PossessiveRepeat"):
        return node.min_count > 0 and _digit(node.subpattern)
    return False


def digit_first(pattern: str) -> bool:
    """Does every match of a `regex` pattern begin at the start of a text, and with a digit?
    `False` where in doubt."""
    return read(pattern, _digit_first, False)


def _digit_first(tree: Any) -> bool:
    start, first, *_ = (node for node in tree.items if not _is(node, "LookAround"))
    return _is(start, "StartOfString") and _opens_with_digit(first)


def _opens_with_digit(node: Any) -> bool:
    name = type(node).__name__
    if name == "Sequence":
        return _opens_with_digit(node.items[0])
    if name == "Branch":
        return all(map(_opens_with_digit, node.branches))
    if name in ("Group", "Atomic"):
        return _opens_with_digit(node.subpattern)
    if name in ("GreedyRepeat", "LazyRepeat", "PossessiveRepeat"):
        return node.min_count > 0 and _opens_with_digit(node.subpattern)
    return _digit(node)


def opens_twice(pattern: str) -> int:
    """How many characters of a text's start must come once more in it, for a `regex` pattern to
    match: 0 where in doubt.

    >>> opens_twice(r"^(?P<title>.{16,80}?) \\| (?P=title)$")
    16
    """
    return read(pattern, _opens_twice, 0)


def _opens_twice(tree: Any) -> int:
    start, *items = (node for node in tree.items if not _is(node, "LookAround"))
    if not _is(start, "StartOfString") or not _is(items[0], "Group"):
        return 0
    group, names = items[0].group, items[0].info.group_index
    again = {names.get(node.group, node.group) for node in items if _is(node, "RefGroup")}
    least = _least(items[0].subpattern)
    return least if again & {group, str(group)} and least >= LEAST_TWICE else 0


def _least(node: Any) -> int:
    """The length of the shortest text that a piece of one-character nodes can match; 0 where in
    doubt."""
    if _is(node, "Sequence"):
        return sum(map(_least, node.items))
    if _is(node, "GreedyRepeat", "LazyRepeat", "PossessiveRepeat"):
        return int(node.min_count) * _least(node.subpattern)
    return 1 if _is(node, "Any", "AnyAll", "SetUnion", "Character", "Property", "Range") else 0


def wordless(pattern: str) -> bool:
    """Is every match of a `regex` pattern all of a text, and without a word character?
    `False` where in doubt.

    >>> wordless(r"^[^\\w$]{1,3}$"), wordless(r"^[|› ]+$"), wordless(r"^[|a]$"), wordless(r"[|]")
    (True, True, False, False)
    """
    found = bounds(pattern)
    return found.starts and found.ends and read(pattern, _wordless, False)


def _wordless(node: Any) -> bool:
    if _is(node, "Sequence"):
        return all(map(_wordless, node.items))
    if _is(node, "Branch"):
        return all(map(_wordless, node.branches))
    if _is(node, "Group", "Atomic", "GreedyRepeat", "LazyRepeat", "PossessiveRepeat"):
        return _wordless(node.subpattern)
    if _is(node, "SetUnion") and not node.positive:
        return any(_is(item, "Property") and item.value == _WORDS for item in node.items)
    if _is(node, "SetUnion"):
        return all(map(_wordless, node.items))
    if _is(node, "Character"):
        return bool(node.positive) and _MARK.fullmatch(chr(node.value)) is not None
    return isinstance(node, _regex_core.ZeroWidthBase) or _is(node, "LookAround")


def _is(node: Any, *names: str) -> bool:
    return type(node).__name__ in names


@lru_cache(maxsize=16)
def parsed(pattern: str) -> Any:
    """The library's parse tree; `None` where its literals are not what they seem."""
    core: Any = _regex_core
    flags = 0
    for _ in range(3):
        try:
            source = core.Source(pattern)
            info = core.Info(flags, source.char_type, {})
            info.guess_encoding = core.UNICODE
            tree = core._parse_pattern(source, info)
        except core._UnscopedFlagSet:
            flags = info.global_flags
        else:
            if info.flags & (regex.IGNORECASE | regex.VERBOSE):
                return None
            return tree
    return None


def _property(pattern: str) -> int | None:
    """How the library's parse tree says `\\d` or `\\w`."""
    return read(pattern, lambda tree: int(tree.items[0].value), None)


_DIGITS: Final = _property(r"\d")
_WORDS: Final = _property(r"\w")
_MARK: Final = regex.compile(r"\W")
