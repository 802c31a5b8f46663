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
from cleaner.rulebook.guards import guard
from cleaner.rulebook.sheet import Places, Sheet

#: The furniture that stands around a story and never inside it.
CLOSING: Final = frozenset(
    {"comments", "author-bio", "contact", "legal", "consent", "share", "navigation"}
)


#: One such line may be a chance likeness; where the furniture has begun there are more.
ENOUGH: Final = 2


class Zones(NamedTuple):
    """The places of each zone, as bits (see `sheet`)."""

    head: Places = 0
    body: Places = 0
    tail: Places = 0
    top: Places = 0
    foot: Places = 0


NO_ZONES: Final = Zones()
_PROSE: Final = guard("prose", True)


def zones(sheet: Sheet, claims: Claims) -> Zones:
    """The zones of a page under the claims made so far."""
    every = sheet.every
    stays = sheet.where(_PROSE) & ~claims.taken()
    if not stays:
        return Zones(tail=every)
    first, last = stays & -stays, 1 << (stays.bit_length() - 1)
    head, above_last = first | (first - 1), last - 1
    ends = claims.taken(CLOSING)
    above, below = ends & (first - 1), ends & every & ~(last | above_last)
    return Zones(
        head=head,
        body=(last | above_last) & ~(first - 1),
        tail=every & ~above_last,
        top=(1 << above.bit_length() - 1) - 1 if above else 0,
        foot=every & -((below & -below) << 1) if below.bit_count() >= ENOUGH else 0,
    )
