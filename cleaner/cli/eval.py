"""`cleaner eval`: how good are the rules?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import click
import msgspec

from cleaner.cli import FINDINGS, FINE
from cleaner.cli.options import RULES, options
from cleaner.cli.show import show
from cleaner.cli.tables import drawn, markdown
from cleaner.config import KEYS, resolve
from cleaner.errors import ConfigError
from cleaner.evaluate import Counts, Scored, ablate, breaches, cuts_of, read_floors, read_gold
from cleaner.evaluate import score_page as score
from cleaner.evaluate.tables import By, rows_by, worst
from cleaner.rulebook import load_rules

#: So much of a line is shown.
SHOWN = 68


@click.command("eval", short_help="Precision and recall on labelled lines.")
@click.argument("paths", nargs=-1, required=True, metavar="GOLD…")
@click.option("--by", multiple=True, type=click.Choice(get_args(By)), help="Part the scores.")
@click.option(
    "--worst", "most", type=click.IntRange(0), default=0, metavar="N", help="Show the worst pages."
)
@click.option("--floors", metavar="FILE", help="Exit 1 if a figure is below its floor (TOML).")
@click.option("--ablate", "prefix", metavar="PREFIX", help="What each such rule earns and costs.")
@click.option("--no-site", is_flag=True, help="As if the publishers were unknown.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="For people, for programs, or for a document.",
)
@options(RULES)
def command(
    paths: tuple[str, ...],
    by: tuple[By, ...],
    most: int,
    floors: str | None,
    prefix: str | None,
    no_site: bool,
    form: str,
    **flags: Any,
) -> int:
    """Run the rules over pages of labelled lines, and say how much furniture they find and how
    much of the story they cost. Exits 1 if a figure is below its floor.

    GOLD is JSON Lines, gzipped or not: a page a line, as docs/evaluation.md describes. With
    `--ablate ""` every rule that took a line is tried: what would stay without it.

    \b
    cleaner eval gold.jsonl --by language --by rule --worst 5
    cleaner eval gold.jsonl --floors floors.toml
    cleaner eval gold.jsonl --ablate en/newsletter
    """
    wanted = read_floors(Path(floors)) if floors else {}
    settings = resolve({key: value for key, value in flags.items() if key in KEYS}).settings
    book = load_rules(
        *settings.rules, builtin=settings.builtin, select=settings.select, ignore=settings.ignore
    )
    scored = [score(page, cuts_of(page, book, site=not no_site)) for page in read_gold(paths)]
    if not scored:
        raise ConfigError(f"no page in {', '.join(paths)}")
    counts = sum((one.counts for one in scored), Counts())
    figures = counts.figures()
    tables = {f"by {one}": rows_by(one, scored, book) for one in by}
    if prefix is not None:
        found = ablate(scored, book, prefix=prefix, site=not no_site)
        order = sorted(found, key=lambda w: (-w.cost_words, w.earned_words, w.rule))
        tables["without each rule"] = [one._asdict() for one in order]
    pages = worst(scored, most)
    below = list(breaches(wanted, figures))
    if form == "json":
        whole = {
            "counts": msgspec.to_builtins(counts),
            "figures": figures,
            **{name.replace(" ", "_"): rows for name, rows in tables.items()},
            "worst": [_page(one) for one in pages],
            "breaches": below,
        }
        click.echo(json.dumps(whole, ensure_ascii=False))
    else:
        rows = [{"figure": name, "value": value} for name, value in figures.items()]
        table_of = markdown if form == "markdown" else drawn
        lines = list(table_of(rows))
        for name, table in tables.items():
            title = f"## {name.capitalize()}\n" if form == "markdown" else f"{name}:"
            lines += ["", title, *table_of(table)]
        for one in pages:
            lines += ["", *_shown(one)]
        show("\n".join(lines) + "\n")
    for sentence in below:
        click.echo(f"cleaner: {sentence}", err=True)
    return FINDINGS if below else FINE


def _page(one: Scored) -> dict[str, Any]:
    lines = one.page.lines
    return {
        "id": one.page.id,
        "lost": [{"text": lines[place].text, "rule": one.cuts[place]} for place in one.lost],
        "left": [{"text": lines[p].text, "kind": lines[p].kind} for p in one.left],
    }


def _shown(one: Scored) -> list[str]:
    page = _page(one)
    lost = [f"  lost  {line['text'][:SHOWN]}  ({line['rule']})" for line in page["lost"]]
    left = [f"  left  {line['text'][:SHOWN]}  ({line['kind']})" for line in page["left"]]
    return [page["id"], *lost, *left]
