"""A rule made ready to run: its conditions as a tree of tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cleaner.rulebook.guards import guard, guards_of
from cleaner.rulebook.rule import Condition, Pattern, Rule, Step

#: Guards that a literal of a pattern can be held back by, before the rule is looked at.
SEEN_FROM_AFAR: Final = frozenset({"words", "chars", "sentence", "prose", "numbered"})


#: Zones that a page has only where rules have told of furniture (see `zones`).
TOLD_ZONES: Final = frozenset({"top", "foot"})


class Test:
    """A condition, and the conditions inside it.

    What it asks comes in three parts: `guards`, which a passage answers by itself; what stands
    around the passage; and, if it `reads`, patterns, which cost most and are tried last.
    """

    __slots__ = ("_index", "condition", "guards", "next", "prev", "reads", "unless")
    __test__ = False  # not a test of ours

    def __init__(self, condition: Condition) -> None:
        self.condition = condition
        self.guards = tuple(guards_of(condition))
        self.reads = bool(condition.patterns) or condition.capitals is not None
        self.prev = _test(condition.prev)
        self.next = _test(condition.next)
        self.unless = [Test(spared) for spared in condition.unless]
        self._index: Index | None = None

    @property
    def asks_told(self) -> bool:
        """Can it hold only on a page where some rule has told of furniture by its words?"""
        around = (self.prev, self.next)
        condition = self.condition
        return (
            bool(condition.gone)
            or (bool(condition.at) and TOLD_ZONES.issuperset(condition.at))
            or any(test is not None and test.asks_told for test in around)
        )

    def parts(self) -> Iterator[Test]:
        """This test and every one inside it."""
        yield self
        for inner in (self.prev, self.next, *self.unless):
            if inner is not None:
                yield from inner.parts()

    @property
    def index(self) -> Index:
        """Its patterns, ready to be asked for; made when they first are."""
        if self._index is None:
            self._index = Index(self.condition.patterns)
        return self._index


class Index:
    """The patterns of a test, by number: those that are looked up, by what they can say, and
    those that must be searched for."""

    __slots__ = ("sayings", "searched")

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.sayings: dict[str, list[int]] = {}
        self.searched: list[int] = []
        for number, pattern in enumerate(patterns):
            if pattern.sayings is None:
                self.searched.append(number)
            for said in pattern.sayings or ():
                self.sayings.setdefault(said, []).append(number)


class Walk:
    """A step of a sequence."""

    __slots__ = ("times", "until", "when")

    def __init__(self, step: Step) -> None:
        self.when, self.times, self.until = Test(step.when), step.times, _test(step.until)


class Plan:
    """A rule with its tests, and what can be known of it beforehand."""

    __slots__ = (
        "alone", "asks_gone", "asks_told", "asks_tree", "led", "near", "rule", "walks", "when",
        "zoned",
    )  # fmt: skip

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.when = Test(rule.when)
        self.walks = [Walk(step) for step in rule.then]
        roots = [self.when]
        for walk in self.walks:
            roots += [walk.when] if walk.until is None else [walk.when, walk.until]
        parts = [test.condition for root in roots for test in root.parts()]
        self.asks_gone = any(part.gone for part in parts)
        self.asks_told = self.when.asks_told
        self.zoned = self.asks_gone or any(part.at for part in parts)
        # A rule that asks the tree says nothing about pages that have none, not even by `unless`.
        self.asks_tree = any(part.tag or part.links is not None for part in parts)
        if self.asks_tree:
            self.when.guards = (guard("tree", True), *self.when.guards)
        #: Guards that no lead can answer from afar.
        self.near = [g for g in self.when.guards if g.name not in SEEN_FROM_AFAR]
        # Something that must stand in the text leads to it: it need not be tried everywhere.
        patterns = rule.when.patterns
        self.led = bool(patterns) and all(
            p.telling or p.digit_first or p.twice or p.sayings is not None for p in patterns
        )
        #: It is led to, and asks for nothing around the passage but in its sequence.
        self.alone = self.led and not any(
            part.prev or part.next or part.at or part.gone for part in rule.when.parts()
        )


def _test(condition: Condition | None) -> Test | None:
    return None if condition is None else Test(condition)
