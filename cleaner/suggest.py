"""A hint for a word that is almost right."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """A hint to append to an error about an unknown word.

    >>> did_you_mean("relatd", ["related", "promo"])
    " (did you mean 'related'?)"
    """
    close = get_close_matches(word, known, n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""
