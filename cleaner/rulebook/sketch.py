"""A first draft of a rule, from lines that should go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

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
#: A shared beginning of at least this many words makes one phrase of several lines.
SHARED_WORDS: Final = 2
#: How much longer than its examples a line may be.
SPARE_WORDS: Final = 4


def sketch(
    lines: Sequence[str], *, keep: Sequence[str], label: str, language: str, name: str | None = None
) -> tuple[str, list[Broken]]:
    """The YAML of a rule that takes `lines`, and those of its examples that do not hold yet.

    Raises:
        RuleError: the lines are blank or make no phrase.
    """
    kind, phrases = _phrases(lines)
    most = max((count_words(view(line)) for line in lines), default=1)
    quoted = f"“{lines[0].rstrip('.!')},” she read aloud, and everybody in the room laughed."
    stays = [*keep, quoted]
    rows = [f"{name or _named(phrases[0])}:", "  why: Say here, in a sentence, what this is."]
    rows += [f"  {kind}: |", *(f"    {phrase}" for phrase in phrases)]
    if kind == "starts":
        rows.append(f"  words: ..{most + SPARE_WORDS}")
        if not any(line.rstrip().endswith((".", "!", "?", "…")) for line in lines):
            rows.append("  sentence: false")
    rows.append("  test: |")
    rows += [f"    - {' '.join(line.split())}" for line in lines]
    rows += [f"    = {' '.join(line.split())}" for line in stays]
    text = "\n".join(rows) + "\n"
    file = read_rules(text, path="<draft>", address=f"{language}/{label}", lists={})
    rules: tuple[Rule, ...] = file.rules
    return text, list(prove(rules))


def _phrases(lines: Sequence[str]) -> tuple[str, list[str]]:
    """`starts` and the shared beginning, if the lines have one; else `is` and each line."""
    written = [_phrase(line) for line in lines]
    if len(written) > 1:
        rows = zip(*(phrase.split(" ") for phrase in written), strict=False)
        shared = [row[0] for row in takewhile(lambda row: len(set(row)) == 1, rows)]
        if SHARED_WORDS <= len(shared) < max(len(phrase.split(" ")) for phrase in written):
            return "starts", [" ".join([*shared, "{any}"])]
    return "is", list(dict.fromkeys(written))


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
