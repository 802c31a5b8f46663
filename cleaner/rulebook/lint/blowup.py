"""Patterns whose time grows out of all proportion to the text.

Two ways to know. A repeat inside a repeat is seen in the pattern itself. What cannot be seen,
options that overlap or many repeats in a row, is tried: each endless repeat is fed what it
repeats, a few thousand characters of it, and then a character on which the match must fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import regex

from cleaner.rulebook.expression import parsed

#: Repeats of up to this many rounds cannot hurt, however they are nested.
FEW_ROUNDS: Final = 20
#: The length of a text to try: longer than any paragraph.
SIZE: Final = 4000
#: Seconds. Shipped patterns take milliseconds, those that blow up would take years, so that the
#: answer does not depend on the machine.
PATIENCE: Final = 2.0
#: Ends a text to try: nothing but "any character" matches it.
STOPPER: Final = "\0"
#: One of these is in most classes of characters.
_CANDIDATES: Final = "a1 .,-:/'\"(é中я\u0627\u0905가あ\x01"
#: What an unknown or a renamed node of the library's tree raises when it is read.
_UNREADABLE: Final = (
    AttributeError, TypeError, ValueError, LookupError, RecursionError, regex.error,
)  # fmt: skip


def nested(pattern: str) -> bool:
    """Does an endless repeat hold another one, and nothing that must stand between two rounds?

    >>> nested(r"(?:a+)+b"), nested(r"(?:a+ ?)*b"), nested(r"(?:a+,)+b"), nested(r"a+b+")
    (True, True, False, False)
    """
    try:
        return _nested(parsed(pattern))
    except _UNREADABLE:
        return False


def stuck_on(pattern: str) -> str | None:
    """The start of a text on which the pattern does not come to an end in time, if one is found.

    >>> stuck_on(r"^(?:a|ab|b)+c$"), stuck_on(r"^(?:a|b)+c$")
    ('ababababab', None)
    """
    compiled = regex.compile(pattern)
    for text in _attacks(pattern):
        try:
            compiled.search(text, timeout=PATIENCE)
        except TimeoutError:
            return text[:10]
    return None


def _attacks(pattern: str) -> list[str]:
    try:
        tree = parsed(pattern)
        pairs = dict.fromkeys(_repeats(tree, ""))
        # The library looks for a literal of the pattern first; without it nothing would be tried.
        rest = STOPPER + _sample(tree)
    except _UNREADABLE:
        return []
    return [lead + unit * (SIZE // len(unit)) + rest for lead, unit in pairs]


def _repeats(node: Any, lead: str) -> Iterator[tuple[str, str]]:
    """Each endless repeat: what stands before it, and what it repeats."""
    if _endless(node):
        yield from ((lead, unit) for unit in _units(node.subpattern) if unit)
    if type(node).__name__ == "Sequence":
        for item in node.items:
            yield from _repeats(item, lead)
            lead += _sample(item)
    elif type(node).__name__ != "LookAround":
        for child in (getattr(node, "subpattern", None), *getattr(node, "branches", ())):
            if child is not None:
                yield from _repeats(child, lead)


def _units(node: Any) -> list[str]:
    """What one round of a repeat may match: one text for each option, and all of them in a row."""
    while type(node).__name__ == "Group":
        node = node.subpattern
    options = [_sample(option) for option in getattr(node, "branches", (node,))]
    return [*dict.fromkeys((*options, "".join(options)))]


def _sample(node: Any) -> str:
    """A short text that the node matches, as far as can be told."""
    name = type(node).__name__
    if name == "Sequence":
        return "".join(map(_sample, node.items))
    if name == "Branch":
        return _sample(node.branches[0])
    if name in ("Group", "Atomic"):
        return _sample(node.subpattern)
    if name in ("GreedyRepeat", "LazyRepeat", "PossessiveRepeat"):
        return _sample(node.subpattern) * max(1, int(node.min_count))
    if name == "String":
        return "".join(map(chr, node.characters))
    if name == "Character" and node.positive and not node.zerowidth:
        return chr(int(node.value))
    if name in ("Any", "AnyAll", "AnyU"):
        return "a"
    if hasattr(node, "matches") and not getattr(node, "zerowidth", False):
        for char in _CANDIDATES:
            if node.matches(char):
                return str(char)
    return ""


def _nested(node: Any) -> bool:
    name = type(node).__name__
    if name == "LookAround":
        return False
    if _endless(node):
        inside = node.subpattern
        while type(inside).__name__ == "Group":
            inside = inside.subpattern
        items = inside.items if type(inside).__name__ == "Sequence" else [inside]
        musts = [item for item in items if not _endless(item) and _least(item) > 0]
        if any(map(_endless, items)) and not musts:
            return True
    children = [getattr(node, "subpattern", None), *getattr(node, "items", ())]
    children += getattr(node, "branches", ())
    return any(_nested(child) for child in children if child is not None)


def _endless(node: Any) -> bool:
    if type(node).__name__ not in ("GreedyRepeat", "LazyRepeat"):
        return False
    return node.max_count is None or node.max_count > FEW_ROUNDS


def _least(node: Any) -> int:
    """How often at least something of this node must be there."""
    return int(getattr(node, "min_count", 0 if type(node).__name__ == "LookAround" else 1))
