"""`cleaner clean`: the whole road."""

from __future__ import annotations

import sys
from typing import Any

import click
import msgspec

from cleaner.cli import FINDINGS, FINE, SOME_FAILED
from cleaner.cli.job import Job, carry_out, plan
from cleaner.cli.options import COLOR, PAGE, RULES, options
from cleaner.cli.paint import Painter
from cleaner.cli.progress import Progress
from cleaner.cli.road import Run, run_from
from cleaner.cli.running import RUNNING, limits_from
from cleaner.cli.summary import advice, line
from cleaner.engines.packing import PACKINGS, packing_of
from cleaner.engines.target import Stored, planned, target
from cleaner.engines.work import Work
from cleaner.errors import ConfigError
from cleaner.readers import Place, places
from cleaner.record import FLAGS, Article
from cleaner.suggest import did_you_mean
from cleaner.writers import WRITERS, lines

VIEW = "view"


@click.command("clean", short_help="Scrapes in, records out.")
@click.argument("paths", nargs=-1, metavar="[PATH…|-]")
@click.option("-o", "--output", metavar="FILE|DIR/", help="Write here instead of stdout.")
@click.option(
    "--to",
    type=click.Choice([*WRITERS, VIEW]),
    help="Format of the result. [default: jsonl; on a terminal, a readable view]",
)
@click.option("--compress", type=click.Choice(PACKINGS), help="[default: as the name ends]")
@click.option("--fail-on", metavar="FLAG,…", help="Exit 1 if a record carries one of these flags.")
@click.option("--comments", is_flag=True, help="Keep readers' comments, beside the text.")
@options(RUNNING, PAGE, RULES, COLOR)
def command(
    paths: tuple[str, ...],
    output: str | None,
    to: str | None,
    compress: str | None,
    fail_on: str | None,
    color: bool | None,
    **flags: Any,
) -> int:
    """Clean scraped articles into canonical records.

    Reads files, folders, patterns, URLs or standard input (`-`): pages of text or HTML, WARC, WET,
    JSON Lines, Parquet, packed or not. Pages that fail are listed beside the output in
    `*.failed.jsonl`, and the exit code is 3. With -o, `*.run.json` tells what was run.

    \b
    cleaner clean page.html
    cleaner clean scrapes/ -o articles.jsonl.gz
    cleaner clean crawl.warc.gz -o articles/ --compress zst --resume
    curl -s https://news.example/story | cleaner clean - --from html
    """
    if not paths and sys.stdin.isatty():
        raise click.UsageError("name files to clean, or pipe a page in")
    flags["fail_on"] = tuple(flag for flag in (fail_on or "").split(",") if flag)
    run = run_from(flags)
    for flag in run.settings.fail_on:
        if flag not in FLAGS:
            raise ConfigError(f"--fail-on: there is no flag {flag!r}{did_you_mean(flag, FLAGS)}")
    if to is None:
        to = VIEW if output is None and sys.stdout.isatty() else "jsonl"
    writer = lines(View(Painter(color)), suffix=".txt") if to == VIEW else WRITERS[to]
    packing = packing_of(output or "", compress)
    found = tuple(place for place in places(paths or ("-",)) if not _ours(place, output))
    settings = _settings(run, flags, to, packing)
    goal = target(
        output, sys.stdout.buffer, writer, plan(found, settings), form=to, packing=packing,
        resume=flags["resume"], pages=flags["shard_pages"],
    )  # fmt: skip
    job = Job(
        places=found,
        known=run.known,
        work=Work(run.cleaner, writer, packing),
        jobs=flags["jobs"],
        limits=limits_from(flags),
        sample=flags["sample"],
        limit=flags["limit"],
    )
    if flags["dry_run"]:
        for place in found[: None if flags["verbose"] else 20]:
            click.echo(f"reads {place.path}")
        if len(found) > 20 and not flags["verbose"]:
            click.echo(f"… {len(found):,} files in all; -v names them")
        for told in planned(goal):
            click.echo(told)
        return FINE
    quiet = flags["quiet"]
    drawn = sys.stderr.isatty() and to != VIEW and not quiet and not flags["no_progress"]
    with Progress(found, shown=drawn) as progress:
        loud = flags["verbose"] or output is None
        tally = carry_out(job, goal, progress, settings=settings, loud=loud)
    if not quiet and (tally.articles > 1 or output or to == VIEW):
        click.echo(line(tally), err=True)
        for told in advice(tally, str(output), to) if sys.stderr.isatty() else ():
            click.echo(f"next: {told}", err=True)
    if tally.failures:
        if isinstance(goal, Stored):
            click.echo(f"cleaner: {tally.failures:,} failed, listed in {goal.failed}", err=True)
        return SOME_FAILED
    return FINE if set(run.settings.fail_on).isdisjoint(tally.flags) else FINDINGS


class View:
    """A writer for people."""

    def __init__(self, painter: Painter) -> None:
        self.painter = painter

    def __call__(self, article: Article) -> bytes:
        return self.painter.article(article).encode()


def _settings(run: Run, flags: dict[str, Any], to: str, packing: str) -> dict[str, Any]:
    """What decides the bytes of the result."""
    known = {key: value for key, value in run.known.items() if value is not None}
    names = ("comments", "sample", "limit", "shard_pages")
    return {
        "to": to,
        "compress": packing,
        "rules_sha256": run.cleaner.rules.digest,
        "limits": msgspec.to_builtins(run.cleaner.limits),
        "page": msgspec.to_builtins(known),
        **{name: flags[name] for name in names if flags.get(name)},
    }


def _ours(place: Place, output: str | None) -> bool:
    """Is it what a run with this output has written? Then it is no input."""
    if output in (None, "-") or place.remote:
        return False
    name = str(output).rstrip("/")
    stem = name.rpartition("/")[2].partition(".")[0]
    beside = {f"{stem}.failed.jsonl", f"{stem}.run.json"}
    here = name.rpartition("/")[0]
    return (
        place.path == name
        or place.path.startswith((f"{name}/", f"{name}.parts/"))
        or (place.name in beside and place.path.rpartition("/")[0] == here)
    )
