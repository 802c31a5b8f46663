"""`cleaner clean`: the whole road."""

from __future__ import annotations

import sys
from typing import Any

import click

from cleaner.cli import FINDINGS, FINE, SOME_FAILED
from cleaner.cli.drafts import drafts
from cleaner.cli.options import COLOR, PAGE, RULES, options, run_from
from cleaner.cli.output import Output
from cleaner.cli.paint import Painter
from cleaner.cli.summary import Summary
from cleaner.errors import ConfigError
from cleaner.record import FLAGS
from cleaner.suggest import did_you_mean
from cleaner.writers import WRITERS

VIEW = "view"


@click.command("clean", short_help="Scrapes in, records out.")
@click.argument("paths", nargs=-1, metavar="[PATH…|-]")
@click.option("-o", "--output", metavar="FILE", help="Write here instead of stdout.")
@click.option(
    "--to",
    type=click.Choice([*WRITERS, VIEW]),
    help="Format of the result. [default: jsonl; on a terminal, a readable view]",
)
@click.option("--fail-on", metavar="FLAG,…", help="Exit 1 if a record carries one of these flags.")
@click.option("--comments", is_flag=True, help="Keep readers' comments, beside the text.")
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
@options(PAGE, RULES, COLOR)
def command(
    paths: tuple[str, ...],
    output: str | None,
    to: str | None,
    fail_on: str | None,
    quiet: bool,
    color: bool | None,
    **flags: Any,
) -> int:
    """Clean scraped articles into canonical records.

    Reads the files named, or standard input (`-`), one page each. Pages that fail are listed
    beside the output in `*.failed.jsonl`, and the exit code is 3.

    \b
    cleaner clean page.html
    cleaner clean scrapes/*.txt -o articles.jsonl
    curl -s https://news.example/story | cleaner clean - --from html
    """
    if not paths and sys.stdin.isatty():
        raise click.UsageError("name files to clean, or pipe a page in")
    flags["fail_on"] = tuple(flag for flag in (fail_on or "").split(",") if flag)
    settings, cleaner, known = run_from(flags)
    for flag in settings.fail_on:
        if flag not in FLAGS:
            raise ConfigError(f"--fail-on: there is no flag {flag!r}{did_you_mean(flag, FLAGS)}")
    if to is None:
        to = VIEW if output is None and sys.stdout.isatty() else "jsonl"
    painter, summary, flagged = Painter(color), Summary(), False
    with Output(output, WRITERS["jsonl" if to == VIEW else to]) as out:
        for draft in drafts(paths or ("-",), cleaner.draft, out.fail, **known):
            article = cleaner.close(draft)
            summary.add(article)
            flagged |= not set(settings.fail_on).isdisjoint(article.flags)
            if to == VIEW:
                out.put(painter.article(article).encode())
            else:
                out.write(article)
    if not quiet and (summary.articles > 1 or output or to == VIEW):
        click.echo(summary.line(out.failures), err=True)
    if out.failures:
        return SOME_FAILED
    return FINDINGS if flagged else FINE
