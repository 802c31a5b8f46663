"""A first draft of a rule, from lines that should go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from cleaner.rulebook.load import read_rules
from cleaner.rulebook.proof import Broken, prove
from cleaner.rulebook.rule import Rule
from cleaner.rulebook.view import count_words, view

_SLOTS: Final = (
    ("{url}", re.compile(r"https?://\S+")),
    ("{email}", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("{time}", re.compile(r"\b\d{1,2}[:.]\d\d\b")),
    ("{n}", re.compile(r"\b\d[\d.,]*")),
)
_SPECIAL: Final = re.compile(r"[{}()\[\]|\\]")
_NAME: Final = re.compile(r"[^a-z0-9]+")
#: A shared beginning or end of at least this many words makes one phrase of several lines.
SHARED_WORDS: Final = 2
#: How much longer than its examples a line may be.
SPARE_WORDS: Final = 4


class Sketch(NamedTuple):
    """A draft as YAML, the same read (one rule), and its examples that do not hold yet."""

    text: str
    rules: tuple[Rule, ...]
    broken: tuple[Broken, ...]


def sketch(
    lines: Sequence[str], *, keep: Sequence[str], label: str, language: str, name: str | None = None
) -> Sketch:
    """A rule that takes `lines` and none of `keep`, as far as its examples show.

    Raises:
        RuleError: the lines are blank or make no phrase.
    """
    kind, phrases = _phrases(lines)
    most = max((count_words(view(line)) for line in lines), default=1)
    quoted = f"“{lines[0].rstrip('.!')},” she read aloud, and everybody in the room laughed."
    stays = [*keep, quoted]
    rows = [f"{name or _named(phrases[0])}:", "  why: Say here, in a sentence, what this is."]
    rows += [f"  {kind}: |", *(f"    {phrase}" for phrase in phrases)]
    if kind != "is":
        rows.append(f"  words: ..{most + SPARE_WORDS}")
        if not any(line.rstrip().endswith((".", "!", "?", "…")) for line in lines):
            rows.append("  sentence: false")
    rows.append("  test: |")
    rows += [f"    - {' '.join(line.split())}" for line in lines]
    rows += [f"    = {' '.join(line.split())}" for line in stays]
    text = "\n".join(rows) + "\n"
    file = read_rules(text, path="<draft>", address=f"{language}/{label}", lists={})
    return Sketch(text, file.rules, tuple(prove(file.rules)))


def _phrases(lines: Sequence[str]) -> tuple[str, list[str]]:
    """One phrase for all lines where they have something in common; else `is` and each line.

    >>> _phrases(["Sign up for our news", "Sign up to our news"])
    ('is', ['Sign up (for|to) our news'])
    >>> _phrases(["Get the Tide in your inbox", "Get the Morning Post in your inbox"])
    ('is', ['Get the {any} in your inbox'])
    >>> _phrases(["Sign up for Tide", "Sign up for Harbour News"])
    ('starts', ['Sign up for {any}'])
    >>> _phrases(["Photo: Reuters", "Share this"])
    ('is', ['Photo: Reuters', 'Share this'])
    """
    written = list(dict.fromkeys(map(_phrase, lines)))
    rows = [phrase.split(" ") for phrase in written]
    if len(rows) < 2:
        return "is", written
    if (choice := _one_word_apart(rows)) is not None:
        return "is", [choice]
    shortest = min(map(len, rows))
    head = _shared(rows)
    tail = _shared([row[::-1] for row in rows])[: shortest - len(head)][::-1]
    if len(head) >= SHARED_WORDS and tail:
        return "is", [" ".join([*head, "{any}", *tail])]
    if len(head) >= SHARED_WORDS:
        return "starts", [" ".join([*head, "{any}"])]
    if len(tail) >= SHARED_WORDS:
        return "ends", [" ".join(tail)]
    return "is", written


def _one_word_apart(rows: Sequence[Sequence[str]]) -> str | None:
    """The lines as one, if they differ in a single small word. Names are told by their capitals:
    another page will have other ones."""
    if len({len(row) for row in rows}) != 1:
        return None
    apart = [n for n, words in enumerate(zip(*rows, strict=True)) if len(set(words)) > 1]
    if len(apart) != 1 or not all(row[apart[0]].islower() for row in rows):
        return None
    words = list(rows[0])
    words[apart[0]] = f"({'|'.join(dict.fromkeys(row[apart[0]] for row in rows))})"
    return " ".join(words)


def _shared(rows: Sequence[Sequence[str]]) -> list[str]:
    """The words that all rows start with."""
    columns = zip(*rows, strict=False)
    return [column[0] for column in takewhile(lambda words: len(set(words)) == 1, columns)]


def _phrase(line: str) -> str:
    """The line with its numbers and addresses as slots."""
    found: list[str] = []
    at = 0
    marks = sorted(
        (match.start(), -match.end(), slot, match.end())
        for slot, pattern in _SLOTS
        for match in pattern.finditer(line)
    )
    for start, _, slot, end in marks:
        if start >= at:
            found += (_SPECIAL.sub(r"\\\g<0>", line[at:start]), slot)
            at = end
    found.append(_SPECIAL.sub(r"\\\g<0>", line[at:]))
    return " ".join("".join(found).split())


def _named(phrase: str) -> str:
    words = _NAME.sub("-", re.sub(r"\{\w+\}", "", view(phrase))).strip("-").split("-")
    return "-".join(words[:4]) or "unnamed"
