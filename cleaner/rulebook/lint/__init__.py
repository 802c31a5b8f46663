"""What is doubtful about rules that load. A family of checks, a file.

Doubts are mistakes in all likelihood. Hints are knowledge that may be there twice, or examples that
prove little: the rule works, and could be better.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from cleaner.rulebook.lint import alphabet, examples, guards, overlap, patterns
from cleaner.rulebook.lint.doubt import Doubt
from cleaner.rulebook.rule import Rule

__all__ = ["CODES", "HINTS", "NEVER_FIRES", "Doubt", "hints", "lint"]

#: Found where pages are at hand to try the rules on.
NEVER_FIRES: Final = "never-fires"
#: Every kind of doubt, and what it says of a rule.
CODES: Final[dict[str, str]] = {
    **patterns.CODES,
    **guards.CODES,
    **alphabet.CODES,
    **overlap.CODES,
}
#: Likewise every kind of hint.
HINTS: Final[dict[str, str]] = {
    **overlap.HINTS,
    **examples.HINTS,
    NEVER_FIRES: "it took nothing from the pages that it was tried on",
}


def lint(rules: Iterable[Rule]) -> list[Doubt]:
    """Every doubt about these rules, in the order of files and lines."""
    rules = list(rules)
    alone = (patterns, guards, alphabet)
    found = [doubt for rule in rules for family in alone for doubt in family.doubts(rule)]
    return sorted([*found, *overlap.doubts(rules)], key=_place)


def hints(rules: Iterable[Rule]) -> list[Doubt]:
    """Every hint about these rules, in the same order."""
    rules = list(rules)
    found = [hint for rule in rules for hint in examples.hints(rule)]
    return sorted([*found, *overlap.hints(rules)], key=_place)


def _place(doubt: Doubt) -> tuple[str, int, str]:
    return doubt.path, doubt.line, doubt.code
