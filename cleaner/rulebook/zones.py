"""Head, body and tail of a page.

The head is the run of blocks before the first prose that stays, and that block too; the tail is
the same from the end. What a rule claims does not count as prose, so a claim may uncover more of
a zone; each round finds the zones again. A page without prose is all tail.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from cleaner.rulebook.claims import Claims
from cleaner.rulebook.passage import Passage


class Zones(NamedTuple):
    """The places of each zone, as ranges over the passages that are left."""

    head: range
    body: range
    tail: range


NO_ZONES: Final = Zones(range(0), range(0), range(0))


def zones(left: list[Passage], claims: Claims) -> Zones:
    """The zones of a page under the claims made so far."""
    size = len(left)
    stays = [place for place in range(size) if left[place].prose and not claims.taken(place)]
    if not stays:
        return Zones(range(0), range(0), range(size))
    first, last = stays[0], stays[-1]
    return Zones(range(first + 1), range(first, last + 1), range(last, size))
