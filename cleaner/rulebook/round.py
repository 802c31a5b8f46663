"""One round of labelling: which rules hold where, and what they claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cleaner.rulebook.claims import Claim, Claims
from cleaner.rulebook.matcher import Matcher
from cleaner.rulebook.passage import Passage
from cleaner.rulebook.plan import Plan, Test
from cleaner.rulebook.rule import Zone
from cleaner.rulebook.sheet import Places, Sheet, places
from cleaner.rulebook.zones import NO_ZONES, zones


class Round:
    """The claims of all rules on the passages that are left."""

    def __init__(
        self, left: list[Passage], matchers: tuple[Matcher, ...], *, filtered: bool = True
    ) -> None:
        self.left, self.matchers, self.filtered = left, matchers, filtered
        self.matcher = matchers[0]  # what it reads is the same for all
        self.sheet = Sheet(left)
        self.claims = Claims()
        self.zones = NO_ZONES

    def run(self) -> None:
        """Collect the claims: first of rules that ask only for what stands on the page, then of
        those that ask what others have claimed (zones, neighbours that go), until no claim is
        new."""
        plain, zoned = self.firing()
        self._fire(plain)
        asked, size = zoned, -1
        while asked and size != self.claims.size:
            size = self.claims.size
            before, self.zones = self.zones, zones(self.sheet, self.claims)
            if before == self.zones:
                # What asks for zones alone has given its answer.
                asked = {plan: at for plan, at in asked.items() if plan.asks_gone}
            else:
                asked = zoned
            self._fire(asked)

    def firing(self) -> tuple[Mapping[Plan, Places], Mapping[Plan, Places]]:
        """The rules that may hold, and where: those that something on the page led to, and those
        that must be tried on every page. Apart, because they wait for others: those that ask what
        others have claimed."""
        plain: dict[Plan, Places] = {}
        zoned: dict[Plan, Places] = {}
        if self.filtered:
            for place, passage in enumerate(self.left):
                for plan in (*passage.sure, *passage.ready):
                    firing = zoned if plan.zoned else plain
                    firing[plan] = firing.get(plan, 0) | 1 << place
        treed = any(passage.tree for passage in self.left)
        for matcher in self.matchers:
            for plan in matcher.open if self.filtered else matcher.plans:
                if treed or not plan.asks_tree:
                    (zoned if plan.zoned else plain)[plan] = self.sheet.every
        return plain, zoned

    def _fire(self, firing: Mapping[Plan, Places]) -> None:
        """Add the claims of these rules, all at once: none of them sees another's new claim, so
        their order cannot matter."""
        tell = self.claims.tell
        found = [
            claim
            for plan, at in firing.items()
            if tell or not plan.asks_told
            for place in places(self._where(plan, at))
            for claim in self._claims(plan, place)
        ]
        for place, claim in found:
            self.claims.add(place, claim)

    def _where(self, plan: Plan, among: Places) -> Places:
        """Of these places, those where the rule holds, its sequence aside."""
        if not self.filtered or not plan.led:
            return self.holds(plan.when, among)
        return among if plan.alone else self._asked(plan.when, among)

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
                if walk.until is not None and self.holds(walk.until, 1 << at):
                    break
                if not self.holds(walk.when, 1 << at):
                    break
                walked.append(at)
                at += 1
                times += 1
            if times < walk.times.low:
                return None
        return walked

    def holds(self, test: Test, among: Places) -> Places:
        """Of these places, those where the condition is true, here and now.

        What is asked is asked in the order of its price, and only of the places still in
        question: guards, then what others claim, then the neighbours, and what must be read last.
        """
        return self._asked(test, self.sheet.within(test.guards, among))

    def _asked(self, test: Test, among: Places) -> Places:
        """Of these places, where the guards hold, those where the rest of the condition does."""
        condition = test.condition
        if condition.gone:
            among &= self.claims.told(condition.gone)
        if condition.at:
            among &= self._within(condition.at)
        if not among:
            return 0
        if test.prev is not None and among:
            among &= self.holds(test.prev, among >> 1) << 1
        if test.next is not None and among:
            among &= self.holds(test.next, (among << 1) & self.sheet.every) >> 1
        for spared in test.unless:
            if not among:
                return 0
            among &= ~self.holds(spared, among)
        if test.reads:
            for place in places(among):
                if not self.matcher.reads(self.left[place], test, filtered=self.filtered):
                    among ^= 1 << place
        return among

    def _within(self, names: tuple[Zone, ...]) -> Places:
        found = 0
        for name in names:
            found |= getattr(self.zones, name)
        return found
