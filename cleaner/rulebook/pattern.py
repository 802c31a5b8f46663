"""What a phrase can match: its literals, its sayings, its bounds, its regular expression."""

from __future__ import annotations

import re
from functools import cache, reduce
from itertools import accumulate
from math import prod
from typing import Final

import regex

from cleaner.rulebook import atoms, expression
from cleaner.rulebook.atoms import Atoms
from cleaner.rulebook.effort import longest_calm, ways_of
from cleaner.rulebook.expression import Bounds
from cleaner.rulebook.phrase import SLOTS, Choice, Literal, Node, Sequence_, Slot

#: Slots that may be empty.
EMPTY_SLOTS: Final = frozenset({"any"})

#: What may stand around the words of a phrase that is tied to the edge of a block: bullets,
#: arrows, a colon. Not quotation marks: a quoted phrase is somebody's words.
EDGE_LENGTH: Final = 3
EDGE: Final = rf"[^\w\"']{{0,{EDGE_LENGTH}}}"
QUOTED_EDGE: Final = rf"\W{{0,{EDGE_LENGTH}}}"

#: Edges of a phrase that may stand in the middle of a block.
WORD_STARTS: Final = r"(?<!\w)"
WORD_ENDS: Final = r"(?!\w)"

#: A phrase that can say no more than this is looked up in a dictionary instead of searched.
MOST_SAYINGS: Final = 256
_UNSPACED: Final = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u0e00-\u0eff\u1780-\u17ff]")
_CORE: Final = re.compile(r"\w(?:.*\w)?", re.DOTALL)


def atoms_of(kind: str, tree: Sequence_) -> Atoms:
    """What every match of the phrase, used as `is`, `starts`, `ends` or `has`, must contain."""
    before = kind in ("is", "starts") or _border(tree, 0) == WORD_STARTS
    after = kind in ("is", "ends") or _border(tree, -1) == WORD_ENDS
    return _all_atoms(tree, before=before, after=after)


def _all_atoms(tree: Sequence_, *, before: bool, after: bool) -> Atoms:
    """The atoms of nodes one after the other, if no word goes on before or after them."""
    starts = list(accumulate(tree, lambda past, node: _ends_words(node, -1, past), initial=before))
    ends = list(
        accumulate(reversed(tree), lambda past, node: _ends_words(node, 0, past), initial=after)
    )
    return atoms.sequence(
        _atoms(node, before=start, after=end)
        for node, start, end in zip(tree, starts, reversed(ends[:-1]), strict=False)
    )


def _atoms(node: Node, *, before: bool, after: bool) -> Atoms:
    match node:
        case Literal(text):
            return atoms.literal(atoms.BORDER * before + text + atoms.BORDER * after)
        case Slot(name, _, ()):
            return atoms.unknown(_slot_width(name))
        case Slot(_, _, options) | Choice(options, _):
            inside = atoms.either(
                _all_atoms(option, before=before, after=after) for option in options
            )
            optional = isinstance(node, Choice) and node.optional
            return atoms.either([inside, atoms.NOTHING]) if optional else inside


def _ends_words(node: Node, end: int, past: bool) -> bool:
    """Does no word go on past this end of a node, if none does `past` what comes before it?"""
    match node:
        case Literal(text):
            return not text[end].isalnum() if text else past
        case Slot(_, _, ()):
            return False
        case Slot(_, _, options) | Choice(options, _):
            if isinstance(node, Choice) and node.optional and not past:
                return False
            return all(
                reduce(lambda so_far, inner: _ends_words(inner, end, so_far), way, past)
                for way in (option if end else tuple(reversed(option)) for option in options)
            )


def sayings(tree: Sequence_) -> frozenset[str] | None:
    """Everything that the phrase can say, if that is a small finite set."""
    said: set[str] = {""}
    for node in tree:
        match node:
            case Literal(text):
                ends: set[str] = {text}
            case Slot(_, _, options) | Choice(options, _):
                ends = {""} if isinstance(node, Choice) and node.optional else set()
                for option in options:
                    more = sayings(option)
                    if more is None:
                        return None
                    ends |= more
        if not ends or len(said) * len(ends) > MOST_SAYINGS:
            return None
        said = {head + tail for head in said for tail in ends}
    return frozenset(said)


def edgeless(said: str) -> str:
    """A view without what the edges of a phrase may skip: the key to look sayings up by."""
    core = _CORE.search(said)
    return core[0] if core else ""


def width(tree: Sequence_) -> int:
    """The longest text that the phrase can match."""
    return sum(map(_width, tree))


def _width(node: Node) -> int:
    match node:
        case Literal(text):
            return len(text)
        case Slot(name, _, ()):
            return _slot_width(name)
        case Slot(_, _, options) | Choice(options, _):
            return max(map(width, options), default=0)


@cache
def _slot_width(name: str) -> int:
    return expression.bounds(f"^{SLOTS[name]}$").longest or expression.LONGEST


def edge_bounds(kind: str, tree: Sequence_) -> Bounds:
    """How a phrase used as `is`, `starts`, `ends` or `has` is tied to the ends of a block."""
    starts, ends = kind in ("is", "starts"), kind in ("is", "ends")
    longest = width(tree) + 2 * EDGE_LENGTH if kind == "is" else None
    return Bounds(starts, ends, longest, loose=EDGE_LENGTH)


def calm_of(kind: str, tree: Sequence_) -> int:
    """The longest text in which a phrase used so cannot take long to look for."""
    edges = (EDGE_LENGTH + 1) ** (2 if kind == "is" else 1)
    return longest_calm(lambda length: edges * _ways(tree, length), tied=kind in ("is", "starts"))


def _ways(tree: Sequence_, length: int) -> float:
    return prod(_ways_of_node(node, length) for node in tree)


def _ways_of_node(node: Node, length: int) -> float:
    match node:
        case Literal(_):
            return 1
        case Slot(name, _, ()):
            return ways_of(SLOTS[name], length)
        case Slot(_, _, options) | Choice(options, _):
            # Of several names one may be the start of another, and that of a third.
            return 3 * max((_ways(option, length) for option in options), default=1)


def may_be_empty(tree: Sequence_) -> bool:
    """Can the phrase match no text at all?"""
    return all(_may_be_empty(node) for node in tree)


def _may_be_empty(node: Node) -> bool:
    match node:
        case Literal(text):
            return not text.strip(" ")
        case Slot(name, _, ()):
            return name in EMPTY_SLOTS
        case Slot(_, _, options) | Choice(options, _):
            return (isinstance(node, Choice) and node.optional) or any(map(may_be_empty, options))


def to_regex(kind: str, tree: Sequence_, *, quoted: bool = False) -> str:
    """The `regex` pattern of a phrase used as `is`, `starts`, `ends` or `has`."""
    edge = QUOTED_EDGE if quoted else EDGE
    last = len(tree) - 1
    body = "".join(
        _regex(node, greedy=index == last and kind in ("starts", "has"))
        for index, node in enumerate(tree)
    )
    left, right = _border(tree, 0), _border(tree, -1)
    if kind == "is":
        return f"^{edge}{body}{edge}$"
    if kind == "starts":
        return f"^{edge}{body}{right}"
    if kind == "ends":
        return f"{left}{body}{edge}$"
    return f"{left}{body}{right}"


def _regex(node: Node, *, greedy: bool = False) -> str:
    match node:
        case Literal(text):
            return str(regex.escape(text, special_only=True, literal_spaces=True))
        case Slot(name, pattern, options):
            if options:
                # Longest first, so that a shorter name never hides the rest of a longer one.
                inside = ["".join(map(_regex, option)) for option in options]
                pattern = "|".join(sorted(inside, key=lambda source: (-len(source), source)))
            elif greedy and pattern.endswith("}?"):
                pattern = pattern[:-1]
            return f"(?P<{name}>{pattern})"
        case Choice(options, optional):
            branches = "|".join("".join(map(_regex, option)) for option in options)
            return f"(?:{branches})" + "?" * optional


def _border(tree: Sequence_, end: int) -> str:
    """A look-around that keeps a word from starting or ending in the middle of one."""
    kinds = _edge_kinds(tree, end)
    if kinds == {"word"}:
        return WORD_STARTS if end == 0 else WORD_ENDS
    if "word" not in kinds:
        return ""
    # Some branches end in a letter of a spaced script and some do not: only two such letters
    # side by side make one word.
    spaced = r"[\w--[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}]]"
    inside, outside = (r"(?=%s)", r"(?<!%s)") if end == 0 else (r"(?<=%s)", r"(?!%s)")
    return f"(?V1:(?:{outside % spaced}|(?!{inside % spaced})))"


def _edge_kinds(tree: Sequence_, end: int) -> set[str]:
    kinds: set[str] = set()
    for node in tree if end == 0 else reversed(tree):
        match node:
            case Literal(text):
                char = text.strip(" ")[end : end + 1 or None] if text.strip(" ") else ""
                solid = char.isalnum() and not _UNSPACED.match(char)
                return kinds | {"word" if solid else "other"}
            case Slot(_, _, options):
                if not options:
                    return kinds | {"other"}
                for option in options:
                    kinds |= _edge_kinds(option, end)
                return kinds
            case Choice(options, optional):
                for option in options:
                    kinds |= _edge_kinds(option, end)
                if not optional:
                    return kinds
    return kinds
