"""Phrases: the small pattern language that rules are written in.

    Sign up (for|to) [our|the] {name}

`(a|b)` chooses, `[x]` may be absent, `{slot}` is a named hole, `\\(` is a bracket that means
itself. A phrase becomes a tree; what the tree can match is told by `pattern`.

The words of a phrase are folded like the view that they are compared with, so `“Don’t”` and
`"don't"` are one phrase. An optional part takes one of the blanks around it along.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cleaner.rulebook.view import NO_BLANK_BEFORE, view

#: The built-in slots, as patterns over the view. None of them crosses the end of a block.
SLOTS: Final[dict[str, str]] = {
    # A run that does not cross the end of a sentence; initials and dotted names may stand in it.
    "name": r"(?:[^.!?]|\.(?=\w|(?<=\b\w\.))){1,60}?",
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

_TOKEN: Final = re.compile(r"\{(\w+)\}|([()\[\]|])|((?:\\.|[^{}()\[\]|\\])+)")
_BLANKS: Final = re.compile(r"\s+")
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
