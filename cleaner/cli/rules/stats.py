"""`cleaner rules stats`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

import click

from cleaner.cli import FINE
from cleaner.cli.options import FORMAT, RULES, options
from cleaner.cli.road import run_from
from cleaner.cli.show import show
from cleaner.cli.tables import drawn
from cleaner.readers.records import read_records
from cleaner.report.tally import RuleRow, Tally, place

#: So many rules that set something aside are named.
_MOST: Final = 5
#: So much is shown of a sample.
_SHOWN: Final = 70


@click.command("stats", short_help="What each rule did in a run.")
@click.argument("paths", nargs=-1, required=True, metavar="RECORDS…")
@click.option("--only", multiple=True, metavar="PREFIX", help="Rules whose id starts so.")
@click.option(
    "--samples", type=click.IntRange(0), default=0, metavar="N",
    help="Show so many lines that each rule took (five at most).",
)  # fmt: skip
@click.option("--never", is_flag=True, help="Name the rules that never fired.")
@options(FORMAT, RULES)
def command(
    paths: tuple[str, ...],
    only: tuple[str, ...],
    samples: int,
    never: bool,
    form: str,
    **flags: Any,
) -> int:
    """Say what each rule did in a run: how often it cut, in how many articles, which share of all
    words, and where in the articles (top, middle, end). RECORDS are what `cleaner clean` wrote.

    A rule never fired if it took nothing though an article was in its language and from its site.

    \b
    cleaner rules stats articles.jsonl
    cleaner rules stats articles.jsonl --only en/related --samples 3
    """
    tally = Tally()
    for article in read_records(paths):
        tally.add(article)
    tally.close(run_from(flags).cleaner.rules)
    rows = [row for row in tally.rules if row.id.startswith(only or "")]
    silent = [rule for rule in tally.never if rule.startswith(only or "")]
    tally.aside = Counter({r: n for r, n in tally.aside.items() if r.startswith(only or "")})
    if form == "json":
        click.echo(json.dumps(_whole(tally, rows, silent, samples), ensure_ascii=False))
    else:
        show("\n".join(_told(tally, rows, silent, samples, never)) + "\n")
    return FINE


def _whole(tally: Tally, rows: list[RuleRow], silent: list[str], samples: int) -> dict[str, Any]:
    return {
        "articles": tally.articles,
        "words": tally.words,
        "removed_words": tally.removed_words,
        "cuts": tally.cuts,
        "labels": _labels(tally, rows),
        "rules": [
            {
                **_row(row, tally), "bins": row.bins, "why": row.why,
                "samples": [{"id": name, "text": text} for name, text in row.samples[:samples]],
            }
            for row in rows
        ],
        "aside": dict(sorted(tally.aside.items())),
        "never": silent,
    }  # fmt: skip


def _told(
    tally: Tally, rows: list[RuleRow], silent: list[str], samples: int, never: bool
) -> Iterator[str]:
    yield (
        f"articles: {tally.articles:,}; words kept: {tally.words:,}, "
        f"removed: {tally.removed_words:,}; cuts: {tally.cuts:,}"
    )
    for table in (_labels(tally, rows), [_row(row, tally) for row in rows]):
        yield ""
        yield from drawn([{**row, "share": f"{row['share']:6.2%}"} for row in table])
    for row in rows if samples else ():
        yield from ("", row.id)
        yield from (f"  - {text[:_SHOWN]}" for _, text in row.samples[:samples])
    if tally.aside:
        yield from ("", "set aside as facts and captions, most by")
        yield from (f"  {count:>6,}  {rule}" for rule, count in tally.aside.most_common(_MOST))
    yield from (
        "",
        f"rules that never fired, though articles were in their language: {len(silent)}",
    )
    yield from (f"  {rule}" for rule in silent if never)


def _labels(tally: Tally, rows: list[RuleRow]) -> list[dict[str, Any]]:
    cuts: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for row in rows:
        cuts[row.label] += row.cuts
        words[row.label] += row.words
    return [
        {"label": label, "cuts": cuts[label], "words": count, "share": _share(count, tally)}
        for label, count in words.most_common()
    ]


def _row(row: RuleRow, tally: Tally) -> dict[str, Any]:
    return {
        "rule": row.id,
        "label": row.label,
        "cuts": row.cuts,
        "articles": row.articles,
        "words": row.words,
        "share": _share(row.words, tally),
        "where": place(row.bins),
    }


def _share(words: int, tally: Tally) -> float:
    """Of all words that came in."""
    return words / max(1, tally.words + tally.removed_words)
