"""What is doubtful about a rule that loads."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec
import regex

from cleaner.rulebook.atoms import parsed, rarity
from cleaner.rulebook.rule import ENDLESS, WORDS_BY_DEFAULT, Pattern, Range, Rule
from cleaner.rulebook.view import view

#: A literal that is no rarer than one letter stands all over ordinary text, and so the pattern
#: runs all over it, unless it must stand near the start.
RAREST_NEEDED: Final = 2.0
NEAR: Final = 120
#: What the words by default come to in characters.
CHARS_BY_DEFAULT: Final = 6 * WORDS_BY_DEFAULT
#: Repeats of up to this many rounds cannot hurt, however they are nested.
FEW_ROUNDS: Final = 20
#: Rules for these languages must be written in these scripts (Unicode names of letters).
SCRIPTS: Final[dict[str, str | tuple[str, ...]]] = {
    "ru": "CYRILLIC",
    "uk": "CYRILLIC",
    "bg": "CYRILLIC",
    "sr": "CYRILLIC",
    "el": "GREEK",
    "ar": "ARABIC",
    "fa": "ARABIC",
    "he": "HEBREW",
    "hi": "DEVANAGARI",
    "th": "THAI",
    "ko": "HANGUL",
    "zh": "CJK",
    "ja": ("CJK", "HIRAGANA", "KATAKANA"),
}


class Doubt(msgspec.Struct, frozen=True):
    """Something that its writer may not have meant."""

    code: str
    rule: str
    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code}: {self.message} ({self.rule})"


def lint(rules: Iterable[Rule]) -> list[Doubt]:
    """Every doubt about these rules, in the order of files and lines."""
    rules = list(rules)
    found = [doubt for rule in rules for doubt in _alone(rule)]
    found += _shared(rules)
    return sorted(found, key=lambda doubt: (doubt.path, doubt.line, doubt.code))


def _alone(rule: Rule) -> Iterator[Doubt]:
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
    if wrong := _wrong_script(rule):
        yield Doubt(
            "wrong-alphabet", rule.id, rule.path, rule.line,
            f"{wrong!r} is not written as {rule.languages[0]!r} is",
        )  # fmt: skip
    if rule.take == "rest" and not rule.when.at:
        yield Doubt(
            "unguarded-rest", rule.id, rule.path, rule.line,
            "takes all that follows, wherever it stands; say `at: tail`",
        )  # fmt: skip
    if _unguarded(rule):
        yield Doubt(
            "unguarded", rule.id, rule.path, rule.line,
            "one word anywhere in a block is enough; add a guard (words, sentence, at)",
        )  # fmt: skip


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
    if blows_up(pattern.regex):
        yield "blow-up", f"a repeat inside a repeat: {pattern.written!r} may take for ever"


def _unfound(pattern: Pattern) -> Iterator[tuple[str, str]]:
    """What makes a pattern run on long blocks where it cannot match."""
    if pattern.sayings is not None or pattern.longest is not None:
        return  # looked up, or tried on short lines alone
    if pattern.atoms is None:
        yield "no-literal", f"nothing in {pattern.written!r} can be looked for; it runs everywhere"
    elif min(map(rarity, pattern.atoms)) < RAREST_NEEDED and pattern.reach > NEAR:
        yield "short-literal", f"{pattern.written!r} is looked for by very short strings"


def blows_up(pattern: str) -> bool:
    """Can the time that a pattern takes grow out of all proportion to the text? True where an
    endless repeat holds another one and nothing that must stand between two rounds.

    >>> blows_up(r"(?:a+)+b"), blows_up(r"(?:a+ ?)*b"), blows_up(r"(?:a+,)+b"), blows_up(r"a+b+")
    (True, True, False, False)
    """
    try:
        return _nested(parsed(pattern))
    except (AttributeError, TypeError, ValueError, RecursionError, regex.error):
        return False


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


def _wrong_script(rule: Rule) -> str | None:
    scripts = SCRIPTS.get(rule.languages[0]) if len(rule.languages) == 1 else None
    if scripts is None or rule.sites:
        return None
    names = (scripts,) if isinstance(scripts, str) else scripts
    for pattern in rule.when.patterns:
        letters = [char for char in pattern.written if char.isalpha() and ord(char) > 127]
        plain = regex.sub(r"\{\w+\}", "", pattern.written)
        if pattern.kind != "re" and any(c.isalpha() for c in plain) and not letters:
            continue  # names and loan words in Latin letters are at home everywhere
        if letters and not any(unicodedata.name(c, "").startswith(names) for c in letters):
            return pattern.written
    return None


def _unguarded(rule: Rule) -> bool:
    when = rule.when
    if rule.take != "block" or when.unless or when.prev or when.next or when.at or when.tag:
        return False
    if when.sentence is not None or when.prose is not None or when.links is not None:
        return False
    if when.words is None or when.words.high == ENDLESS or when.words.high <= 12:
        return False
    return any(
        pattern.kind == "has" and len(pattern.written.split()) == 1 for pattern in when.patterns
    )


def _shared(rules: list[Rule]) -> Iterator[Doubt]:
    """Phrases that two rules for the same pages both have, without guards that part them."""
    seen: dict[tuple[object, ...], Rule] = {}
    for rule in rules:
        for pattern in rule.when.patterns:
            key = (pattern.kind, pattern.regex, rule.languages, rule.sites, rule.when.at)
            first = seen.setdefault(key, rule)
            if first is not rule and first.when.prev == rule.when.prev:
                yield Doubt(
                    "shared-phrase", rule.id, rule.path, pattern.line,
                    f"{pattern.written!r} stands in {first.id} too",
                )  # fmt: skip
