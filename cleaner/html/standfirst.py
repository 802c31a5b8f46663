"""The standfirst: the sentence or two between the headline and the story."""

from __future__ import annotations

from typing import Final

from cleaner.html.boxes import Line
from cleaner.html.vocabulary import Mark

_NEVER: Final = frozenset(
    {"called-comments", "called-share", "called-caption", "in-figcaption", "live-entry", "in-cards"}
)
_DESCRIBED: Final = frozenset({"is-description", "like-description"})
_WORDS: Final = 8  # of a line that only its box calls a standfirst
_LINES: Final = 3  # in a box so called; with more it is an introduction, and text
_LINKS: Final = 0.5


def is_standfirst(line: Line, found: set[str], count: int) -> bool:
    """Is a line before the first paragraph, or that paragraph itself, the standfirst?

    Either the page's data says the same words and the line stands in the head of the story, or
    the line's box is called so.
    """
    if line.links >= _LINKS or not _NEVER.isdisjoint(found):
        return False
    described = not _DESCRIBED.isdisjoint(found)
    if described and ("above" in found or "in-header" in found):
        return True
    if "called-standfirst" not in found or not (described or count >= _WORDS):
        return False
    named = next((box for box in line.box.up() if Mark.STANDFIRST in box.marks), line.box)
    return "above" in found or named.last - named.first <= _LINES
