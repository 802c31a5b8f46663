"""Examples that prove nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cleaner.rulebook.examples import PROSE
from cleaner.rulebook.lint.doubt import Doubt
from cleaner.rulebook.rule import Rule
from cleaner.rulebook.view import view

HINTS: Final = {
    "idle-counter-example": "no line that must stay holds a word that the rule looks for",
}


def hints(rule: Rule) -> Iterator[Doubt]:
    """A line that must stay is worth its place if the rule at least looks at it twice: if one of
    the strings stands in it that no match can do without. Without such a line the guards are
    untried. Rules without words of their own are tried by every line."""
    patterns = [pattern for condition in rule.conditions() for pattern in condition.patterns]
    atoms = [pattern.atoms for pattern in patterns]
    if not rule.when.patterns or any(one is None for one in atoms):
        return
    sought = {atom for one in atoms for atom in one or ()}
    stay = [line for document in rule.examples for line in document if not line.goes]
    tried = [line for line in stay if line.cuts or any(atom in view(line.text) for atom in sought)]
    if not tried:
        line = next((one.line for one in stay if one.text not in PROSE), rule.line)
        yield Doubt(
            "idle-counter-example", rule.id, rule.path, line,
            "no line that must stay holds a word of the rule, so none tries its guards",
        )  # fmt: skip
