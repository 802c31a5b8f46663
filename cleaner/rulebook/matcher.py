"""Which patterns match in which passages: one scan for all, then a closer look at a few.

Every pattern has literal strings that it cannot match without (see `atoms`). One Aho-Corasick
pass over the whole page finds those that stand in each passage; only the rules behind those are
tried (see `leads`), and of a rule's patterns only those that could match by all that is known of
them. Phrases that say finitely many things are looked up in a dictionary. A regular expression is
compiled when it is first run: most rules meet no page that needs theirs.
"""

# ruff: noqa: SIM110  a generator costs more than most of what is looped over here

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from cleaner.rulebook.compiled import compiled
from cleaner.rulebook.guards import Guard
from cleaner.rulebook.leads import Led, Literals, Starts, is_long, lead
from cleaner.rulebook.passage import Passage
from cleaner.rulebook.plan import Plan, Test
from cleaner.rulebook.quotes import inside_quotes
from cleaner.rulebook.rule import Pattern

#: Seconds that one pattern may take on one passage before it is passed over there.
TIMEOUT: Final = 0.5


class Matcher:
    """The patterns of some rules, made ready to be met by pages that all of them speak to.

    Args:
        plans: the rules that are awake.
        ready: regular expressions run so far, shared by the matchers of a rule book.
    """

    def __init__(self, plans: Iterable[Plan], ready: dict[str, Any]) -> None:
        self._ready_made = ready
        self.plans = frozenset(plans)
        self.open = [plan for plan in self.plans if not plan.led]
        self._starts = Starts()
        leads = []
        for plan in self.plans:
            for number, pattern in enumerate(plan.when.condition.patterns if plan.led else ()):
                one = lead(plan, number)
                if not self._starts.add(one, pattern):
                    leads.append((one, pattern))
        self._in_short = Literals(leads)
        self._in_long = Literals([(one, pattern) for one, pattern in leads if one.of_long()])

    def meet(self, passages: Sequence[Passage]) -> None:
        """Note in each passage which rules something in it leads to and whose patterns and guards
        fit it: those of which more is to be asked, and those that hold."""
        found = [self._starts.of(passage) for passage in passages]
        for literals, long in ((self._in_short, False), (self._in_long, True)):
            some = [place for place, passage in enumerate(passages) if is_long(passage) == long]
            literals.search([passages[place] for place in some], [found[place] for place in some])
        for passage, led in zip(passages, found, strict=True):
            if led:
                self._settle(passage, led)

    def _settle(self, passage: Passage, led: Led) -> None:
        """Of the rules led to, note those whose guards and patterns fit the passage."""
        for plan, numbers in led.items():
            if plan.near and not _all_hold(plan.near, passage):
                continue
            test = plan.when
            if test not in passage.hits:
                match = self._led(passage, test, numbers)
                if match is None:
                    continue  # and nobody asks again
                passage.hits[test] = match
            if not self.reads(passage, test):
                continue
            if not plan.alone:
                passage.ready.append(plan)
            elif not (test.unless and self._spared(passage, test)):
                passage.sure.append(plan)

    def _led(self, passage: Passage, test: Test, numbers: list[int]) -> Any:
        """The first match of those patterns of a test that something led to."""
        condition = test.condition
        if len(numbers) > 1:
            numbers.sort()
        for number in numbers:
            pattern = condition.patterns[number]
            if _may_match(pattern, passage):
                match = self._first(passage, pattern, condition.quoted)
                if match is not None:
                    return match
        return None

    def _spared(self, passage: Passage, test: Test) -> bool:
        """Does something hold that spares the passage?"""
        for spared in test.unless:
            if self._holds(spared, passage):
                return True
        return False

    def _holds(self, test: Test, passage: Passage) -> bool:
        """Does a condition that asks for nothing around the passage hold of it?"""
        return (
            _all_hold(test.guards, passage)
            and not self._spared(passage, test)
            and (not test.reads or self.reads(passage, test))
        )

    def reads(self, passage: Passage, test: Test, *, filtered: bool = True) -> bool:
        """Does the passage say what the test wants to read in it? Asked once."""
        answer = passage.reads.get(test)
        if answer is None:
            match = self.hit(passage, test, filtered=filtered)
            condition = test.condition
            answer = match is not None or not condition.patterns
            if answer and condition.capitals is not None:
                answer = condition.capitals == passage.shouted(match)
            passage.reads[test] = answer
        return answer

    def hit(self, passage: Passage, test: Test, *, filtered: bool = True) -> Any:
        """The first match of a test's patterns that counts, in the order they are written."""
        if test in passage.hits:
            return passage.hits[test]
        tried = _possible(test, passage) if filtered else test.condition.patterns
        match = passage.hits[test] = self._best(passage, tried, test.condition.quoted)
        return match

    def _best(self, passage: Passage, tried: Iterable[Pattern], quoted: bool) -> Any:
        for pattern in tried:
            match = self._first(passage, pattern, quoted)
            if match is not None:
                return match
        return None

    def hits(self, passage: Passage, test: Test) -> list[Any]:
        """Every match of every pattern of a test."""
        try:
            return [
                match
                for pattern in test.condition.patterns
                for match in self._counting(passage, pattern, test.condition.quoted)
            ]
        except TimeoutError:
            passage.late = True
            return []

    def _first(self, passage: Passage, pattern: Pattern, quoted: bool) -> Any:
        try:
            search, view = self._ready(pattern).search, passage.view
            # To watch the clock costs more than most searches do.
            match = search(view) if len(view) <= pattern.calm else search(view, timeout=TIMEOUT)
            if match is None or _counts(match, quoted):
                return match
            return next(self._counting(passage, pattern, quoted), None)
        except TimeoutError:
            passage.late = True
            return None

    def _counting(self, passage: Passage, pattern: Pattern, quoted: bool) -> Iterator[Any]:
        for match in self._ready(pattern).finditer(passage.view, timeout=TIMEOUT):
            if _counts(match, quoted):
                yield match

    def _ready(self, pattern: Pattern) -> Any:
        ready = self._ready_made.get(pattern.regex)
        if ready is None:
            ready = self._ready_made[pattern.regex] = compiled(pattern.regex)
        return ready


def meet(matchers: tuple[Matcher, ...], passages: Iterable[Passage]) -> None:
    """Let matchers see the passages that they have not seen."""
    new = [passage for passage in passages if passage.met_by != matchers]
    for passage in new:
        passage.ready, passage.sure, passage.met_by = [], [], matchers
    for matcher in matchers:
        matcher.meet(new)


def _all_hold(guards: Iterable[Guard], passage: Passage) -> bool:
    for guard in guards:
        if not guard.holds(passage):
            return False
    return True


def _counts(match: Any, quoted: bool) -> bool:
    """Does a match count: is it more than nothing, and nobody's quoted words?"""
    if match.start() == match.end():
        return False
    return quoted or not inside_quotes(match.string, match.start())


def _possible(test: Test, passage: Passage) -> list[Pattern]:
    """The patterns of a test that may match here, by what is known without running them."""
    index, patterns = test.index, test.condition.patterns
    found = [
        n
        for n in index.searched
        if _may_match(patterns[n], passage) and _holds_atom(passage.view, patterns[n])
    ]
    if index.sayings:
        found = sorted({*found, *index.sayings.get(passage.edgeless, ())})
    return [patterns[n] for n in found]


def _may_match(pattern: Pattern, passage: Passage) -> bool:
    """May a pattern match here, of which a literal was found?"""
    view = passage.view
    if pattern.longest is not None and len(view) > pattern.longest:
        return False
    if pattern.digit_first and not view[0].isdigit():
        return False
    if pattern.digit and not passage.numbered:
        return False
    if pattern.twice and view.find(view[: pattern.twice], pattern.twice) < 0:
        return False
    for strings in pattern.also:
        if not _holds_one(view, strings):
            return False
    return True


def _holds_atom(view: str, pattern: Pattern) -> bool:
    """Does one of the pattern's atoms stand where it can in a match?"""
    if pattern.atoms is None:
        return True
    for atom, place in pattern.placed():
        if atom in view:
            size = len(atom)
            if view.find(atom, max(0, len(view) - place.tail - size), place.reach + size) >= 0:
                return True
    return False


def _holds_one(view: str, strings: tuple[str, ...]) -> bool:
    for string in strings:
        if string in view:
            return True
    return False
