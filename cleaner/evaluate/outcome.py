"""What `cleaner eval` has to say, whatever the gold is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from cleaner.errors import ConfigError
from cleaner.evaluate.ablate import ablate
from cleaner.evaluate.gold import GoldPage
from cleaner.evaluate.overlap import Score, differences, score, summed
from cleaner.evaluate.score import Counts, Scored, cuts_of, score_page
from cleaner.evaluate.tables import By, Row, rows_by, worst
from cleaner.evaluate.texts import Paired, text_of
from cleaner.pipeline import Cleaner
from cleaner.rulebook import RuleBook

#: Parts of the scores that only labelled lines have: a text does not say which rule took what.
_LINES_ONLY: Final = ("label", "rule")


class Mark(NamedTuple):
    """A line of a page that went wrong: `lost` story, `left` furniture, and why or what kind."""

    how: Literal["lost", "left"]
    text: str
    note: str = ""


class Worst(NamedTuple):
    """A page that went wrong."""

    id: str
    marks: tuple[Mark, ...]
    figures: dict[str, float]


class Outcome(NamedTuple):
    """Figures, tables and pages."""

    counts: dict[str, int]
    figures: dict[str, float]
    tables: dict[str, list[Row]]
    worst: list[Worst]


def of_lines(
    pages: Sequence[GoldPage],
    book: RuleBook,
    *,
    by: Sequence[By] = (),
    most: int = 0,
    without: str | None = None,
    site: bool = True,
) -> Outcome:
    """Run the rules over pages of labelled lines.

    Args:
        by: what to part the scores by.
        most: how many of the worst pages to show.
        without: try every rule whose id starts so, what would be without it.
        site: the rules know the site of a page.
    """
    scored = [score_page(page, cuts_of(page, book, site=site)) for page in pages]
    counts = sum((one.counts for one in scored), Counts())
    tables = {f"by {one}": rows_by(one, scored, book) for one in by}
    if without is not None:
        found = ablate(scored, book, prefix=without, site=site)
        order = sorted(found, key=lambda w: (-w.cost_words, w.earned_words, w.rule))
        tables["without each rule"] = [one._asdict() for one in order]
    shown = [_worst_lines(one) for one in worst(scored, most)]
    return Outcome(counts.counted(), counts.figures(), tables, shown)


def _worst_lines(one: Scored) -> Worst:
    lines = one.page.lines
    lost = [Mark("lost", lines[place].text, one.cuts[place]) for place in one.lost]
    left = [Mark("left", lines[place].text, lines[place].kind) for place in one.left]
    return Worst(one.page.id, (*lost, *left), {})


def of_texts(
    pairs: Sequence[Paired], road: Cleaner, *, by: Sequence[By] = (), most: int = 0
) -> Outcome:
    """Send pages down the whole road and hold what comes out against their gold texts.

    Raises:
        ConfigError: a gold text cannot be parted so.
    """
    for name in by:
        if name in _LINES_ONLY:
            raise ConfigError(f"gold texts have no scores by {name}; labelled lines have")
    texts = [text_of(road, pair) for pair in pairs]
    scores = [score(pair.gold, text) for pair, text in zip(pairs, texts, strict=True)]
    tables = {}
    for name in by:
        groups: dict[str, list[Score]] = {}
        for pair, one in zip(pairs, scores, strict=True):
            groups.setdefault(pair.gold.group(name), []).append(one)
        rows = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
        tables[f"by {name}"] = [
            {name: group, "pages": len(found), **summed(found)} for group, found in rows
        ]
    order = sorted(range(len(pairs)), key=lambda n: (scores[n].f1, pairs[n].gold.id))
    bad = [_worst_text(pairs[n], texts[n], scores[n]) for n in order[:most] if scores[n].f1 < 1]
    return Outcome({"pages": len(pairs)}, summed(scores), tables, bad)


def _worst_text(pair: Paired, text: str, one: Score) -> Worst:
    missing, extra = differences(pair.gold, text)
    marks = [Mark("lost", paragraph) for paragraph in missing]
    marks += [Mark("left", line) for line in extra]
    figures = {"f1": one.f1, "precision": one.precision or 0.0, "recall": one.recall}
    return Worst(pair.gold.id, tuple(marks), figures)
