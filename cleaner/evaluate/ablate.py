"""What each rule earns and costs: the same pages once more, without it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.evaluate.score import Counts, Scored, cuts_of, score_page
from cleaner.rulebook import RuleBook


class Worth(NamedTuple):
    """What goes only because of a rule."""

    rule: str
    pages: int  # on which it took something
    earned: int  # furniture lines that would stay without it
    earned_words: int
    cost: int  # story lines that would stay without it
    cost_words: int


def ablate(
    scored: Sequence[Scored], book: RuleBook, *, prefix: str = "", site: bool = True
) -> Iterator[Worth]:
    """The worth of every rule that took a line and whose id starts with `prefix`, by id.

    Only the pages on which a rule took something run again. A rule that took nothing in its own
    name is not tried.
    """
    on: dict[str, list[Scored]] = defaultdict(list)
    for one in scored:
        for rule in set(one.cuts.values()):
            if rule.startswith(prefix):
                on[rule].append(one)
    for rule, pages in sorted(on.items()):
        without = RuleBook(kept for kept in book.rules if kept.id != rule)
        before = sum((one.counts for one in pages), Counts())
        after = sum(
            (score_page(o.page, cuts_of(o.page, without, site=site)).counts for o in pages),
            Counts(),
        )
        yield Worth(
            rule, len(pages),
            before.cut - after.cut, before.cut_words - after.cut_words,
            before.lost - after.lost, before.lost_words - after.lost_words,
        )  # fmt: skip
