"""A rule made ready to run: its conditions as a tree of tests."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.rulebook.rule import Condition, Rule, Step


class Test:
    """A condition, and the conditions inside it."""

    __slots__ = ("condition", "next", "prev", "unless")
    __test__ = False  # not a test of ours

    def __init__(self, condition: Condition) -> None:
        self.condition = condition
        self.prev = _test(condition.prev)
        self.next = _test(condition.next)
        self.unless = [Test(spared) for spared in condition.unless]

    def parts(self) -> Iterator[Test]:
        """This test and every one inside it."""
        yield self
        for inner in (self.prev, self.next, *self.unless):
            if inner is not None:
                yield from inner.parts()


class Walk:
    """A step of a sequence."""

    __slots__ = ("times", "until", "when")

    def __init__(self, step: Step) -> None:
        self.when, self.times, self.until = Test(step.when), step.times, _test(step.until)


class Plan:
    """A rule with its tests, and what can be known of it beforehand."""

    __slots__ = ("needs_tree", "rule", "tests", "walks", "when", "zoned")

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.when = Test(rule.when)
        self.walks = [Walk(step) for step in rule.then]
        roots = [self.when]
        for walk in self.walks:
            roots += [walk.when] if walk.until is None else [walk.when, walk.until]
        self.tests = [part for root in roots for part in root.parts()]
        parts = [test.condition for test in self.tests]
        self.zoned = any(part.at or part.gone for part in parts)
        # A rule that asks the tree says nothing about pages that have none, not even by `unless`.
        self.needs_tree = any(part.tag or part.links is not None for part in parts)


def _test(condition: Condition | None) -> Test | None:
    return None if condition is None else Test(condition)
