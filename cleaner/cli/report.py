"""`cleaner report`: a run in one page of HTML."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from cleaner.cli import FINE
from cleaner.cli.options import RULES, options
from cleaner.cli.whole import whole_file
from cleaner.config import KEYS, resolve
from cleaner.readers.records import read_records
from cleaner.report import SAMPLE, gather, render
from cleaner.report.compare import Before
from cleaner.rulebook import load_rules


@click.command("report", short_help="A run in one self-contained HTML page.")
@click.argument("paths", nargs=-1, required=True, metavar="RECORDS…")
@click.option("-o", "--output", metavar="FILE", help="Write here instead of stdout.")
@click.option(
    "--before",
    "before",
    metavar="RECORDS",
    help="Records of another run over the same pages: show cuts gained and lost.",
)
@click.option(
    "--sample",
    type=click.IntRange(0),
    default=SAMPLE,
    show_default=True,
    help="Articles to show whole, beside the doubtful ones.",
)
@click.option("--title", default="Report", help="What stands at the top.")
@options(RULES)
def command(
    paths: tuple[str, ...],
    output: str | None,
    before: str | None,
    sample: int,
    title: str,
    **flags: Any,
) -> int:
    """Write one HTML page about a run: what was cut, by which rule, where in the articles; the
    articles with their cuts in place, the doubtful ones first; repairs; and, with `--before`, what
    changed since another run. The page needs no network and loads nothing.

    RECORDS are what `cleaner clean` wrote (JSON Lines). However many there are, all are counted;
    the page shows a sample of them whole, and says so.

    \b
    cleaner clean scrapes/ -o articles.jsonl
    cleaner report articles.jsonl -o report.html
    cleaner report new.jsonl --before old.jsonl -o report.html
    """
    if output in (None, "-") and sys.stdout.isatty():
        raise click.UsageError("name the page to write: -o report.html")
    settings = resolve({key: value for key, value in flags.items() if key in KEYS}).settings
    book = load_rules(
        *settings.rules, builtin=settings.builtin, select=settings.select, ignore=settings.ignore
    )
    found = gather(
        read_records(paths),
        book=book,
        sample=sample,
        before=Before(read_records([before])) if before else None,
    )
    pieces = (piece.encode("utf-8", "backslashreplace") for piece in render(found, title=title))
    if output in (None, "-"):
        sys.stdout.buffer.writelines(pieces)
        return FINE
    with whole_file(Path(str(output))) as file:
        file.writelines(pieces)
    counted = f"{found.articles:,} article{'' if found.articles == 1 else 's'}"
    click.echo(f"cleaner: {counted}, {found.doubtful:,} doubtful; read {output}", err=True)
    return FINE
