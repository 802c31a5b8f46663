"""The beam in which a damaged word is read: the states that each of its places may be reached in.

A state is what the letters up to a place may have been. Of all that are alike in what follows, the
cheapest stays; of the rest, no more than the beam is wide.
"""

from __future__ import annotations

from operator import itemgetter

from cleaner.encoding.sequences import ALL, BEAM, Choice

Span = tuple[int, int, str]  # start, end, what stands there now
Link = tuple["Link", int, int, str] | None  # the spans before, and one span
State = tuple[int, str, str, Link]  # cost, tail of letters, last character, spans
Plain = tuple[int, str, str]  # the same where nothing has changed yet

cheapest = itemgetter(0)


class Place:
    """The states in which a place of a chunk may be reached, and the cost beyond which none counts.

    Once as many as the beam is wide have come, a dearer one will not be among the best.
    """

    __slots__ = ("limit", "states")

    def __init__(self) -> None:
        self.states: dict[tuple[str, str], State] = {}
        self.limit = ALL

    def push(self, cost: int, tail: str, last: str, spans: Link) -> None:
        if cost <= self.limit:
            known = self.states.get((tail, last))
            if known is None or cost < known[0]:
                self.states[tail, last] = (cost, tail, last, spans)

    def choose(
        self, choice: Choice, cost: int, tail: str, span: tuple[Link, int, int], *, final: bool
    ) -> None:
        """Go on with the letters of a choice; at the end of a word, with the one that fits it."""
        spans, start, end = span
        states, limit = self.states, self.limit
        found = choice.final(tail) if final else choice.after(tail, limit - cost)
        for step, was, new_tail in found:
            total = cost + step
            if total > limit:
                return
            known = states.get((new_tail, was))
            if known is None or total < known[0]:
                states[new_tail, was] = (total, new_tail, was, (spans, start, end, was))
        if len(found) == BEAM:
            self.limit = total

    def best(self, most: int = BEAM) -> list[State]:
        """The cheapest states, in order."""
        states = list(self.states.values())
        return states if len(states) == 1 else sorted(states, key=cheapest)[:most]


class Places(dict[int, Place]):
    """The places of a chunk that are reached at all."""

    def __missing__(self, at: int) -> Place:
        place = self[at] = Place()
        return place


def flat(link: Link) -> tuple[Span, ...]:
    """The spans of a chain, the first first."""
    found: list[Span] = []
    while link is not None:
        link, start, end, was = link
        found.append((start, end, was))
    return tuple(reversed(found))
