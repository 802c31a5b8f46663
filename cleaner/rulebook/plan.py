"""A rule made ready to run: every condition in it has a number of its own."""

from __future__ import annotations

from cleaner.rulebook.rule import Condition, Range, Rule


class Test:
    """A condition with its number, by which a passage knows its matches."""

    __slots__ = ("condition", "next", "number", "prev", "unless")
    __test__ = False  # not a test of ours

    def __init__(self, condition: Condition, numbered: list[Condition]) -> None:
        self.condition, self.number = condition, len(numbered)
        numbered.append(condition)
        self.prev = _test(condition.prev, numbered)
        self.next = _test(condition.next, numbered)
        self.unless = _test(condition.unless, numbered)


class Walk:
    """A step of a sequence."""

    __slots__ = ("times", "until", "when")

    def __init__(
        self, when: Condition, times: Range, until: Condition | None, numbered: list[Condition]
    ) -> None:
        self.when, self.times = Test(when, numbered), times
        self.until = _test(until, numbered)


class Plan:
    """A rule with its tests, and what can be known of it beforehand."""

    __slots__ = ("needs_tree", "rule", "walks", "when", "zoned")

    def __init__(self, rule: Rule, numbered: list[Condition]) -> None:
        self.rule = rule
        self.when = Test(rule.when, numbered)
        self.walks = [Walk(step.when, step.times, step.until, numbered) for step in rule.then]
        parts = rule.conditions()
        self.zoned = any(part.at or part.gone for part in parts)
        # A rule that asks the tree says nothing about pages that have none, not even by `unless`.
        self.needs_tree = any(part.tag or part.links is not None for part in parts)


def _test(condition: Condition | None, numbered: list[Condition]) -> Test | None:
    return None if condition is None else Test(condition, numbered)
