"""The passages of a round as bits, so that a guard is answered for a whole page at once.

A set of places is an integer: place `n` is bit `n`. Where a rule holds is then what is left when
the places of each of its guards are laid over one another, and most rules are out of question
after one or two. Guards are few and rules are many, so each guard is answered once for a page.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import or_

from cleaner.rulebook.guards import Guard
from cleaner.rulebook.passage import Passage
from cleaner.rulebook.rule import Range

Places = int


def places(mask: Places) -> Iterator[int]:
    """The places of a set, in order.

    >>> list(places(0b1101))
    [0, 2, 3]
    """
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def bits(truths: Iterable[bool]) -> Places:
    """The places of what is true.

    >>> bin(bits([True, False, True, True]))
    '0b1101'
    """
    return sum([1 << place for place, true in enumerate(truths) if true])


class Ladder:
    """Numbers in order, each with its place: a range of them is a set of places at once."""

    __slots__ = ("_below", "_values")

    def __init__(self, values: Sequence[int]) -> None:
        order = sorted(range(len(values)), key=values.__getitem__)
        self._values = [values[place] for place in order]
        self._below = list(accumulate([1 << place for place in order], or_, initial=0))

    def within(self, wanted: Range) -> Places:
        """The places of the numbers in a range.

        >>> bin(Ladder([7, 3, 40]).within(Range(3, 7)))
        '0b11'
        """
        low = bisect_left(self._values, wanted.low)
        high = bisect_right(self._values, wanted.high)
        return self._below[high] ^ self._below[low] if low < high else 0


class Sheet:
    """The passages that are left of a page, and where each guard holds."""

    def __init__(self, left: Sequence[Passage]) -> None:
        self.left = left
        self.every: Places = (1 << len(left)) - 1
        self._known: dict[Guard, Places] = {}
        self._words: Ladder | None = None
        self._chars: Ladder | None = None

    def where(self, guard: Guard) -> Places:
        """The places where a guard holds."""
        return self.within((guard,), self.every)

    def within(self, guards: Iterable[Guard], among: Places) -> Places:
        """Of these places, those where all of the guards hold."""
        for guard in guards:
            found = self._known.get(guard)
            if found is not None:
                among &= found
            elif guard.name == "numbered":  # it is dear, and a passage remembers its answer
                among = self._holding(guard, among)
            else:
                among &= self._asked(guard)
            if not among:
                return 0
        return among

    def _holding(self, guard: Guard, among: Places) -> Places:
        for place in places(among):
            if not guard.holds(self.left[place]):
                among ^= 1 << place
        return among

    def _asked(self, guard: Guard) -> Places:
        # The guards that most rules have are answered without a call for each passage.
        if guard.name == "words":
            self._words = self._words or Ladder([passage.words for passage in self.left])
            found = self._words.within(guard.wanted)
        elif guard.name == "chars":
            self._chars = self._chars or Ladder([len(passage.view) for passage in self.left])
            found = self._chars.within(guard.wanted)
        elif guard.name == "sentence":
            found = bits([passage.sentence is guard.wanted for passage in self.left])
        elif guard.name == "prose":
            found = bits([passage.prose is guard.wanted for passage in self.left])
        else:
            found = bits([guard.holds(passage) for passage in self.left])
        self._known[guard] = found
        return found
