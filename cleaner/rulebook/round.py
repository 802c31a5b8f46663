"""One round of labelling: which rules hold where, and what they claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cleaner.rulebook.claims import Claim, Claims
from cleaner.rulebook.matcher import Matcher
from cleaner.rulebook.passage import Passage
from cleaner.rulebook.plan import Plan, Test
from cleaner.rulebook.zones import NO_ZONES, zones


class Round:
    """The claims of all rules on the passages that are left."""

    def __init__(self, left: list[Passage], matcher: Matcher, *, filtered: bool = True) -> None:
        self.left, self.matcher, self.filtered = left, matcher, filtered
        self.claims = Claims()
        self.zones = NO_ZONES

    def run(self, firing: Iterable[tuple[int, Plan]]) -> None:
        """Collect the claims: first of rules that ask only for what stands on the page, then of
        those that ask what others have claimed (zones, neighbours that go), until no claim is
        new."""
        free: list[tuple[int, Plan]] = []
        zoned: list[tuple[int, Plan]] = []
        for place, plan in firing:
            (zoned if plan.zoned else free).append((place, plan))
        self._fire(free)
        while zoned:
            before = self.claims.size
            self.zones = zones(self.left, self.claims)
            self._fire(zoned)
            if self.claims.size == before:
                break

    def _fire(self, firing: Iterable[tuple[int, Plan]]) -> None:
        """Add the claims of these rules, all at once: none of them sees another's new claim, so
        their order cannot matter."""
        found = [
            claim
            for place, plan in firing
            if not (plan.needs_tree and self.left[place].tree is None)
            and self.holds(plan.when, place)
            for claim in self._claims(plan, place)
        ]
        for place, claim in found:
            self.claims.add(place, claim)

    def _claims(self, plan: Plan, place: int) -> Iterator[tuple[int, Claim]]:
        """What a rule claims that holds here: nothing, if its sequence comes up short."""
        walked = self._walk(plan, place)
        if walked is None:
            return
        rule, passage = plan.rule, self.left[place]
        if rule.take == "rest":
            walked = list(range(place + 1, len(self.left)))
        spans: tuple[Any, ...] = ()
        if rule.take == "match":
            spans = tuple(self.matcher.hits(passage, plan.when))
            if not spans:
                return
        match = self.matcher.hit(passage, plan.when, filtered=self.filtered)
        yield place, Claim(rule, match, spans=spans)
        if rule.take != "none":
            for other in walked:
                yield other, Claim(rule, walked=True)

    def _walk(self, plan: Plan, place: int) -> list[int] | None:
        """The places that the steps cover; `None` where a step comes up short."""
        walked: list[int] = []
        at = place + 1
        for walk in plan.walks:
            times = 0
            while times < walk.times.high and at < len(self.left):
                if walk.until is not None and self.holds(walk.until, at):
                    break
                if not self.holds(walk.when, at):
                    break
                walked.append(at)
                at += 1
                times += 1
            if times < walk.times.low:
                return None
        return walked

    def holds(self, test: Test, place: int) -> bool:
        """Is the condition true of this passage, here and now?"""
        passage = self.left[place]
        if not self.matcher.fits(passage, test, filtered=self.filtered):
            return False
        condition = test.condition
        if condition.gone and not self.claims.taken(place, condition.gone):
            return False
        if condition.at and not any(place in getattr(self.zones, zone) for zone in condition.at):
            return False
        if test.prev is not None and not (place and self.holds(test.prev, place - 1)):
            return False
        if test.next is not None and not (
            place + 1 < len(self.left) and self.holds(test.next, place + 1)
        ):
            return False
        return not any(self.holds(spared, place) for spared in test.unless)
