"""Phrases: the small pattern language that rules are written in.

    Sign up (for|to) [our|the] {name}

`(a|b)` chooses, `[x]` may be absent, `{slot}` is a named hole, `\\(` is a bracket that means
itself. A phrase becomes a tree; from the tree come the regular expression that verifies a match,
the atoms that find candidates, and, where it can only say finitely many things, all of them.

The words of a phrase are folded like the view that they are compared with, so `“Don’t”` and
`"don't"` are one phrase. An optional part takes one of the blanks around it along.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import regex

from cleaner.rulebook import atoms
from cleaner.rulebook.atoms import Atoms, Bounds
from cleaner.rulebook.view import NO_BLANK_BEFORE, view

#: The built-in slots, as patterns over the view. None of them crosses the end of a block.
SLOTS: Final[dict[str, str]] = {
    # A run that does not cross the end of a sentence; initials and dotted names may stand in it.
    "name": r"(?:[^.!?]|\.(?=\w)|(?<=\b\w)\.){1,60}?",
    "title": r".{1,200}?",
    "place": r"[\p{L}][\p{L} .,'-]{1,40}?",
    "any": r".{0,80}?",
    "word": r"[\w'&.-]{1,30}",
    "n": r"\d[\d.,' ]{0,12}",
    "time": r"\d{1,2}[:.h]\d\d(?: ?[ap]\.?m\.?)?(?: ?[a-z]{2,4})?",
    "date": (
        r"(?:\d{1,4}[-./年] ?\d{1,2}[-./月] ?\d{1,4}日?"
        r"|(?:\p{L}{2,12},? )?\d{1,2}(?:\.|st|nd|rd|th|er|º)?"
        r" (?:de )?\p{L}{3,12}\.?,?(?: de)? \d{4}"
        r"|(?:\p{L}{2,12},? )?\p{L}{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
    ),
    "url": r"https?://[^\s]{3,2000}",
    "email": r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}",
}

#: Slots that may be empty.
EMPTY_SLOTS: Final = frozenset({"any"})

#: What may stand around the words of a phrase that is tied to the edge of a block: bullets,
#: arrows, a colon. Not quotation marks: a quoted phrase is somebody's words.
EDGE_LENGTH: Final = 3
EDGE: Final = rf"[^\w\"']{{0,{EDGE_LENGTH}}}"
QUOTED_EDGE: Final = rf"\W{{0,{EDGE_LENGTH}}}"

#: A phrase that can say no more than this is looked up in a dictionary instead of searched.
MOST_SAYINGS: Final = 256

_TOKEN: Final = re.compile(r"\{(\w+)\}|([()\[\]|])|((?:\\.|[^{}()\[\]|\\])+)")
_UNSPACED: Final = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u0e00-\u0eff\u1780-\u17ff]")
_BLANKS: Final = re.compile(r"\s+")
_EDGES: Final = re.compile(r"^\W+|\W+$")
_BLANK_BEFORE: Final = re.compile(r" (?=[%:;!?])")


class PhraseError(ValueError):
    """A phrase that cannot be read; `offset` counts characters from its start."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Literal:
    """Words, folded."""

    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A named hole: a built-in pattern, or the phrases of a list."""

    name: str
    pattern: str = ""
    options: tuple[Sequence_, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several; or none of them, where `optional`."""

    options: tuple[Sequence_, ...]
    optional: bool = False


Node = Literal | Slot | Choice
Sequence_ = tuple[Node, ...]


def parse(phrase: str, lists: Mapping[str, Sequence[str]]) -> Sequence_:
    """The tree of a phrase.

    Raises:
        PhraseError: unbalanced brackets, an unknown slot, or nothing but blanks.
    """
    tree = _Parser(phrase, lists).read()
    if not tree:
        raise PhraseError("an empty phrase", 0)
    return tree


class _Parser:
    def __init__(self, phrase: str, lists: Mapping[str, Sequence[str]], depth: int = 0) -> None:
        self.phrase, self.lists, self.depth = phrase, lists, depth
        self.tokens: list[re.Match[str]] = []
        at = len(phrase) - len(phrase.lstrip())
        end = len(phrase.rstrip())
        while at < end:
            token = _TOKEN.match(phrase, at, end)
            if token is None:
                mark = phrase[at]
                raise PhraseError(
                    f"{mark!r} cannot stand here (a bracket that means itself is '\\{mark}')", at
                )
            self.tokens.append(token)
            at = token.end()
        self.at = 0

    def read(self) -> Sequence_:
        options = self._options(None)
        if len(options) > 1:
            return (Choice(options),)
        return options[0]

    def _options(self, opened: re.Match[str] | None) -> tuple[Sequence_, ...]:
        options: list[Sequence_] = []
        items: list[Node] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            mark = token[2]
            if token[1]:
                items.append(self._slot(token))
            elif token[3]:
                items.append(Literal(_words(token[3])))
            elif mark == "|":
                options.append(_spaced(items))
                items = []
            elif mark in "([":
                items.append(Choice(self._options(token), optional=mark == "["))
            else:
                if opened is None or opened[2] + mark not in ("()", "[]"):
                    raise PhraseError(f"{mark!r} closes nothing", token.start())
                return (*options, _spaced(items))
        if opened is not None:
            raise PhraseError(f"{opened[2]!r} is never closed", opened.start())
        return (*options, _spaced(items))

    def _slot(self, token: re.Match[str]) -> Slot:
        name = token[1]
        if name in self.lists:
            if self.depth > 3:
                raise PhraseError(f"the list {{{name}}} contains itself", token.start())
            return Slot(
                name,
                options=tuple(
                    _Parser(entry, self.lists, self.depth + 1).read() for entry in self.lists[name]
                ),
            )
        if name in SLOTS:
            return Slot(name, SLOTS[name])
        known = ", ".join(sorted({*SLOTS, *self.lists}))
        raise PhraseError(f"unknown slot {{{name}}} (known: {known})", token.start())


def _words(raw: str) -> str:
    """Folded like the view, the blanks at the ends kept."""
    raw = _BLANKS.sub(" ", re.sub(r"\\(.)", r"\1", raw))
    core = raw.strip(" ")
    if not core:
        return " " if raw else ""
    lead, tail = raw[0] == " ", raw[-1] == " "
    folded = view(core)
    return _BLANK_BEFORE.sub("", " " * lead + folded + " " * tail)


def _spaced(items: list[Node]) -> Sequence_:
    """Give each optional part the blank that must go when it goes."""
    out: list[Node] = []
    for index, item in enumerate(items):
        if not (isinstance(item, Choice) and item.optional):
            if item != Literal(""):
                out.append(item)
            continue
        part = item
        before = out[-1] if out else None
        after = items[index + 1] if index + 1 < len(items) else None
        blank_before = before is None or (isinstance(before, Literal) and before.text[-1:] == " ")
        absorbed = isinstance(before, Choice) and before.optional and _ends_blank(before)
        blank_after = isinstance(after, Literal) and after.text[:1] == " "
        needed = any(not _may_vanish(later) for later in items[index + 1 :])
        if isinstance(before, Literal) and blank_before and _starts_closing(item):
            out[-1] = Literal(before.text[:-1])  # the view has no blank before a colon
        elif isinstance(after, Literal) and blank_after and (blank_before or absorbed) and needed:
            items[index + 1] = Literal(after.text[1:])
            part = Choice(tuple((*o, Literal(" ")) for o in item.options), optional=True)
        elif isinstance(before, Literal) and blank_before and _apart(after, needed):
            out[-1] = Literal(before.text[:-1])
            part = Choice(tuple((Literal(" "), *o) for o in item.options), optional=True)
        out.append(part)
    return tuple(out)


def _apart(after: Node | None, needed: bool) -> bool:
    """Does the blank before an optional part have nothing to do once the part is gone?"""
    if after is None or not needed:
        return True
    return isinstance(after, Literal) and not (after.text[0].isalnum() or after.text[0] == " ")


def _may_vanish(item: Node) -> bool:
    return (isinstance(item, Choice) and item.optional) or (
        isinstance(item, Literal) and not item.text.strip(" ")
    )


def _ends_blank(item: Choice) -> bool:
    return all(option and option[-1] == Literal(" ") for option in item.options)


def _starts_closing(item: Choice) -> bool:
    heads = [option[0] for option in item.options if option]
    return any(isinstance(head, Literal) and head.text[:1] in NO_BLANK_BEFORE for head in heads)


def atoms_of(tree: Sequence_) -> Atoms:
    """What every match of the phrase must contain."""
    return atoms.sequence(map(_atoms, tree))


def _atoms(node: Node) -> Atoms:
    match node:
        case Literal(text):
            return atoms.literal(text)
        case Slot(_, _, options):
            return atoms.either(map(atoms_of, options)) if options else atoms.UNKNOWN
        case Choice(options, optional):
            inside = atoms.either(map(atoms_of, options))
            return atoms.either([inside, atoms.NOTHING]) if optional else inside


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
    return _EDGES.sub("", said)


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
    return atoms.bounds(f"^{SLOTS[name]}$").longest or atoms.LONGEST


def edge_bounds(kind: str, tree: Sequence_) -> Bounds:
    """Where a phrase used as `is`, `starts`, `ends` or `has` can match at all."""
    size = width(tree) + EDGE_LENGTH
    if kind == "is":
        return Bounds(size + EDGE_LENGTH, size + EDGE_LENGTH)
    return Bounds(None, size if kind == "starts" else None)


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
        return r"(?<!\w)" if end == 0 else r"(?!\w)"
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
