"""What a run did, in numbers that can be added up."""

from __future__ import annotations

from collections import Counter

import msgspec

from cleaner.record import Article, Failure


class Tally(msgspec.Struct, kw_only=True):
    """Counts over articles and failures. Adding up in any order gives the same."""

    articles: int = 0
    failures: int = 0
    words: int = 0
    removed_words: int = 0
    repairs: int = 0
    labels: dict[str, int] = {}  # cuts by label
    flags: dict[str, int] = {}  # articles by flag
    reasons: dict[str, int] = {}  # failures by reason

    @property
    def pages(self) -> int:
        """Pages that were read, well or not."""
        return self.articles + self.failures

    def add(self, found: Article | Failure) -> None:
        """Count one result."""
        if isinstance(found, Failure):
            self.failures += 1
            _more(self.reasons, {found.reason: 1})
            return
        self.articles += 1
        self.words += found.counts.words
        self.removed_words += found.counts.removed_words
        self.repairs += len(found.repairs)
        _more(self.labels, Counter(removal.label for removal in found.removed))
        _more(self.flags, dict.fromkeys(found.flags, 1))

    def merge(self, other: Tally) -> None:
        """Add the counts of another tally to this one."""
        for name in ("articles", "failures", "words", "removed_words", "repairs"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("labels", "flags", "reasons"):
            _more(getattr(self, name), getattr(other, name))


def _more(counts: dict[str, int], others: dict[str, int]) -> None:
    for name, count in others.items():
        counts[name] = counts.get(name, 0) + count
