"""A rule made ready to run: its conditions as a tree of tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cleaner.rulebook.guards import guard, guards_of
from cleaner.rulebook.rule import ENDLESS, Condition, Pattern, Rule, Step

#: Guards that a literal of a pattern can be held back by, before the rule is looked at.
SEEN_FROM_AFAR: Final = frozenset({"words", "chars", "sentence", "prose", "numbered"})


class Test:
    """A condition, and the conditions inside it.

    What it asks comes in three parts: `guards`, which a passage answers by itself; what stands
    around the passage; and, if it `reads`, patterns, which cost most and are tried last.
    """

    __slots__ = ("_index", "condition", "guards", "most", "next", "prev", "reads", "unless")
    __test__ = False  # not a test of ours

    def __init__(self, condition: Condition, *, most: int = ENDLESS) -> None:
        self.condition = condition
        #: It is never asked of a passage with more words.
        self.most = min(most, condition.words.high) if condition.words else most
        self.guards = tuple(guards_of(condition))
        self.reads = bool(condition.patterns) or condition.capitals is not None
        self.prev = _test(condition.prev)
        self.next = _test(condition.next)
        self.unless = [Test(spared, most=self.most) for spared in condition.unless]
        self._index: Index | None = None

    def parts(self) -> Iterator[Test]:
        """This test and every one inside it."""
        yield self
        for inner in (self.prev, self.next, *self.unless):
            if inner is not None:
                yield from inner.parts()

    @property
    def index(self) -> Index:
        """Its patterns by what they need; made when first asked for."""
        if self._index is None:
            self._index = Index(self.condition.patterns)
        return self._index


class Index:
    """The patterns of a test, by number, under what must be there for each to match."""

    __slots__ = ("atoms", "open", "sayings")

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.atoms: dict[str, list[int]] = {}
        self.sayings: dict[str, list[int]] = {}
        self.open: list[int] = []  # these promise nothing
        for number, pattern in enumerate(patterns):
            if pattern.sayings is not None:
                for said in pattern.sayings:
                    self.sayings.setdefault(said, []).append(number)
            elif pattern.telling:
                for atom in pattern.atoms or ():
                    self.atoms.setdefault(atom, []).append(number)
            else:
                self.open.append(number)


class Walk:
    """A step of a sequence."""

    __slots__ = ("times", "until", "when")

    def __init__(self, step: Step) -> None:
        self.when, self.times, self.until = Test(step.when), step.times, _test(step.until)


class Plan:
    """A rule with its tests, and what can be known of it beforehand."""

    __slots__ = ("asks_gone", "led", "near", "rule", "tests", "walks", "when", "zoned")

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.when = Test(rule.when)
        self.walks = [Walk(step) for step in rule.then]
        roots = [self.when]
        for walk in self.walks:
            roots += [walk.when] if walk.until is None else [walk.when, walk.until]
        self.tests = [part for root in roots for part in root.parts()]
        parts = [test.condition for test in self.tests]
        self.asks_gone = any(part.gone for part in parts)
        self.zoned = self.asks_gone or any(part.at for part in parts)
        # A rule that asks the tree says nothing about pages that have none, not even by `unless`.
        if any(part.tag or part.links is not None for part in parts):
            self.when.guards = (guard("tree", True), *self.when.guards)
        #: Guards that no lead can answer from afar.
        self.near = [g for g in self.when.guards if g.name not in SEEN_FROM_AFAR]
        # Something that must stand in the text leads to it: it need not be tried everywhere.
        patterns = rule.when.patterns
        self.led = bool(patterns) and all(p.telling or p.sayings is not None for p in patterns)


def _test(condition: Condition | None) -> Test | None:
    return None if condition is None else Test(condition)
