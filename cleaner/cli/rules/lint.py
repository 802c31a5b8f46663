"""`cleaner rules lint`."""

from __future__ import annotations

import json
from typing import Any

import click
import msgspec

from cleaner.cli import FINDINGS, FINE
from cleaner.cli.options import EXIT_ZERO, FORMAT, RULES, options, run_from
from cleaner.rulebook.lint import Doubt, hints, lint


@click.command("lint", short_help="What is doubtful about rules that load.")
@click.argument("prefixes", nargs=-1, metavar="[PREFIX…]")
@click.option("--hints", "hinted", is_flag=True, help="Say what could be better, too.")
@options(FORMAT, EXIT_ZERO, RULES)
def command(
    prefixes: tuple[str, ...], hinted: bool, form: str, exit_zero: bool, **flags: Any
) -> int:
    """Point out what is doubtful in rules that load: expressions that can never match or may
    blow up, patterns that no literal finds, one word that is enough, phrases that two rules share,
    letters of another alphabet than the rule's language. Exits 1 if there is something.

    With `--hints` also what works and could be better: rules and phrases without which the same
    would go, and counter-examples that prove nothing. docs/writing-rules.md lists them all.
    """
    book = run_from(flags).cleaner.rules
    doubts = _of(lint(book.rules), prefixes)
    said = _of(hints(book.rules), prefixes) if hinted else []
    if form == "json":
        rows = [{"level": "doubt", **msgspec.to_builtins(doubt)} for doubt in doubts]
        rows += [{"level": "hint", **msgspec.to_builtins(hint)} for hint in said]
        click.echo(json.dumps(rows, ensure_ascii=False))
    else:
        for doubt in (*doubts, *said):
            click.echo(str(doubt))
        more = f", {len(said)} hints" if hinted else ""
        click.echo(f"{len(book)} rules, {len(doubts) or 'no'} doubts{more}", err=True)
    return FINDINGS if doubts and not exit_zero else FINE


def _of(doubts: list[Doubt], prefixes: tuple[str, ...]) -> list[Doubt]:
    return [one for one in doubts if not prefixes or one.rule.startswith(prefixes)]
