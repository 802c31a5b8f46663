"""What a report counts, doubts and compares."""

from __future__ import annotations

import msgspec

from cleaner import Article, load_rules
from cleaner.record import Counts, Removal, TextBlock
from cleaner.report.compare import Before
from cleaner.report.doubts import doubts
from cleaner.report.gather import gather
from cleaner.report.tally import BINS
from cleaner.stages.close import sha256
from tests.strategies import cleaner

PROSE = "The harbour wall lost nine metres of its crown in the storm of January, they said."


def page(number: int, *more: str) -> Article:
    body = [f"{PROSE} Boat {number} was lost.", *more, f"{PROSE} Boat {number + 1} was saved."]
    return cleaner().clean("\n\n".join(body), id=f"page-{number}")


def record(*blocks: tuple[str, str]) -> Article:
    """An article made by hand: each block with the id of the rule that took it, or none."""
    kept, removed, at = [], [], 0
    for text, rule in blocks:
        end = at + len(text)
        if rule:
            removed.append(Removal(rule, "promo", "strip", at, end, text))
        else:
            kept.append(TextBlock("paragraph", text, at, end))
        at = end + 2
    text = "\n\n".join(block.text for block in kept)
    counts = Counts(
        words=len(text.split()),
        blocks=len(kept),
        removed_words=sum(len(removal.text.split()) for removal in removed),
    )
    return Article(
        id="made", text=text, blocks=tuple(kept), removed=tuple(removed), counts=counts,
        source_sha256="", text_sha256=sha256(text),
    )  # fmt: skip


def test_all_is_counted_and_a_sample_is_shown() -> None:
    records = [page(number, "Sign up for our newsletter") for number in range(30)]
    found = gather(records, sample=7)
    assert (found.articles, found.cuts, len(found.shown)) == (30, 30, 7)
    (row,) = found.rules
    assert (row.cuts, row.articles, row.words, sum(row.bins)) == (30, 30, 150, 30)


def test_the_sample_is_drawn_by_identity_and_stands_in_order() -> None:
    records = [page(number) for number in range(40)]
    drawn = [shown.article.id for shown in gather(records, sample=10).shown]
    assert drawn != [f"page-{number}" for number in range(10)]
    assert drawn == sorted(drawn, key=lambda name: int(name.partition("-")[2]))
    assert set(drawn) == {s.article.id for s in gather(reversed(records), sample=10).shown}


def test_the_plot_tells_where_a_rule_cuts() -> None:
    found = gather([record((PROSE, ""), (PROSE, ""), (PROSE, ""), ("Read on", "x/y"))])
    (row,) = found.rules
    assert row.bins == [0] * (BINS - 1) + [1]


def test_rules_that_never_fired_are_named() -> None:
    book = load_rules()
    article = page(1, "Sign up for our newsletter")
    found = gather([article], book=book)
    fired = {row.id for row in found.rules}
    assert fired.isdisjoint(found.never)
    assert fired == {cut.rule for cut in article.removed} != set()
    assert all(row.why for row in found.rules)


def test_an_article_that_lost_little_is_not_doubted() -> None:
    assert doubts(page(1, "Sign up for our newsletter")) == []


def test_most_words_gone_is_a_doubt() -> None:
    found = doubts(record((PROSE, ""), *[("Ten offers for the garden", "x/y")] * 9))
    assert {doubt.why for doubt in found} == {
        "74% of the words are gone",
        "x/y took 74% of the words",
    }


def test_a_cut_sentence_between_kept_ones_is_a_doubt() -> None:
    found = doubts(record((PROSE, ""), (PROSE, "x/y"), (PROSE, ""), (PROSE, ""), (PROSE, "")))
    assert [doubt.why for doubt in found] == ["x/y cut in mid-prose"]


def test_two_runs_are_compared_rule_by_rule() -> None:
    old = record((PROSE, ""), ("Read on", "x/y"), ("Share this", "x/z"))
    new = record((PROSE, ""), ("Read on", ""), ("Share this", "x/z"), ("Buy now", "x/a"))
    extra = msgspec.structs.replace(new, id="other")
    changes = gather([new, extra], before=Before([old])).changes
    assert changes is not None
    assert (changes.both, changes.changed, changes.only_now, changes.only_before) == (1, 1, 1, 0)
    assert changes.rules == ["x/a", "x/y"]
    assert (changes.gained["x/a"], changes.lost["x/y"]) == (1, 1)
    assert changes.samples == {"x/a": [("-", "Buy now")], "x/y": [("+", "Read on")]}


def test_of_a_gained_cut_each_text_is_shown_once() -> None:
    old = [msgspec.structs.replace(record((PROSE, "")), id=str(n)) for n in range(3)]
    new = [
        msgspec.structs.replace(record((PROSE, ""), ("Buy now", "x/a")), id=str(n))
        for n in range(3)
    ]
    changes = gather(new, before=Before(old)).changes
    assert changes is not None
    assert (changes.gained["x/a"], changes.samples) == (3, {"x/a": [("-", "Buy now")]})
