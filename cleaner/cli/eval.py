"""`cleaner eval`: how good are the rules?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, get_args

import click

from cleaner.cli import FINDINGS, FINE
from cleaner.cli.options import COLOR, RULES, options
from cleaner.cli.paint import Painter
from cleaner.cli.road import run_from
from cleaner.cli.show import show
from cleaner.cli.tables import drawn, markdown
from cleaner.errors import ConfigError
from cleaner.evaluate.floors import breaches, read_floors
from cleaner.evaluate.gold import read_gold
from cleaner.evaluate.outcome import Outcome, Worst, of_lines, of_texts
from cleaner.evaluate.sheets import first_row
from cleaner.evaluate.tables import By
from cleaner.evaluate.texts import read_texts
from cleaner.readers import Place

#: So much of a line is shown.
_SHOWN: Final = 60
_COLORS: Final = {"lost": "red", "left": "yellow"}


@click.command("eval", short_help="Precision and recall on labelled lines or gold texts.")
@click.argument("paths", nargs=-1, required=True, metavar="GOLD…")
@click.option("--by", multiple=True, type=click.Choice(get_args(By)), help="Part the scores.")
@click.option(
    "--worst", "most", type=click.IntRange(0), default=0, metavar="N", help="Show the worst pages."
)
@click.option("--floors", metavar="FILE", help="Exit 1 if a figure is below its floor (TOML).")
@click.option(
    "--ablate", "without", is_flag=False, flag_value="", metavar="[PREFIX]",
    help="What each rule earns and costs, or each whose id starts so.",
)  # fmt: skip
@click.option("--no-site", is_flag=True, help="As if the publishers were unknown.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="For people, for programs, or for a document.",
)
@options(RULES, COLOR)
def command(
    paths: tuple[str, ...],
    by: tuple[By, ...],
    most: int,
    floors: str | None,
    without: str | None,
    no_site: bool,
    form: str,
    color: bool | None,
    **flags: Any,
) -> int:
    """Say how much furniture the rules find and how much of the story they cost. Exits 1 if a
    figure is below its floor. docs/evaluation.md describes the files and the figures.

    GOLD is JSON Lines of pages whose lines are labelled: the rules run over them, a block a line.
    Or it is JSON Lines of gold texts with their pages in html/ beside them, or a folder of cases
    (want.json and input.html): the pages go down the whole road, and what comes out is compared
    with the gold, word by word.

    \b
    cleaner eval lines.jsonl.gz --by language --by rule --worst 5
    cleaner eval lines.jsonl.gz --ablate en/newsletter
    cleaner eval pages/gold.jsonl --by publisher --floors floors.toml
    """
    road = run_from(flags).cleaner
    if _texts(paths):
        if without is not None or no_site:
            raise ConfigError("--ablate and --no-site work on labelled lines only")
        outcome, table = of_texts(list(read_texts(paths)), road, by=by, most=most), "texts"
    else:
        pages = list(read_gold(paths))
        outcome, table = (
            of_lines(pages, road.rules, by=by, most=most, without=without, site=not no_site),
            "lines",
        )
    if not outcome.counts["pages"]:
        raise ConfigError(f"no page in {', '.join(paths)}")
    wanted = read_floors(Path(floors), table, outcome.figures) if floors else {}
    below = list(breaches(wanted, outcome.figures))
    if form == "json":
        click.echo(json.dumps({**_whole(outcome), "breaches": below}, ensure_ascii=False))
    elif form == "markdown":
        show("\n".join(_document(outcome)) + "\n")
    else:
        show("\n".join(_told(outcome, Painter(color))) + "\n")
    for sentence in below:
        click.echo(f"cleaner: {sentence}", err=True)
    return FINDINGS if below else FINE


def _texts(paths: tuple[str, ...]) -> bool:
    """Are these gold texts?

    Raises:
        ConfigError: some are and some are labelled lines.
    """
    kinds = {Path(path).is_dir() or "gold" in first_row(Place(path)) for path in paths}
    if len(kinds) > 1:
        raise ConfigError("gold texts and labelled lines have other figures; one kind at a time")
    return True in kinds


def _whole(outcome: Outcome) -> dict[str, Any]:
    return {
        "counts": outcome.counts,
        "figures": outcome.figures,
        **{name.replace(" ", "_"): rows for name, rows in outcome.tables.items()},
        "worst": [
            {"id": one.id, **one.figures, "marks": [mark._asdict() for mark in one.marks]}
            for one in outcome.worst
        ],
    }


def _figures(outcome: Outcome) -> list[dict[str, Any]]:
    return [{"figure": name, "value": value} for name, value in outcome.figures.items()]


def _document(outcome: Outcome) -> Iterator[str]:
    yield from markdown(_figures(outcome))
    for name, table in outcome.tables.items():
        yield from ("", f"## {name.capitalize()}", "", *markdown(table))
    for one in outcome.worst:
        yield from ("", f"### {one.id}", "")
        yield from (f"* {mark.how}: {mark.text} ({mark.note})" for mark in one.marks)


def _told(outcome: Outcome, painter: Painter) -> Iterator[str]:
    yield from drawn(_figures(outcome))
    for name, table in outcome.tables.items():
        yield from ("", painter.style(f"{name}:", "bold"), *drawn(table))
    for one in outcome.worst:
        yield from ("", *_shown(one, painter))


def _shown(one: Worst, painter: Painter) -> Iterator[str]:
    figures = "  ".join(f"{name} {value:.3f}" for name, value in one.figures.items())
    yield painter.style(one.id, "bold") + (f"  {figures}" if figures else "")
    for mark in one.marks:
        text = " ".join(mark.text.split())
        text = text[:_SHOWN] + "…" * (len(text) > _SHOWN)
        note = f"  ({mark.note})" if mark.note else ""
        yield f"  {painter.style(mark.how, _COLORS[mark.how])}  {text}{note}"
