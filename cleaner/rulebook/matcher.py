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
from typing import Any, Final

import ahocorasick
import regex

from cleaner.rulebook.passage import Passage
from cleaner.rulebook.pattern import EDGE_LENGTH, edgeless
from cleaner.rulebook.plan import Plan, Test
from cleaner.rulebook.quotes import inside_quotes
from cleaner.rulebook.rule import ENDLESS, Pattern, Range

#: Seconds that one pattern may take on one passage before it is passed over there.
TIMEOUT: Final = 0.5


class Matcher:
    """The patterns of some rules, made ready to be met by pages that all of them speak to.

    Args:
        plans: the rules that are awake.
        compiled: regular expressions compiled so far, shared by the matchers of a rule book.
    """

    def __init__(self, plans: Iterable[Plan], compiled: dict[str, Any]) -> None:
        self._compiled = compiled
        self.plans = frozenset(plans)
        self._sayings: dict[str, list[Plan]] = {}
        self._by_atom: dict[str, list[_Lead]] = {}
        self._always: list[_Lead] = []
        atoms: set[str] = set()
        for plan in self.plans:
            patterns = plan.when.condition.patterns
            if not patterns:
                self._always.append(_Lead(plan))
            for pattern in patterns:
                self._index(pattern, plan)
            for test in plan.tests:
                for pattern in test.condition.patterns:
                    if pattern.telling and pattern.sayings is None:
                        atoms.update(pattern.atoms or ())
        self._longest_saying = max(map(len, self._sayings), default=-1) + 2 * EDGE_LENGTH
        self._scan = ahocorasick.Automaton()
        for atom in sorted(atoms):
            self._scan.add_word(atom, (atom, len(atom)))
        if atoms:
            self._scan.make_automaton()
        self._scans = bool(atoms)

    def _index(self, pattern: Pattern, plan: Plan) -> None:
        if pattern.sayings is not None:
            for said in pattern.sayings:
                self._sayings.setdefault(said, []).append(plan)
        elif pattern.telling:
            for atom in pattern.atoms or ():
                self._by_atom.setdefault(atom, []).append(_Lead(plan, pattern))
        else:
            self._always.append(_Lead(plan, pattern))

    def meet(self, passages: Sequence[Passage]) -> None:
        """Note in each passage the literals that stand in it, each with its first place."""
        if not self._scans or not passages:
            return
        which, start = 0, 0
        border = len(passages[0].view)
        found = passages[0].atoms
        for end, (atom, size) in self._scan.iter("\n".join([p.view for p in passages])):
            while end > border:
                which += 1
                start = border + 1
                border = start + len(passages[which].view)
                found = passages[which].atoms
            if atom not in found:
                found[atom] = end - start - size + 1

    def ready(self, passage: Passage, *, filtered: bool = True) -> list[Plan]:
        """The rules whose own condition fits the passage, as far as the passage alone tells."""
        plans = self._candidates(passage) if filtered else self.plans
        return [plan for plan in plans if self.fits(passage, plan.when, filtered=filtered)]

    def _candidates(self, passage: Passage) -> set[Plan]:
        """The rules without words of their own, and those of which a pattern may match here."""
        found: set[Plan] = set()
        words, size, prose = passage.words, len(passage.view), passage.prose
        numbered = passage.numbered
        for _, low, high, longest, asks, digit, plan in self._always:
            if (
                low <= words <= high
                and size <= longest
                and (asks is None or asks == prose)
                and (numbered or not digit)
            ):
                found.add(plan)
        by_atom = self._by_atom
        for atom, place in passage.atoms.items():
            for reach, low, high, longest, asks, digit, plan in by_atom.get(atom, ()):
                if (
                    place <= reach
                    and (numbered or not digit)
                    and low <= words <= high
                    and size <= longest
                    and (asks is None or asks == prose)
                ):
                    found.add(plan)
        if size <= self._longest_saying:
            found.update(self._sayings.get(edgeless(passage.view), ()))
        return found

    def fits(self, passage: Passage, test: Test, *, filtered: bool = True) -> bool:
        """Is all true of the passage that does not depend on where it stands? Asked once."""
        answer = passage.fits.get(test)
        if answer is None:
            answer = passage.fits[test] = self._fits(passage, test, filtered)
        return answer

    def _fits(self, passage: Passage, test: Test, filtered: bool) -> bool:
        """The cheap guards first; a pattern is run only when they leave it in question."""
        condition = test.condition
        if condition.words is not None and passage.words not in condition.words:
            return False
        if condition.chars is not None and len(passage.view) not in condition.chars:
            return False
        if condition.sentence is not None and condition.sentence != passage.sentence:
            return False
        if condition.prose is not None and condition.prose != passage.prose:
            return False
        tree = passage.tree
        if condition.tag and (tree is None or tree.tags.isdisjoint(condition.tag)):
            return False
        if condition.links is not None and (tree is None or tree.links not in condition.links):
            return False
        match = None
        if condition.patterns:
            match = self.hit(passage, test, filtered=filtered)
            if match is None:
                return False
        return condition.capitals is None or condition.capitals == passage.shouted(match)

    def hit(self, passage: Passage, test: Test, *, filtered: bool = True) -> Any:
        """The first match of a test's patterns that counts, in the order they are written."""
        quoted = test.condition.quoted
        for pattern in test.condition.patterns:
            key = (pattern.regex, quoted)
            if key not in passage.matches:
                possible = not filtered or _possible(pattern, passage)
                passage.matches[key] = self._first(passage, pattern, quoted) if possible else None
            match = passage.matches[key]
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


def meet(matchers: tuple[Matcher, ...], passages: Iterable[Passage], *, filtered: bool) -> None:
    """Let matchers see the passages that they have not seen, and say which rules are ready."""
    new = [passage for passage in passages if passage.met_by != matchers]
    for passage in new:
        passage.atoms, passage.met_by = {}, matchers
    for matcher in matchers:
        matcher.meet(new)
    for passage in new:
        passage.ready = [
            plan for matcher in matchers for plan in matcher.ready(passage, filtered=filtered)
        ]


class _Lead(tuple[int, int, int, int, bool | None, bool, Plan]):
    """A rule that a literal leads to, behind the guards that can be seen from afar: the reach of
    the pattern, fewest and most words, the longest view, what it says of prose, and whether it
    needs a digit."""

    __slots__ = ()

    def __new__(cls, plan: Plan, pattern: Pattern | None = None) -> _Lead:
        when = plan.when.condition
        words = when.words or Range()
        reach = ENDLESS if pattern is None else pattern.reach
        longest = ENDLESS if pattern is None or pattern.longest is None else pattern.longest
        digit = pattern is not None and pattern.digit
        return super().__new__(
            cls, (reach, words.low, words.high, longest, when.prose, digit, plan)
        )


def _counts(match: Any, quoted: bool) -> bool:
    """Does a match count: is it more than nothing, and nobody's quoted words?"""
    if match.start() == match.end():
        return False
    return quoted or not inside_quotes(match.string, match.start())


def _possible(pattern: Pattern, passage: Passage) -> bool:
    """May the pattern match here, by what is known without running it?"""
    if pattern.longest is not None and len(passage.view) > pattern.longest:
        return False
    if pattern.digit and not passage.numbered:
        return False
    if pattern.sayings is not None:
        return edgeless(passage.view) in pattern.sayings
    if not pattern.telling:
        return True
    atoms, reach = passage.atoms, pattern.reach
    return any(atom in atoms and atoms[atom] <= reach for atom in pattern.atoms or ())
