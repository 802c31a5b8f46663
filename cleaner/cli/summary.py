"""What a run did, in one line, and what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cleaner.engines.tally import Tally

_SHOWN = 6


def line(tally: Tally) -> str:
    """The counts as a sentence."""
    parts = [f"{tally.articles:,} {'article' if tally.articles == 1 else 'articles'}"]
    parts.append(f"{tally.words:,} words kept, {tally.removed_words:,} removed")
    if tally.repairs:
        parts.append(f"{tally.repairs:,} repairs")
    if tally.labels:
        parts.append(f"cuts: {counted(tally.labels)}")
    if tally.failures:
        parts.append(f"{tally.failures:,} failed ({counted(tally.reasons)})")
    return "cleaner: " + "; ".join(parts)


def counted(counts: dict[str, int], most: int = _SHOWN) -> str:
    """The most frequent names, with their counts."""
    # Of two that are as frequent, the first in the alphabet: counts come in any order.
    ordered = Counter(dict(sorted(counts.items()))).most_common(most)
    return ", ".join(f"{count:,} {name}" for name, count in ordered)


def advice(tally: Tally, output: str, form: str) -> Iterator[str]:
    """Commands that are worth a try after this run."""
    if form == "jsonl" and tally.articles > 1 and output.endswith(".jsonl"):
        yield f"cleaner report {output} -o report.html"
