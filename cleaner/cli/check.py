"""`cleaner check`: is it clean? For CI, and before a commit."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from cleaner.cli import FINDINGS, FINE, SOME_FAILED
from cleaner.cli.checking import Checking
from cleaner.cli.options import COLOR, PAGE, RULES, options
from cleaner.cli.options import FINDINGS as TELLING
from cleaner.cli.running import JOBS
from cleaner.cli.tell import Asked, Told, about, chosen, counted, tell, written_to
from cleaner.findings import Finding, told_apart
from cleaner.findings.baseline import Baseline, written
from cleaner.readers import places
from cleaner.stages.reasons import INPUT


@click.command("check", short_help="Would anything be cut or repaired?")
@click.argument("paths", nargs=-1, metavar="[PATH…|-]")
@click.option("--diff", is_flag=True, help="Show what would change, as a unified diff.")
@click.option("--baseline", metavar="FILE", help="Findings that are known: only new ones count.")
@click.option("--write-baseline", is_flag=True, help="Take what is found now for known.")
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
@options(TELLING, JOBS, PAGE, RULES, COLOR)
def command(
    paths: tuple[str, ...],
    diff: bool,
    baseline: str | None,
    write_baseline: bool,
    quiet: bool,
    exit_zero: bool,
    color: bool | None,
    **flags: Any,
) -> int:
    """Would anything be cut from these texts, or repaired in them? Writes nothing, and exits 1 if
    so: for texts that should be clean, in CI and before a commit. Exits 3 if one cannot be read.

    Found is what a rule would take out of the text (furniture, captions, bylines), what is damaged,
    and what is wrong with a page as a whole. A headline may stand in its text. Of records (JSON
    Lines, Parquet) the text is checked; a finding names file, line and field.

    --select and --ignore take prefixes of rule ids, and of `repair/…`, `flag/…`, `dedup/…` and
    `html/…` too.

    \b
    cleaner check corpus/
    cleaner check articles.jsonl --format sarif -o cleaner.sarif
    cleaner check corpus/ --baseline known.json --write-baseline
    cleaner check page.txt --diff | git apply -p0
    """
    if not paths and sys.stdin.isatty():
        raise click.UsageError("name files to check, or pipe a text in")
    if write_baseline and not baseline:
        raise click.UsageError("--write-baseline needs --baseline FILE")
    asked = Asked.of(flags)
    # The paths are looked at before the first page is read.
    found = places(paths or ("-",))
    checking = Checking.of(flags, color)
    here = about("cleaner check", checking.cleaner.rules, color)
    every = told_apart(
        finding
        for finding in checking.findings(found, here.checked, diff=diff)
        if chosen(finding.rule, flags["select"], flags["ignore"])
    )
    if write_baseline:
        return _write(Path(str(baseline)), every, quiet=quiet)
    known = Baseline(Path(baseline)) if baseline else None
    told = tell(known.new(every) if known else every, here, asked, silent=diff)
    if not quiet:
        click.echo(f"cleaner: {_summary(told, here.checked, known)}", err=True)
    if told.failures:
        return SOME_FAILED
    return FINDINGS if told.findings and not exit_zero else FINE


def _write(path: Path, findings: Iterable[Finding], *, quiet: bool) -> int:
    every = list(findings)
    known = [finding for finding in every if not finding.rule.startswith(INPUT)]
    written_to(path, written(known))
    if not quiet:
        click.echo(f"cleaner: {len(known):,} findings are known now, by {path}", err=True)
    return FINE if len(known) == len(every) else SOME_FAILED


def _summary(told: Told, checked: list[str], known: Baseline | None) -> str:
    return "; ".join(_parts(told, set(checked), known))


def _parts(told: Told, checked: set[str], known: Baseline | None) -> Iterator[str]:
    files = len(checked)
    read = f"{files:,} {'file' if files == 1 else 'files'}"
    if told.findings:
        yield (
            f"{told.findings:,} {'finding' if told.findings == 1 else 'findings'} in "
            f"{len(told.paths):,} of {read}: {counted(told)}"
        )
    elif known and known.known:
        yield f"nothing new in {read}"
    else:
        yield f"nothing to cut or repair in {read}"
    if known and known.known:
        yield f"{known.known:,} known"
    if known and (gone := known.gone(checked)):
        yield f"{gone:,} known ones are gone (--write-baseline forgets them)"
