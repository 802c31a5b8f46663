"""The literal strings that a pattern cannot match without.

`required` is a set of which every match contains at least one member; the engine looks for all
of them in one pass and runs a pattern only where one was seen. `None` means that nothing can be
promised, and the pattern runs everywhere. Being wrong here would hide a match, so every step
gives up rather than guess; a property test compares the engine with a plain loop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product
from typing import Any, Final, NamedTuple

from regex import _regex_core

from cleaner.rulebook.expression import read
from cleaner.rulebook.rarity import joint

#: Sets larger than this are given up: more strings to look for than matches to save.
MOST: Final = 48
#: A character class is taken apart up to this size.
MOST_CHARS: Final = 6
#: Of a pattern that must hold one of several strings, and of others, and of others again, so many
#: of the others are asked for too, unless strings like these stand in every other line.
MOST_OTHERS: Final = 2
LEAST_TOLD: Final = 1.5


#: Stands in an atom for the border of a word: what comes before or after is no letter.
BORDER: Final = "\0"
#: Which edges of an atom are such borders.
BEFORE, AFTER = 1, 2


class Atoms(NamedTuple):
    """What is known of a piece of a pattern. The strings may start and end with a `BORDER`."""

    exact: frozenset[str] | None  # all that it can match, if that is a small finite set
    required: frozenset[str] | None  # one of these is in every match
    others: tuple[frozenset[str], ...] = ()  # and one of each of these

    def best(self) -> frozenset[str] | None:
        """The strings to look for: of two choices the one that is met less often."""
        return _best((self.exact, self.required))

    def sought(self) -> dict[str, int] | None:
        """The same, less every string that holds another one of them; each with its edges."""
        best = self.best()
        if best is None:
            return None
        found: dict[str, int] = {}
        for atom in _shortest(best):
            core = atom.strip(BORDER)
            found[core] = found.get(core, BEFORE | AFTER) & _edges(atom)
        return found

    def also(self) -> tuple[tuple[str, ...], ...]:
        """What must stand in a match besides: sets of strings, one of each, rarest first."""
        chosen = [frozenset(self.sought() or ())]
        usable = {_shortest(_cores(one)) for one in self.others if _tells(one)}
        for one in sorted(usable, key=lambda one: (-joint(one), len(one), sorted(one))):
            told = any(all(any(b in a for b in one) for a in known) for known in chosen if known)
            if len(chosen) > MOST_OTHERS or joint(one) < LEAST_TOLD:
                break
            if not told:
                chosen.append(one)
        return tuple(tuple(sorted(one)) for one in chosen[1:])


NOTHING: Final = Atoms(frozenset({""}), None)
UNKNOWN: Final = Atoms(None, None)


def literal(text: str) -> Atoms:
    """A piece that matches this text alone."""
    return Atoms(frozenset({text}), None)


def either(options: Iterable[Atoms]) -> Atoms:
    """A piece that matches what one of the options matches."""
    options = list(options)
    exact = _union(option.exact for option in options)
    required = _union(option.best() for option in options)
    return Atoms(exact if exact and len(exact) <= MOST else None, required)


def sequence(pieces: Iterable[Atoms]) -> Atoms:
    """Pieces one after the other: literal runs grow together across finite pieces."""
    run: frozenset[str] = frozenset({""})
    found: list[frozenset[str] | None] = []
    whole = True
    for piece in pieces:
        found += (piece.required, *piece.others)
        if piece.exact is None:
            found.append(run)
            run, whole = frozenset({""}), False
        elif len(run) * len(piece.exact) > MOST:
            found.append(run)
            run, whole = piece.exact, False
        else:
            run = frozenset(_joined(head, tail) for head, tail in product(run, piece.exact))
    found.append(run)
    best = _best(found)
    others = dict.fromkeys(one for one in found if one and _tells(one) and one != best)
    return Atoms(run if whole else None, best, tuple(others))


def _joined(head: str, tail: str) -> str:
    """Two strings as one. A border between letters of the match itself says nothing."""
    left, right = head.rstrip(BORDER), tail.lstrip(BORDER)
    if not left:
        return BORDER * (head + tail).startswith(BORDER) + right
    if not right:
        return left + BORDER * (head + tail).endswith(BORDER)
    return left + right


def repeated(piece: Atoms, low: int, high: int | None) -> Atoms:
    """A piece `low` to `high` times; `None` is without end."""
    if high is not None and high <= 2:
        return either(sequence([piece] * times) for times in range(low, high + 1))
    return Atoms(None, piece.best(), piece.others) if low else UNKNOWN


def _union(sets: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    union: set[str] = set()
    for one in sets:
        if one is None:
            return None
        union |= one
    return frozenset(union)


def _cores(strings: frozenset[str]) -> frozenset[str]:
    return frozenset(string.strip(BORDER) for string in strings)


def _tells(strings: frozenset[str]) -> bool:
    """Is there something to look for in each of them?"""
    return "" not in _cores(strings)


def _edges(atom: str) -> int:
    """Which edges are borders that can be seen: where a letter stands beside them."""
    core = atom.strip(BORDER)
    before = atom[0] == BORDER and core[0].isalpha()
    after = atom[-1] == BORDER and core[-1].isalpha()
    return BEFORE * before | AFTER * after


def _shortest(strings: frozenset[str]) -> frozenset[str]:
    """Those that hold none of the others."""
    even = {
        BORDER * (_edges(atom) & BEFORE > 0)
        + atom.strip(BORDER)
        + BORDER * (_edges(atom) & AFTER > 0)
        for atom in strings
    }
    return frozenset(a for a in even if not any(_holds(a, b) for b in even if b != a))


def _holds(atom: str, other: str) -> bool:
    """Does the other stand wherever this one does?"""
    core, edges = other.strip(BORDER), _edges(other)
    at = atom.find(core)
    while at >= 0:
        before, after = atom[:at][-1:], atom[at + len(core) :][:1]
        if not (
            (edges & BEFORE and (not before or before.isalpha()))
            or (edges & AFTER and (not after or after.isalpha()))
        ):
            return True
        at = atom.find(core, at + 1)
    return False


def _best(sets: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    usable = [one for one in sets if one and _tells(one)]
    if not usable:
        return None
    return max(usable, key=lambda one: (joint(one), -len(one), sorted(one)))


def of_regex(pattern: str) -> Atoms:
    """What every match of a `regex` pattern must contain, read from the library's own parse."""
    return read(pattern, _node, UNKNOWN)


def _node(node: Any) -> Atoms:
    reader: Callable[[Any], Atoms] = _READERS.get(type(node).__name__, _unknown)
    return reader(node)


def _border(node: Any) -> Atoms:
    return literal(BORDER) if node.positive else NOTHING


def _unknown(node: Any) -> Atoms:
    if isinstance(node, _regex_core.ZeroWidthBase):
        return NOTHING
    return UNKNOWN


def _character(node: Any) -> Atoms:
    if not node.positive or node.zerowidth or node.case_flags:
        return UNKNOWN
    return literal(chr(node.value))


def _set(node: Any) -> Atoms:
    if not node.positive or node.case_flags:
        return UNKNOWN
    chars: set[str] = set()
    for item in getattr(node, "items", [node]):  # a lone range stands for itself
        kind = type(item).__name__
        if kind == "Character" and item.positive:
            chars.add(chr(item.value))
        elif kind == "Range" and item.positive and item.upper - item.lower < MOST_CHARS:
            chars.update(map(chr, range(item.lower, item.upper + 1)))
        else:
            return UNKNOWN
    return Atoms(frozenset(chars), None) if len(chars) <= MOST_CHARS else UNKNOWN


_READERS: Final[dict[str, Any]] = {
    "Character": _character,
    "String": lambda node: (
        UNKNOWN if node.case_flags else literal("".join(map(chr, node.characters)))
    ),
    "Sequence": lambda node: sequence(map(_node, node.items)),
    "Group": lambda node: _node(node.subpattern),
    "Atomic": lambda node: _node(node.subpattern),
    "LookAround": lambda node: NOTHING,
    **dict.fromkeys(
        ("Boundary", "StartOfString", "EndOfString", "EndOfStringLine"),
        _border,
    ),
    "Branch": lambda node: either(map(_node, node.branches)),
    "SetUnion": _set,
    "Range": _set,
    **dict.fromkeys(
        ("GreedyRepeat", "LazyRepeat", "PossessiveRepeat"),
        lambda node: repeated(_node(node.subpattern), node.min_count, node.max_count),
    ),
}
