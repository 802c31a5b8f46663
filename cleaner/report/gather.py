"""What a report says, gathered in one pass over the records, in bounded memory."""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter
from collections.abc import Iterable
from typing import Final

import msgspec

from cleaner.record import Article
from cleaner.report.compare import Before, Changes
from cleaner.report.doubts import Doubt, doubts
from cleaner.report.tally import Tally
from cleaner.rulebook import RuleBook

#: Articles shown whole, unless asked otherwise: the page stays below some ten megabytes.
SAMPLE: Final = 200
#: Articles shown because they are doubtful, in front of the sample.
DOUBTFUL: Final = 60
_TITLE: Final = 70  # characters of a text that stand for a headline


class Shown(msgspec.Struct, frozen=True):
    """An article that stands on the page, and why one should doubt it."""

    article: Article
    doubts: tuple[Doubt, ...]

    @property
    def title(self) -> str:
        """The headline, or how the text begins, or at least the id."""
        if self.article.headline:
            return self.article.headline
        start = " ".join(self.article.text[: 4 * _TITLE].split())
        return start[:_TITLE] + "…" * (len(start) > _TITLE) or self.article.id


class Gathered(Tally, kw_only=True):
    """All that the page says."""

    repairs: int = 0
    repaired: int = 0
    doubtful: int = 0
    flags: Counter[str] = msgspec.field(default_factory=Counter)
    actions: Counter[str] = msgspec.field(default_factory=Counter)
    shown: list[Shown] = msgspec.field(default_factory=list)
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
    drawn: list[tuple[float, int, Shown]] = []  # heaps; the largest key falls out
    doubted: list[tuple[float, int, Shown]] = []
    for number, article in enumerate(records):
        found.add(article)
        found.repairs += len(article.repairs)
        found.repaired += bool(article.repairs)
        found.flags.update(article.flags)
        found.actions.update(repair.action for repair in article.repairs)
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
    found.close(book)
    if found.changes is not None and before is not None:
        before.finish(found.changes)
    return found


def _push(heap: list[tuple[float, int, Shown]], item: tuple[float, int, Shown], most: int) -> None:
    # (key, -number) never ties, so that articles are never compared.
    if len(heap) < most:
        heapq.heappush(heap, item)
    elif heap and item[:2] > heap[0][:2]:
        heapq.heapreplace(heap, item)


def _draw(identity: str) -> int:
    return int.from_bytes(hashlib.sha256(identity.encode()).digest()[:6], "big")
