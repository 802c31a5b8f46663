"""The literal strings that a pattern cannot match without.

`required` is a set of which every match contains at least one member; the engine looks for all
of them in one pass and runs a pattern only where one was seen. `None` means that nothing can be
promised, and the pattern runs everywhere. With each string it is known how far from either end of
a match it can stand, and at which of its ends a word ends. Being wrong here would hide a match, so
every step gives up rather than guess; a property test compares the engine with a plain loop.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import product
from typing import Any, Final, NamedTuple

from regex import _regex_core

from cleaner.rulebook.expression import LONGEST, read
from cleaner.rulebook.rarity import joint
from cleaner.rulebook.rule import ENDLESS

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

#: How many characters of a match stand before a string in it, and how many after it, at most.
Room = tuple[int, int]
_NO_ROOM: Final = (0, 0)


class Sought(NamedTuple):
    """A string to look for, and where it can stand."""

    edges: int  # those beside which no letter stands: `BEFORE`, `AFTER`
    before: int  # how many characters of the match stand before it, at most
    after: int


class Atoms(NamedTuple):
    """What is known of a piece of a pattern. The strings may start and end with a `BORDER`."""

    exact: frozenset[str] | None  # all that it can match, if that is a small finite set
    required: Mapping[str, Room] | None  # one of these is in every match
    others: tuple[frozenset[str], ...] = ()  # and one of each of these
    width: int = ENDLESS  # how long its matches are, at most

    def best(self) -> Mapping[str, Room] | None:
        """The strings to look for: of two choices the one that is met less often."""
        exact = None if self.exact is None else dict.fromkeys(self.exact, _NO_ROOM)
        return _best((exact, self.required))

    def sought(self) -> dict[str, Sought] | None:
        """The same, less every string that holds another one of them, with where they stand."""
        best = self.best()
        if best is None:
            return None
        found: dict[str, Sought] = {}
        for atom, room in _shortest(best).items():
            core = atom.strip(BORDER)
            known = found.get(core, Sought(BEFORE | AFTER, 0, 0))
            found[core] = Sought(_edges(atom) & known.edges, *map(max, room, known[1:]))
        return found

    def also(self) -> tuple[tuple[str, ...], ...]:
        """What must stand in a match besides: sets of strings, one of each, rarest first."""
        chosen = [frozenset(self.sought() or ())]
        cores = [{atom.strip(BORDER): _NO_ROOM for atom in one} for one in self.others]
        usable = {frozenset(_shortest(one)) for one in cores if _tells(one)}
        for one in sorted(usable, key=lambda one: (-joint(one), len(one), sorted(one))):
            told = any(all(any(b in a for b in one) for a in known) for known in chosen if known)
            if len(chosen) > MOST_OTHERS or joint(one) < LEAST_TOLD:
                break
            if not told:
                chosen.append(one)
        return tuple(tuple(sorted(one)) for one in chosen[1:])


NOTHING: Final = Atoms(frozenset({""}), None, width=0)
UNKNOWN: Final = Atoms(None, None)


def unknown(width: int) -> Atoms:
    """A piece that matches anything up to a length."""
    return Atoms(None, None, width=width)


def literal(text: str) -> Atoms:
    """A piece that matches this text alone."""
    return Atoms(frozenset({text}), None, width=len(text.strip(BORDER)))


def either(options: Iterable[Atoms]) -> Atoms:
    """A piece that matches what one of the options matches."""
    options = list(options)
    exact: set[str] | None = set()
    required: dict[str, Room] | None = {}
    for option in options:
        best = option.best()
        exact = None if exact is None or option.exact is None else exact | option.exact
        required = None if required is None or best is None else _wider(required, best)
    if not exact or len(exact) > MOST:
        exact = None
    width = max((option.width for option in options), default=0)
    return Atoms(None if exact is None else frozenset(exact), required or None, width=width)


def sequence(pieces: Iterable[Atoms]) -> Atoms:
    """Pieces one after the other: literal runs grow together across finite pieces."""
    pieces = list(pieces)
    whole = sum(piece.width for piece in pieces)
    found: list[Mapping[str, Room] | None] = []
    others: list[frozenset[str]] = []
    run: frozenset[str] = frozenset({""})
    unbroken, started, at = True, 0, 0  # where the run started, in characters at most

    def end_run() -> None:
        found.append(dict.fromkeys(run, (started, whole - at)))

    for piece in pieces:
        if piece.required:
            rest = whole - at - piece.width
            found.append({a: (b + at, c + rest) for a, (b, c) in piece.required.items()})
        others += piece.others
        if piece.exact is None or len(run) * len(piece.exact) > MOST:
            end_run()
            unbroken = False
            run = frozenset({""}) if piece.exact is None else piece.exact
            started = at + piece.width if piece.exact is None else at
        else:
            run = frozenset(_joined(head, tail) for head, tail in product(run, piece.exact))
        at += piece.width
    end_run()
    best = _best(found)
    others += [frozenset(one) for one in found if one and _tells(one) and one is not best]
    told = tuple(dict.fromkeys(one for one in others if _tells(one)))
    return Atoms(run if unbroken else None, best, told, min(whole, ENDLESS))


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
    width = ENDLESS if high is None else min(ENDLESS, high * piece.width)
    best = piece.best()
    if not low or best is None:
        return Atoms(None, None, piece.others if low else (), width)
    room = width - piece.width if piece.width < width else 0
    required = {atom: (before + room, after + room) for atom, (before, after) in best.items()}
    return Atoms(None, required, piece.others, width)


def _wider(one: dict[str, Room], other: Mapping[str, Room]) -> dict[str, Room]:
    """Both sets of strings; one that is in both has room for both."""
    for atom, (before, after) in other.items():
        known = one.get(atom, _NO_ROOM)
        one[atom] = max(known[0], before), max(known[1], after)
    return one


def _tells(strings: Collection[str]) -> bool:
    """Is there something to look for in each of them? More borders than one are never joined."""
    return "" not in strings and BORDER not in strings


def _edges(atom: str) -> int:
    """Which edges are borders that can be seen: where a letter stands beside them."""
    core = atom.strip(BORDER)
    before = atom[0] == BORDER and core[0].isalpha()
    after = atom[-1] == BORDER and core[-1].isalpha()
    return BEFORE * before | AFTER * after


def _shortest(strings: Mapping[str, Room]) -> dict[str, Room]:
    """Those that hold none of the others, with room for all that hold them."""
    even: dict[str, Room] = {}
    for atom, room in strings.items():
        edges = _edges(atom)
        marks = BORDER * (edges & BEFORE > 0), BORDER * (edges & AFTER > 0)
        _wider(even, {atom.strip(BORDER).join(marks): room})
    kept: dict[str, Room] = {}
    cores: list[tuple[str, str]] = []
    for atom in sorted(even, key=lambda atom: (len(atom.strip(BORDER)), atom)):
        (before, after), core = even[atom], atom.strip(BORDER)
        for short, inner in cores:
            if inner in core and (at := _held(atom, short)) >= 0:
                _wider(kept, {short: (before + at, after + len(core) - at - len(inner))})
                break
        else:
            kept[atom] = before, after
            cores.append((atom, core))
    return kept


def _held(atom: str, other: str) -> int:
    """Where in the atom the other stands, whatever is around it; -1 if that cannot be known."""
    core, edges = other.strip(BORDER), _edges(other)
    at = atom.find(core)
    while at >= 0:
        before, after = atom[:at][-1:], atom[at + len(core) :][:1]
        if not (
            (edges & BEFORE and (not before or before.isalpha()))
            or (edges & AFTER and (not after or after.isalpha()))
        ):
            return at - atom.startswith(BORDER)
        at = atom.find(core, at + 1)
    return -1


def _best(sets: Iterable[Mapping[str, Room] | None]) -> Mapping[str, Room] | None:
    usable = [one for one in sets if one and _tells(one)]
    if len(usable) < 2:
        return usable[0] if usable else None
    scores = [(joint(one), -len(one)) for one in usable]
    best = [one for one, score in zip(usable, scores, strict=True) if score == max(scores)]
    return best[0] if len(best) == 1 else max(best, key=lambda one: sorted(one.items()))


def of_regex(pattern: str) -> Atoms:
    """What every match of a `regex` pattern must contain, read from the library's own parse."""
    return read(pattern, _node, UNKNOWN)


def _node(node: Any) -> Atoms:
    reader: Callable[[Any], Atoms] = _READERS.get(type(node).__name__, _unknown)
    known = reader(node)
    width = int(node.max_width())
    return known._replace(width=width if width < LONGEST else ENDLESS)


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
