"""What each rule did in a run, counted record by record, in bounded memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import msgspec

from cleaner.record import Article, Removal
from cleaner.rulebook import RuleBook
from cleaner.rulebook.book import at_home
from cleaner.rulebook.view import count_words
from cleaner.site import host
from cleaner.stages.reasons import reason

#: Parts of an article that the plot of a rule tells apart.
BINS: Final = 12
#: Cuts shown of a rule.
SAMPLES: Final = 5
_SAMPLE_CHARS: Final = 240


class RuleRow(msgspec.Struct):
    """What one rule did in the run."""

    id: str
    label: str
    cuts: int = 0
    articles: int = 0
    words: int = 0
    bins: list[int] = msgspec.field(default_factory=lambda: [0] * BINS)
    samples: list[tuple[str, str]] = []  # (article id, text), the first of each hash order
    why: str = ""

    def add(self, removal: Removal, article: Article, size: int) -> None:
        """Count one cut of an article whose source has `size` characters."""
        self.cuts += 1
        self.words += count_words(removal.text)
        self.bins[min(BINS - 1, BINS * removal.start // max(1, size))] += 1
        text = " ".join(removal.text.split())
        if len(text) > _SAMPLE_CHARS:
            text = text[:_SAMPLE_CHARS] + "…"
        if len(self.samples) < SAMPLES and all(text != seen for _, seen in self.samples):
            self.samples.append((article.id, text))


class Tally(msgspec.Struct, kw_only=True):
    """The counts of a run. `close` makes `rules` and `never` of them."""

    articles: int = 0
    words: int = 0
    removed_words: int = 0
    cuts: int = 0
    labels: Counter[str] = msgspec.field(default_factory=Counter)  # words by label of the cut
    aside: Counter[str] = msgspec.field(default_factory=Counter)  # facts and captions by rule
    spoken: Counter[tuple[str, str]] = msgspec.field(default_factory=Counter)  # language and host
    rows: dict[str, RuleRow] = msgspec.field(default_factory=dict)
    rules: list[RuleRow] = msgspec.field(default_factory=list)  # those that cut most words first
    # The rules that took nothing, though pages were in their language and from their site.
    never: list[str] = msgspec.field(default_factory=list)

    def add(self, article: Article) -> None:
        """Count an article."""
        self.articles += 1
        self.words += article.counts.words
        self.removed_words += article.counts.removed_words
        self.cuts += len(article.removed)
        self.aside.update(fact.rule for fact in article.facts)
        self.aside.update(caption.rule for caption in article.captions if caption.rule)
        language = (article.language or "").partition("-")[0].casefold()
        self.spoken[language, host(article.url or article.canonical_url) or ""] += 1
        size = max((removal.end for removal in article.removed), default=0)
        size = max([size, *(block.end for block in article.blocks[-1:])])
        for removal in article.removed:
            row = self.rows.get(removal.rule)
            if row is None:
                row = self.rows[removal.rule] = RuleRow(removal.rule, removal.label)
            row.add(removal, article, size)
            self.labels[removal.label] += count_words(removal.text)
        for rule in {removal.rule for removal in article.removed}:
            self.rows[rule].articles += 1

    def close(self, book: RuleBook | None = None) -> None:
        """Put the rules in order; with the rules of the run, say why they are there and which
        never fired."""
        self.rules = sorted(self.rows.values(), key=lambda row: (-row.words, row.id))
        if book is None:
            return
        for row in self.rules:
            rule = book.rule(row.id)
            row.why = rule.why if rule is not None else reason(row.id) or ""
        fired = self.rows.keys() | self.aside.keys()
        self.never = [
            rule.id
            for rule in book.rules
            if rule.id not in fired
            and rule.take != "none"
            and any(at_home(rule, *spoken) for spoken in self.spoken)
        ]


def place(bins: Sequence[int]) -> str:
    """The third of the articles where most cuts fall, if there is one.

    >>> place([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 9]), place([1, 1, 1])
    ('end', 'all over')
    """
    third = len(bins) // 3
    shares = [sum(bins[:third]), sum(bins[third:-third]), sum(bins[-third:])]
    whole = max(1, sum(shares))
    for share, name in zip(shares, ("top", "middle", "end"), strict=True):
        if share / whole > 0.5:
            return name
    return "all over"


_IN_WORDS: Final = {
    "top": "mostly near the top",
    "middle": "mostly in the middle",
    "end": "mostly near the end",
    "all over": "all over the article",
}


def plot(bins: Sequence[int]) -> str:
    """Where cuts fall, in words: for those who do not see the plot.

    >>> plot([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 9])
    'mostly near the end'
    """
    return _IN_WORDS[place(bins)]
