"""Patterns that can never match, that take too long, or that run everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from cleaner.rulebook.lint.blowup import nested, stuck_on
from cleaner.rulebook.lint.doubt import Doubt
from cleaner.rulebook.rarity import rarity
from cleaner.rulebook.rule import WORDS_BY_DEFAULT, Pattern, Range, Rule
from cleaner.rulebook.view import view

CODES: Final = {
    "never-matches": "an expression with letters that the folded view does not have",
    "blow-up": "the time that it takes may grow out of all proportion to the text",
    "no-literal": "nothing in it can be looked for, so it runs on every long block",
    "short-literal": "it is looked for by strings that stand all over ordinary text",
}
#: A literal that is met more often than once in a hundred characters stands all over ordinary
#: text, and so the pattern runs all over it, unless it must stand near the start.
RAREST_NEEDED: Final = 2.0
NEAR: Final = 120
#: What the words by default come to in characters.
CHARS_BY_DEFAULT: Final = 6 * WORDS_BY_DEFAULT


def doubts(rule: Rule) -> Iterator[Doubt]:
    """Doubts about the patterns of one rule."""
    for condition in rule.conditions():
        for pattern in condition.patterns:
            for code, message in _pattern(pattern):
                yield Doubt(code, rule.id, rule.path, pattern.line, message)
    chars = rule.when.chars or Range()
    words = rule.when.words or Range()
    if words.high > WORDS_BY_DEFAULT and chars.high > CHARS_BY_DEFAULT:
        for pattern in rule.when.patterns:
            for code, message in _unfound(pattern):
                yield Doubt(code, rule.id, rule.path, pattern.line, message)


def _pattern(pattern: Pattern) -> Iterator[tuple[str, str]]:
    if pattern.kind == "re":
        literal = regex.sub(
            r"\\[pPN]\{[^}]*\}|\\.|\(\?P?[<=]\w+[>)]|\[(?:\\.|[^\]])*\]", "", pattern.written
        )
        if literal != view(literal) and any(
            view(char) != char for char in literal if not char.isspace()
        ):
            yield (
                "never-matches",
                "the view is folded: write small letters, straight quotes and `-` for dashes",
            )
    if nested(pattern.regex):
        yield "blow-up", f"a repeat inside a repeat: {pattern.written!r} may take for ever"
    elif pattern.kind == "re" and (start := stuck_on(pattern.regex)):
        yield (
            "blow-up",
            f"{pattern.written!r} does not come to an end on {start!r} and more of the same",
        )


def _unfound(pattern: Pattern) -> Iterator[tuple[str, str]]:
    """What makes a pattern run on long blocks where it cannot match."""
    if pattern.sayings is not None or pattern.longest is not None:
        return  # looked up, or tried on short lines alone
    if pattern.atoms is None:
        yield "no-literal", f"nothing in {pattern.written!r} can be looked for; it runs everywhere"
    elif any(
        rarity(atom) < RAREST_NEEDED and min(place.reach, place.tail) > NEAR
        for atom, place in pattern.placed()
    ):
        yield "short-literal", f"{pattern.written!r} is looked for by very short strings"
