"""Rules that may take more than they mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cleaner.rulebook.lint.doubt import Doubt
from cleaner.rulebook.rule import ENDLESS, Rule

CODES: Final = {
    "unguarded": "one word somewhere in a block is enough",
    "unguarded-rest": "takes the rest of the page, wherever it stands",
}
#: Blocks up to this many words are short enough for one word to name them.
FEW_WORDS: Final = 12


def doubts(rule: Rule) -> Iterator[Doubt]:
    """Doubts about the guards of one rule."""
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


def _unguarded(rule: Rule) -> bool:
    when = rule.when
    if rule.take != "block" or when.unless or when.prev or when.next or when.at or when.tag:
        return False
    if when.sentence is not None or when.prose is not None or when.links is not None:
        return False
    if when.words is None or when.words.high == ENDLESS or when.words.high <= FEW_WORDS:
        return False
    return any(
        pattern.kind == "has" and len(pattern.written.split()) == 1 for pattern in when.patterns
    )
