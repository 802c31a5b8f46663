"""From the literals that stand in a passage to the patterns that may match there.

A lead is a pattern behind what can be seen from afar: how long the passage is, how it ends, how
far into it the literal stands. A literal leads to few patterns, and most leads end here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from cleaner.rulebook.atoms import AFTER, BEFORE
from cleaner.rulebook.passage import Passage
from cleaner.rulebook.plan import Plan
from cleaner.rulebook.rule import ENDLESS, Pattern, Place, Range

#: Most of a page is paragraphs with more words and characters than this, and few rules speak of
#: such: there only the literals of those few are looked for.
LONG_WORDS, LONG_CHARS = 40, 200

_SURROGATE: Final = re.compile("[\ud800-\udfff]")

#: The rules that literals in a passage led to, with the numbers of the patterns led to.
Led = dict[Plan, list[int]]


class Lead(NamedTuple):
    """A pattern of a rule, behind the guards that can be seen from afar."""

    low: int  # words
    high: int
    shortest: int  # characters
    longest: int
    barred: int  # kinds of passage (see `Passage.kind`)
    plan: Plan
    number: int  # of the pattern in its rule
    # Of the literal, see `Place`:
    edges: int = 0
    reach: int = ENDLESS
    tail: int = ENDLESS

    def standing(self, place: Place) -> Lead:
        """The lead of a literal that can stand there."""
        return self._replace(edges=place.edges, reach=place.reach, tail=place.tail)

    def of_long(self) -> bool:
        """May it be a lead in a long passage?"""
        return self.high > LONG_WORDS and self.longest > LONG_CHARS


def lead(plan: Plan, number: int) -> Lead:
    """The lead to a pattern of a rule."""
    when = plan.when.condition
    pattern, words, chars = when.patterns[number], when.words or Range(), when.chars or Range()
    longest = chars.high if pattern.longest is None else min(chars.high, pattern.longest)
    barred = 0
    for asked, is_so in ((when.sentence, 1), (when.prose, 4)):
        if asked is not None:
            barred |= is_so << 1 if asked else is_so
    return Lead(words.low, words.high, chars.low, longest, barred, plan, number)


class Starts:
    """Patterns that a look at the start of a passage, or at all of it, leads to: those that say
    finitely many things, by what they say, those that start with a digit, and those whose start
    comes twice."""

    def __init__(self) -> None:
        self._sayings: dict[str, list[Lead]] = {}
        self._digit: list[Lead] = []
        self._twice: list[tuple[int, Lead]] = []
        self._longest = -1

    def add(self, one: Lead, pattern: Pattern) -> bool:
        """Take a pattern in, if its start tells enough."""
        if pattern.sayings is not None:
            for said in pattern.sayings:
                self._sayings.setdefault(said, []).append(one)
            self._longest = max(self._longest, one.longest)
        elif pattern.digit_first:
            self._digit.append(one)
        elif pattern.twice:
            self._twice.append((pattern.twice, one))
        else:
            return False
        return True

    def of(self, passage: Passage) -> Led:
        """What the passage leads to."""
        leads: Sequence[Lead] = ()
        view = passage.view
        if len(view) <= self._longest:
            leads = self._sayings.get(passage.edgeless, ())
        if self._digit and view[0].isdigit():
            leads = (*leads, *self._digit)
        for size, one in self._twice:
            if len(view) <= one.longest and view.find(view[:size], size) > 0:
                leads = (*leads, one)
        led: Led = {}
        for low, high, shortest, longest, barred, plan, number, *_ in leads:
            if (
                low <= passage.words <= high
                and not barred & passage.kind
                and shortest <= len(passage.view) <= longest
            ):
                led.setdefault(plan, []).append(number)
        return led


class Literals:
    """The literals that lead to patterns, all looked for at once by one automaton."""

    def __init__(self, leads: Iterable[tuple[Lead, Pattern]]) -> None:
        by_atom: dict[str, list[Lead]] = {}
        for one, pattern in leads:
            standing = {place: one.standing(place) for place in pattern.places}
            for atom, place in pattern.placed():
                by_atom.setdefault(atom, []).append(standing[place])
        atoms = sorted(by_atom)
        self._leads = [tuple(by_atom[atom]) for atom in atoms]
        # Of the library's automata a full table is twice as fast, and takes thirty times the room.
        kind = Implementation.ContiguousNFA
        self._scan = AhoCorasick(atoms, implementation=kind, store_patterns=False)

    def search(self, passages: Sequence[Passage], found: Sequence[Led]) -> None:
        """Add to what was `found` in each of the passages what the literals in it lead to."""
        if not self._leads or not passages:
            return
        page = "\n".join([passage.view for passage in passages])
        which, first, border = -1, 0, -1
        led: Led = {}
        words = chars = kind = 0
        for atom, start, end in self._found(page):
            while end > border:
                which += 1
                first = border + 1
                passage, led = passages[which], found[which]
                words, chars, kind = passage.words, len(passage.view), passage.kind
                border = first + chars
            place = start - first
            for lead in self._leads[atom]:
                low, high, shortest, longest, barred, plan, number, edges, reach, tail = lead
                if (
                    low <= words <= high
                    and place <= reach
                    and border - end <= tail
                    and not barred & kind
                    and shortest <= chars <= longest
                    and not (edges and _inside_word(page, start, end, edges))
                ):
                    numbers = led.get(plan)
                    if numbers is None:
                        led[plan] = [number]
                    elif number not in numbers:
                        numbers.append(number)

    def _found(self, page: str) -> list[tuple[int, int, int]]:
        """Every literal in a text, by number, with where it stands, in the order of their ends."""
        try:
            return self._scan.find_matches_as_indexes(page, overlapping=True)
        except UnicodeEncodeError:  # half a character, as broken escapes in JSON make it
            page = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", page)
            return self._scan.find_matches_as_indexes(page, overlapping=True)


def _inside_word(page: str, start: int, end: int, edges: int) -> bool:
    """Does a letter stand beside an edge where none may?"""
    return (edges & BEFORE > 0 and page[start - 1 : start].isalpha()) or (
        edges & AFTER > 0 and page[end : end + 1].isalpha()
    )


def is_long(passage: Passage) -> bool:
    """Is it a paragraph of the kind that most pages are made of?"""
    return passage.words > LONG_WORDS and len(passage.view) > LONG_CHARS
