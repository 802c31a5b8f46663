"""Head, body and tail of a page.

The head is the run of blocks before the first prose that stays, and that block too; the tail is
the same from the end. What a rule claims does not count as prose, so a claim may uncover more of
a zone; zones are found again until nothing grows. A page without prose is all tail.

The foot is what stands below the first furniture of the tail that only ever follows a story
(comments, share buttons, a menu, but not a picture or an advertisement, which may interrupt a
list at its end), if there is more than one such line; and the top what stands above the last
such furniture of the head.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from cleaner.rulebook.claims import Claims
from cleaner.rulebook.passage import Passage

#: The furniture that stands around a story and never inside it.
CLOSING: Final = frozenset(
    {"comments", "author-bio", "contact", "legal", "consent", "share", "navigation"}
)


#: One such line may be a chance likeness; where the furniture has begun there are more.
ENOUGH: Final = 2


class Zones(NamedTuple):
    """The places of each zone, as ranges over the passages that are left."""

    head: range
    body: range
    tail: range
    top: range = range(0)
    foot: range = range(0)


NO_ZONES: Final = Zones(range(0), range(0), range(0))


def zones(left: list[Passage], claims: Claims) -> Zones:
    """The zones of a page under the claims made so far."""
    size = len(left)
    stays = [place for place in range(size) if left[place].prose and not claims.taken(place)]
    if not stays:
        return Zones(range(0), range(0), range(size))
    first, last = stays[0], stays[-1]
    ends = [place for place in range(size) if claims.taken(place, CLOSING)]
    above = [place for place in ends if place < first]
    below = [place for place in ends if place > last]
    return Zones(
        head=range(first + 1),
        body=range(first, last + 1),
        tail=range(last, size),
        top=range(above[-1] if above else 0),
        foot=range(below[0] + 1, size) if len(below) >= ENOUGH else range(0),
    )
