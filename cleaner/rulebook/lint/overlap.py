"""Knowledge that is there twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import regex

from cleaner.draft import Block, Tree
from cleaner.rulebook.book import RuleBook
from cleaner.rulebook.lint.doubt import Doubt
from cleaner.rulebook.matcher import meet
from cleaner.rulebook.passage import passages
from cleaner.rulebook.round import Round
from cleaner.rulebook.rule import ExampleLine, Pattern, Rule

CODES: Final = {"shared-phrase": "another rule has the same phrase"}
HINTS: Final = {
    "covered-phrase": "all that the phrase can say is taken anyway, by another phrase or rule",
    "shadowed": "another rule takes every line that its examples say must go",
}
_CONFIDENCE: Final = ("low", "medium", "high")


def hints(rules: Sequence[Rule]) -> Iterator[Doubt]:
    """Rules and phrases without which the same would go."""
    takers = Takers(rules)
    for rule in rules:
        if rule.take != "block":
            continue
        # Whose examples all go anyway is told once, not once more for each of its phrases.
        if (other := takers.of_all_examples(rule)) is not None:
            yield Doubt(
                "shadowed", rule.id, rule.path, rule.line,
                f"{other} takes every line that its examples say must go; show one that only "
                "this rule takes, or drop it",
            )  # fmt: skip
            continue
        for pattern in rule.when.patterns:
            if pattern.sayings is not None and (by := takers.of_all_sayings(rule, pattern)):
                yield Doubt(
                    "covered-phrase", rule.id, rule.path, pattern.line,
                    f"all that {pattern.written!r} can say is taken by {by} anyway",
                )  # fmt: skip


def doubts(rules: Sequence[Rule]) -> Iterator[Doubt]:
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


class Takers:
    """Which rules take a line wherever it stands, whatever its neighbours are?"""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._book = RuleBook(rule for rule in rules if _anywhere(rule))

    def of_all_examples(self, rule: Rule) -> str | None:
        """A rule that takes every example line of this one that must go."""
        lines = [line for document in rule.examples for line in document if line.goes]
        return next(iter(self._common(rule, lines)), None)

    def of_all_sayings(self, rule: Rule, pattern: Pattern) -> str | None:
        """What takes all that the pattern can say: another phrase of the rule, or another rule."""
        others = [other for other in rule.when.patterns if other is not pattern]
        said = [one for one in pattern.sayings or () if one]
        for other in others:
            if other.sayings is not None and set(said) < set(other.sayings):
                return repr(other.written)
        lines = [ExampleLine(goes=True, text=one, line=0) for one in said]
        return next(iter(self._common(rule, lines)), None)

    def _common(self, rule: Rule, lines: Sequence[ExampleLine]) -> list[str]:
        """The ids of the rules that can stand in for this one and take all of these lines."""
        common: set[str] | None = None
        for line in lines:
            taking = {other.id for other in self._taking(rule, line) if _stands_in(other, rule)}
            common = taking if common is None else common & taking
            if not common:
                return []
        return sorted(common or ())

    def _taking(self, rule: Rule, line: ExampleLine) -> Iterator[Rule]:
        tree = None
        if line.tags or line.links is not None:
            tree = Tree(frozenset(line.tags), float(line.links or 0))
        block = Block(0, len(line.text), tree=tree)
        language = next(iter(rule.languages), "")
        site = next(iter(rule.sites), "")
        matchers = self._book.matchers(language, site)
        left = passages([(0, block)], line.text)
        meet(matchers, left)
        this = Round(left, matchers)
        plain, zoned = this.firing()
        for plan, at in (*plain.items(), *zoned.items()):
            if this.holds(plan.when, at):
                yield plan.rule


def _anywhere(rule: Rule) -> bool:
    """Does the rule look at nothing but the block itself?"""
    if rule.take != "block" or any(step.times.low for step in rule.then):
        return False
    return not any(
        part.at or part.gone or part.tag or part.links is not None or part.prev or part.next
        for part in rule.conditions()
    )


def _stands_in(other: Rule, rule: Rule) -> bool:
    """Is the other rule awake wherever this one is, as sure of itself, and does it say the same?"""
    return (
        other.id != rule.id
        and other.label == rule.label
        and (not other.sites or _within(rule.sites, other.sites))
        and (not other.languages or _within(rule.languages, other.languages))
        and _CONFIDENCE.index(other.confidence) >= _CONFIDENCE.index(rule.confidence)
        and _slots(rule) <= _slots(other)
        and not rule.then
    )


def _within(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    return bool(few) and set(few) <= set(many)


def _slots(rule: Rule) -> set[str]:
    """What the rule reads on the way."""
    return {
        name for pattern in rule.when.patterns for name in regex.compile(pattern.regex).groupindex
    }
