"""Scores as tables: rows of cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from cleaner.evaluate.gold import FURNITURE
from cleaner.evaluate.score import Counts, Scored
from cleaner.rulebook import RuleBook

By = Literal["label", "rule", "kind", "language", "publisher", "set"]
Row = dict[str, Any]


def rows_by(by: By, scored: Sequence[Scored], book: RuleBook) -> list[Row]:
    """The scores, parted. Rules and their labels have a precision only, since nothing says what
    each of them should have found; kinds of furniture have a recall only."""
    if by == "rule" or by == "label":  # noqa: PLR1714 - so that the type is narrowed
        labels = {rule.id: rule.label for rule in book.rules} if by == "label" else {}
        return _by_rule(scored, labels, by)
    if by == "kind":
        return _by_kind(scored)
    groups: dict[str, Counts] = defaultdict(Counts)
    for one in scored:
        groups[one.page.group(by)] += one.counts
    rows = sorted(groups.items(), key=lambda item: (-item[1].pages, item[0]))
    return [{by: name, "pages": counts.pages, **counts.figures()} for name, counts in rows]


def _by_rule(scored: Sequence[Scored], labels: dict[str, str], by: str) -> list[Row]:
    right: dict[str, int] = defaultdict(int)
    wrong: dict[str, int] = defaultdict(int)
    for one in scored:
        for place, rule in one.cuts.items():
            name = labels.get(rule, rule)
            right[name] += one.page.lines[place].label == FURNITURE
            wrong[name] += place in one.lost
    names = sorted(right, key=lambda name: (-wrong[name], -right[name], name))
    return [
        {by: n, "cut": right[n], "lost": wrong[n],
         "precision": Counts(cut=right[n], lost=wrong[n]).figures()["precision"]}
        for n in names
    ]  # fmt: skip


def _by_kind(scored: Sequence[Scored]) -> list[Row]:
    there: dict[str, int] = defaultdict(int)
    gone: dict[str, int] = defaultdict(int)
    for one in scored:
        for place, line in enumerate(one.page.lines):
            if line.label == FURNITURE:
                there[line.kind] += 1
                gone[line.kind] += place in one.cuts
    names = sorted(there, key=lambda name: (-there[name], name))
    return [
        {"kind": n, "lines": there[n], "cut": gone[n], "recall": gone[n] / there[n]} for n in names
    ]


def worst(scored: Iterable[Scored], most: int) -> list[Scored]:
    """The pages that lose most of the story, then those that keep most furniture."""
    bad = [one for one in scored if one.lost or one.left]
    return sorted(bad, key=lambda o: (-o.counts.lost_words, -len(o.left), o.page.id))[:most]
