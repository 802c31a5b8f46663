"""Letters that do not belong where they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

import regex

from cleaner.rulebook.lint.doubt import Doubt
from cleaner.rulebook.rule import Rule

CODES: Final = {
    "wrong-alphabet": "a phrase in another script than its language is written in",
    "foreign-letter": "a letter that the language does not have, though its script does",
    "mixed-alphabets": "a word with look-alike letters of two scripts",
}
#: The scripts of languages (as the Unicode names of their letters start); all others are Latin.
SCRIPTS: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(("ru", "uk", "bg", "sr", "mk", "be"), ("CYRILLIC",)),
    **dict.fromkeys(("ar", "fa", "ur"), ("ARABIC",)),
    "el": ("GREEK",),
    "he": ("HEBREW",),
    "hi": ("DEVANAGARI",),
    "th": ("THAI",),
    "ko": ("HANGUL", "CJK"),
    "zh": ("CJK",),
    "ja": ("CJK", "HIRAGANA", "KATAKANA"),
}
#: Letters of a sister language, which is the one that most often slips in.
FOREIGN: Final[dict[str, str]] = {
    "ru": "іїєґўјљњћђџ",
    "uk": "ыэёъўј",
    "bg": "ыэёіїєґўј",
    "be": "ищъїєґ",
    "ar": "یکگچپژ",
    "fa": "يكة",
}
#: Scripts of which some letters look the same.
ALIKE: Final = ("LATIN", "CYRILLIC", "GREEK")

#: As many scripts side by side are a menu of languages.
SEVERAL: Final = 4

_WORD: Final = regex.compile(r"[\p{L}\p{M}]+")
_NOT_WORDS: Final = regex.compile(r"\{\w+\}|\\[pPN]\{[^}]*\}|\\.|\(\?P?[<=]\w+[>)]")


def doubts(rule: Rule) -> Iterator[Doubt]:
    """Doubts about the letters of one rule."""
    language = rule.languages[0].partition("-")[0] if len(rule.languages) == 1 else None
    for condition in rule.conditions():
        for pattern in condition.patterns:
            # In an expression letters stand beside others as a class, not as a word.
            words = _WORD.findall(_NOT_WORDS.sub(" ", pattern.written))
            letters = "".join(words)
            found = list(_mixed(words)) if pattern.kind != "re" else []
            if language is not None and not rule.sites:
                if pattern.kind != "re" and not found:
                    found += _wrong(language, letters)
                found += _foreign(language, letters)
            for code, message in found:
                yield Doubt(code, rule.id, rule.path, pattern.line, message)
    for document in rule.examples:
        for line in document:
            for code, message in _mixed(_WORD.findall(line.text)):
                yield Doubt(code, rule.id, rule.path, line.line, message)


def _mixed(words: list[str]) -> Iterator[tuple[str, str]]:
    for word in words:
        if word.isascii():
            continue
        scripts = {_script(char) for char in word}.intersection(ALIKE)
        if len(scripts) > 1:
            told = " and ".join(sorted(script.capitalize() for script in scripts))
            yield "mixed-alphabets", f"{word!r} mixes {told} letters, of which some look alike"


def _wrong(language: str, letters: str) -> Iterator[tuple[str, str]]:
    """Names and loan words in Latin letters are at home everywhere, and so are the names that
    languages call themselves, side by side in a menu."""
    own = SCRIPTS.get(language, ("LATIN",))
    strange = [char for char in letters if not char.isascii() and _script(char) not in (*own, "")]
    scripts = {_script(char) for char in strange} - {""}
    none_own = bool(scripts) and not any(_script(char) in own for char in letters)
    if (scripts - {"LATIN"} and len(scripts) < SEVERAL) or (none_own and scripts == {"LATIN"}):
        told = "".join(dict.fromkeys(strange))
        yield "wrong-alphabet", f"{told!r} is not written as {language!r} is"


def _foreign(language: str, letters: str) -> Iterator[tuple[str, str]]:
    found = [char for char in FOREIGN.get(language, "") if char in letters.casefold()]
    if found:
        yield "foreign-letter", f"{', '.join(found)}: no letter of {language!r}"


def _script(char: str) -> str:
    """The first word of a letter's name, which is its script; nothing for marks, which may stand
    on letters of any."""
    if not char.isalpha() or unicodedata.category(char) == "Lm":
        return ""
    return unicodedata.name(char, "").partition(" ")[0]
