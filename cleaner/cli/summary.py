"""What a run did, in one line."""

from __future__ import annotations

from collections import Counter

from cleaner.record import Article


class Summary:
    """Counts over the articles of a run."""

    def __init__(self) -> None:
        self.articles = self.words = self.removed_words = self.repairs = 0
        self.labels: Counter[str] = Counter()

    def add(self, article: Article) -> None:
        """Count one article."""
        self.articles += 1
        self.words += article.counts.words
        self.removed_words += article.counts.removed_words
        self.repairs += len(article.repairs)
        self.labels.update(removal.label for removal in article.removed)

    def line(self, failed: int) -> str:
        """The counts as a sentence."""
        cuts = ", ".join(f"{count} {label}" for label, count in self.labels.most_common(6))
        parts = [f"{self.articles} {'article' if self.articles == 1 else 'articles'}"]
        parts.append(f"{self.words:,} words kept, {self.removed_words:,} removed")
        if self.repairs:
            parts.append(f"{self.repairs} repairs")
        if cuts:
            parts.append(f"cuts: {cuts}")
        if failed:
            parts.append(f"{failed} failed")
        return "cleaner: " + "; ".join(parts)
