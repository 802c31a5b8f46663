"""What a repair hands back."""

from __future__ import annotations

from typing import NamedTuple

from cleaner.spans import Repair


class Repaired(NamedTuple):
    """A mended text, what stood where, and what is to be known of it.

    `cleaner.spans.undo(text, repairs)` gives the text back as it came. `flags` may hold
    `suspect-encoding`: something looks damaged and nothing was sure enough to mend it.
    """

    text: str
    repairs: tuple[Repair, ...] = ()
    flags: frozenset[str] = frozenset()
