"""`cleaner rules lint`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import click

from cleaner.cli import FINDINGS, FINE
from cleaner.cli.options import COLOR, RULES, options
from cleaner.cli.options import FINDINGS as TELLING
from cleaner.cli.road import run_from
from cleaner.cli.sheets import ON, sheets
from cleaner.cli.tell import LINT, Asked, about, called, tell
from cleaner.findings import Finding, Level, fingerprint, told_apart
from cleaner.findings.place import line_of
from cleaner.pipeline import Cleaner
from cleaner.rulebook.lint import NEVER_FIRES, Doubt, hints, lint


@click.command("lint", short_help="What is doubtful about rules that load.")
@click.argument("prefixes", nargs=-1, metavar="[PREFIX…]")
@click.option("--hints", "hinted", is_flag=True, help="Say what could be better, too.")
@options(ON, TELLING, RULES, COLOR)
def command(
    prefixes: tuple[str, ...],
    hinted: bool,
    on: tuple[str, ...],
    exit_zero: bool,
    color: bool | None,
    **flags: Any,
) -> int:
    """Point out what is doubtful in rules that load: expressions that can never match or may
    blow up, patterns that no literal finds, one word that is enough, phrases that two rules share,
    letters of another alphabet than the rule's language. Exits 1 if there is something.

    With `--hints` also what works and could be better: rules and phrases without which the same
    would go, and counter-examples that prove nothing. With `--on` the rules that take nothing from
    those pages, though some are in their language. docs/writing-rules.md lists them all.

    \b
    cleaner rules lint en/newsletter --hints
    cleaner rules lint site/ --on articles.jsonl --on gold.jsonl.gz
    """
    asked = Asked.of(flags)
    road = run_from(flags).cleaner
    book = road.rules
    chosen = [rule for rule in book.rules if not prefixes or rule.id.startswith(prefixes)]
    here = about("cleaner rules lint", book, color)
    here.checked += sorted({called(rule.path) for rule in chosen})
    doubts = _of(lint(book.rules), prefixes)
    said = _of(hints(book.rules), prefixes) if hinted else []
    if on:
        said += _of(_silent(on, road), prefixes)
    tell(told_apart([*_findings(doubts, "warning"), *_findings(said, "note")]), here, asked)
    more = f", {len(said) or 'no'} hints" if hinted or on else ""
    click.echo(f"{len(chosen)} rules, {len(doubts) or 'no'} doubts{more}", err=True)
    return FINDINGS if doubts and not exit_zero else FINE


def _silent(on: tuple[str, ...], road: Cleaner) -> list[Doubt]:
    """The rules that took nothing from these pages; those that no page spoke to are counted on
    stderr alone."""
    from cleaner.evaluate.tried import tried  # noqa: PLC0415

    found = tried(sheets(on, road), road.rules)
    silent = [rule for rule in road.rules.rules if not found.blocks[rule.id]]
    asked = {rule.id: found.asked(rule) for rule in silent}
    idle = sum(not count for count in asked.values())
    click.echo(
        f"{found.pages} pages: {len(road.rules) - len(silent)} rules took something, "
        f"{len(silent) - idle} nothing; no page was in the language or from the site of {idle}",
        err=True,
    )
    return [
        Doubt(
            NEVER_FIRES, rule.id, rule.path, rule.line,
            f"took nothing from {asked[rule.id]} pages that it speaks to",
        )
        for rule in silent
        if asked[rule.id]
    ]  # fmt: skip


def _of(doubts: list[Doubt], prefixes: tuple[str, ...]) -> list[Doubt]:
    return [one for one in doubts if not prefixes or one.rule.startswith(prefixes)]


def _findings(doubts: Iterable[Doubt], level: Level) -> Iterator[Finding]:
    for doubt in doubts:
        rule, path = LINT + doubt.code, called(doubt.path)
        yield Finding(
            rule=rule,
            message=doubt.message,
            path=path,
            line=doubt.line,
            level=level,
            excerpt=line_of(doubt.path, doubt.line),
            details={"of": doubt.rule},
            fingerprint=fingerprint(rule, path, doubt.rule, doubt.message),
        )
