"""What a report says, gathered in one pass over the records, in bounded memory."""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from cleaner.record import Article, Removal
from cleaner.report.compare import Before, Changes
from cleaner.report.doubts import Doubt, doubts
from cleaner.report.parts import CUT, where
from cleaner.rulebook import RuleBook
from cleaner.rulebook.view import count_words
from cleaner.stages.reasons import reason

#: Articles shown whole, unless asked otherwise: the page stays below some ten megabytes.
SAMPLE: Final = 200
#: Articles shown because they are doubtful, in front of the sample.
DOUBTFUL: Final = 60
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


class Shown(msgspec.Struct, frozen=True):
    """An article that stands on the page, and why one should doubt it."""

    article: Article
    doubts: tuple[Doubt, ...]


class Gathered(msgspec.Struct, kw_only=True):
    """All that the page says."""

    articles: int = 0
    words: int = 0
    removed_words: int = 0
    cuts: int = 0
    repairs: int = 0
    repaired: int = 0
    doubtful: int = 0
    flags: Counter[str] = msgspec.field(default_factory=Counter)
    actions: Counter[str] = msgspec.field(default_factory=Counter)
    labels: Counter[str] = msgspec.field(default_factory=Counter)  # words by label of the cut
    rules: list[RuleRow] = []
    never: list[str] = []  # ids of the rules that took nothing
    shown: list[Shown] = []
    changes: Changes | None = None


def gather(
    records: Iterable[Article],
    *,
    book: RuleBook | None = None,
    sample: int = SAMPLE,
    before: Before | None = None,
) -> Gathered:
    """Read the records once and keep what the page shows.

    Args:
        records: articles, in any number; only those shown are held.
        book: the rules of the run: their `why`, and which of them never fired.
        sample: how many articles to show whole, beside the doubtful ones. Which is drawn by the
            hash of the id, so that the same records give the same page.
        before: another run over the same pages, to compare with.
    """
    found = Gathered(changes=Changes() if before is not None else None)
    rows: dict[str, RuleRow] = {}
    drawn: list[tuple[float, int, Shown]] = []  # heaps; the largest key falls out
    doubted: list[tuple[float, int, Shown]] = []
    for number, article in enumerate(records):
        found.articles += 1
        found.words += article.counts.words
        found.removed_words += article.counts.removed_words
        found.cuts += len(article.removed)
        found.repairs += len(article.repairs)
        found.repaired += bool(article.repairs)
        found.flags.update(article.flags)
        found.actions.update(repair.action for repair in article.repairs)
        _count(article, rows, found.labels)
        if before is not None and found.changes is not None:
            before.compare(article, found.changes)
        shown = Shown(article, tuple(doubts(article)))
        if shown.doubts:
            found.doubtful += 1
            weight = shown.doubts[0].weight
            _push(doubted, (weight, -number, shown), DOUBTFUL)
        _push(drawn, (-_draw(article.id), -number, shown), sample)
    worst = [shown for *_, shown in sorted(doubted, key=lambda item: item[:2], reverse=True)]
    listed = {id(shown) for shown in worst}
    by_place = sorted(drawn, key=lambda item: -item[1])
    found.shown = worst + [shown for *_, shown in by_place if id(shown) not in listed]
    found.rules = sorted(rows.values(), key=lambda row: (-row.words, row.id))
    if book is not None:
        _explain(found, book)
    if found.changes is not None and before is not None:
        before.finish(found.changes)
    return found


def _count(article: Article, rows: dict[str, RuleRow], labels: Counter[str]) -> None:
    size = max((removal.end for removal in article.removed), default=0)
    size = max([size, *(block.end for block in article.blocks[-1:])])
    seen: set[str] = set()
    for removal in article.removed:
        row = rows.get(removal.rule)
        if row is None:
            row = rows[removal.rule] = RuleRow(removal.rule, removal.label)
        row.add(removal, article, size)
        labels[removal.label] += count_words(removal.text)
        if removal.rule not in seen:
            seen.add(removal.rule)
            row.articles += 1


def _explain(found: Gathered, book: RuleBook) -> None:
    fired = {row.id for row in found.rules}
    for row in found.rules:
        rule = book.rule(row.id)
        row.why = rule.why if rule is not None else reason(row.id) or ""
    found.never = [
        rule.id
        for rule in book.rules
        if rule.id not in fired and rule.take != "none" and where(rule.label) == CUT
    ]


def _push(heap: list[tuple[float, int, Shown]], item: tuple[float, int, Shown], most: int) -> None:
    # (key, -number) never ties, so that articles are never compared.
    if len(heap) < most:
        heapq.heappush(heap, item)
    elif heap and item[:2] > heap[0][:2]:
        heapq.heapreplace(heap, item)


def _draw(identity: str) -> int:
    return int.from_bytes(hashlib.sha256(identity.encode()).digest()[:6], "big")


def plot(bins: Sequence[int]) -> str:
    """Where cuts fall, in words: for those who do not see the plot.

    >>> plot([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 9])
    'mostly near the end'
    """
    third = len(bins) // 3
    shares = [sum(bins[:third]), sum(bins[third:-third]), sum(bins[-third:])]
    whole = max(1, sum(shares))
    for share, place in zip(shares, ("near the top", "in the middle", "near the end"), strict=True):
        if share / whole > 0.5:
            return f"mostly {place}"
    return "all over the article"
