"""Which patterns match in which passages: one scan for all, then a closer look at a few.

Every pattern has literal strings that it cannot match without (see `atoms`). One Aho-Corasick
pass over the whole page notes which of them stand in which passage; only the rules behind those
are tried, and of a rule's patterns only those that the guards leave in question are run. Phrases
that say finitely many things are looked up in a dictionary, and expressions that match short
lines only are tried on short lines only. A regular expression is compiled when it is first run:
most rules meet no page that needs theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

import ahocorasick
import regex

from cleaner.rulebook.passage import Passage
from cleaner.rulebook.pattern import EDGE_LENGTH
from cleaner.rulebook.plan import Plan, Test
from cleaner.rulebook.quotes import inside_quotes
from cleaner.rulebook.rule import Pattern, Range

#: Seconds that one pattern may take on one passage before it is passed over there.
TIMEOUT: Final = 0.5
#: Most of a page is paragraphs with more words and characters than this, and few rules speak of
#: such: there only the literals of those few are looked for.
LONG_WORDS, LONG_CHARS = 40, 200


class Matcher:
    """The patterns of some rules, made ready to be met by pages that all of them speak to.

    Args:
        plans: the rules that are awake.
        compiled: regular expressions compiled so far, shared by the matchers of a rule book.
    """

    def __init__(self, plans: Iterable[Plan], compiled: dict[str, Any]) -> None:
        self._compiled = compiled
        self.plans = frozenset(plans)
        self.open = [plan for plan in self.plans if not plan.led]
        self._sayings: dict[str, list[_Lead]] = {}
        self._by_atom: dict[str, list[_Lead]] = {}
        for plan in self.plans:
            if plan.led:
                for number in range(len(plan.when.condition.patterns)):
                    self._index(plan, number)
        self._longest_saying = max(map(len, self._sayings), default=-1) + 2 * EDGE_LENGTH
        tests = [test for plan in self.plans for test in plan.tests]
        self._scan = _scan(atom for test in tests for atom in _atoms(test))
        self._scan_long = _scan(atom for test in tests for atom in _atoms(test, of_long=True))

    def _index(self, plan: Plan, number: int) -> None:
        pattern, lead = plan.when.condition.patterns[number], _lead(plan, number)
        for said in pattern.sayings or ():
            self._sayings.setdefault(said, []).append(lead)
        if pattern.sayings is None:
            for atom in pattern.atoms or ():
                self._by_atom.setdefault(atom, []).append(lead)

    def meet(self, passages: Sequence[Passage]) -> None:
        """Note in each passage the literals that stand in it, each with its first place."""
        short = [passage for passage in passages if not _long(passage)]
        long = [passage for passage in passages if _long(passage)]
        for scan, some in ((self._scan, short), (self._scan_long, long)):
            if scan is not None and some:
                _note(scan, some)

    def ready(self, passage: Passage) -> list[Plan]:
        """The rules that something in the passage led to and whose patterns and guards fit it."""
        ready = []
        for plan, numbers in self._led_to(passage).items():
            test = plan.when
            if plan.near and not all(guard.holds(passage) for guard in plan.near):
                continue
            if test not in passage.hits:
                patterns = test.condition.patterns
                tried = [patterns[number] for number in sorted(set(numbers))]
                passage.hits[test] = self._best(passage, tried, test.condition.quoted)
            if self.reads(passage, test):
                ready.append(plan)
        return ready

    def _led_to(self, passage: Passage) -> dict[Plan, list[int]]:
        """The rules of which a pattern may match here, with the numbers of these patterns."""
        found: dict[Plan, list[int]] = {}
        words, size, prose = passage.words, len(passage.view), passage.prose
        sentence = passage.sentence
        leads = [
            (place, lead)
            for atom, place in passage.atoms.items()
            for lead in self._by_atom.get(atom, ())
        ]
        if size <= self._longest_saying:
            leads += [(0, lead) for lead in self._sayings.get(passage.edgeless, ())]
        for place, (plan, number, reach, low, high, shortest, longest, ends, asks, digit) in leads:
            if (
                low <= words <= high
                and place <= reach
                and shortest <= size <= longest
                and (ends is None or ends == sentence)
                and (asks is None or asks == prose)
                and (not digit or passage.numbered)
            ):
                found.setdefault(plan, []).append(number)
        return found

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
        patterns = test.condition.patterns
        tried = _possible(test, passage) if filtered else patterns
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
            match = self._ready(pattern).search(passage.view, timeout=TIMEOUT)
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
        compiled = self._compiled.get(pattern.regex)
        if compiled is None:
            compiled = self._compiled[pattern.regex] = regex.compile(pattern.regex)
        return compiled


def meet(matchers: tuple[Matcher, ...], passages: Iterable[Passage]) -> None:
    """Let matchers see the passages that they have not seen, and say which rules are ready."""
    new = [passage for passage in passages if passage.met_by != matchers]
    for passage in new:
        passage.atoms, passage.met_by = {}, matchers
    for matcher in matchers:
        matcher.meet(new)
    for passage in new:
        passage.ready = [plan for matcher in matchers for plan in matcher.ready(passage)]


class _Lead(NamedTuple):
    """A pattern that a literal leads to, behind the guards that can be seen from afar."""

    plan: Plan
    number: int  # of the pattern in its rule
    reach: int
    low: int  # words
    high: int
    shortest: int  # characters
    longest: int
    sentence: bool | None
    prose: bool | None
    digit: bool


def _lead(plan: Plan, number: int) -> _Lead:
    when = plan.when.condition
    pattern, words, chars = when.patterns[number], when.words or Range(), when.chars or Range()
    longest = chars.high if pattern.longest is None else min(chars.high, pattern.longest)
    return _Lead(
        plan, number, pattern.reach, words.low, words.high, chars.low, longest,
        when.sentence, when.prose, pattern.digit,
    )  # fmt: skip


def _atoms(test: Test, *, of_long: bool = False) -> Iterator[str]:
    """The literals to look for; `of_long` only those that may matter in a long passage."""
    if of_long and test.most <= LONG_WORDS:
        return
    for pattern in test.condition.patterns:
        short = pattern.longest is not None and pattern.longest <= LONG_CHARS
        if pattern.telling and pattern.sayings is None and not (of_long and short):
            yield from pattern.atoms or ()


def _long(passage: Passage) -> bool:
    return passage.words > LONG_WORDS and len(passage.view) > LONG_CHARS


def _scan(atoms: Iterable[str]) -> Any:
    """An automaton that finds these literals; `None` if there are none."""
    found = ahocorasick.Automaton()
    for atom in sorted(set(atoms)):
        found.add_word(atom, (atom, len(atom)))
    if not len(found):
        return None
    found.make_automaton()
    return found


def _note(scan: Any, passages: Sequence[Passage]) -> None:
    """Note in each passage the literals that stand in it, each with its first place."""
    which, start = 0, 0
    border = len(passages[0].view)
    found = passages[0].atoms
    for end, (atom, size) in scan.iter("\n".join([passage.view for passage in passages])):
        while end > border:
            which += 1
            start = border + 1
            border = start + len(passages[which].view)
            found = passages[which].atoms
        if atom not in found:
            found[atom] = end - start - size + 1


def _counts(match: Any, quoted: bool) -> bool:
    """Does a match count: is it more than nothing, and nobody's quoted words?"""
    if match.start() == match.end():
        return False
    return quoted or not inside_quotes(match.string, match.start())


def _possible(test: Test, passage: Passage) -> list[Pattern]:
    """The patterns of a test that may match here, by what is known without running them."""
    index, patterns, atoms = test.index, test.condition.patterns, passage.atoms
    found = set(index.open)
    for atom in index.atoms.keys() & atoms.keys():
        place = atoms[atom]
        found.update([n for n in index.atoms[atom] if place <= patterns[n].reach])
    if index.sayings:
        found.update(index.sayings.get(passage.edgeless, ()))
    size = len(passage.view)
    return [
        pattern
        for pattern in map(patterns.__getitem__, sorted(found))
        if (pattern.longest is None or size <= pattern.longest)
        and (not pattern.digit or passage.numbered)
    ]
