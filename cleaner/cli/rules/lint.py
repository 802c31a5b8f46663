"""`cleaner rules lint`."""

from __future__ import annotations

import json
from typing import Any

import click
import msgspec

from cleaner.cli import FINDINGS, FINE
from cleaner.cli.options import EXIT_ZERO, FORMAT, RULES, options, run_from
from cleaner.rulebook.lint import lint


@click.command("lint", short_help="What is doubtful about rules that load.")
@click.argument("prefixes", nargs=-1, metavar="[PREFIX…]")
@options(FORMAT, EXIT_ZERO, RULES)
def command(prefixes: tuple[str, ...], form: str, exit_zero: bool, **flags: Any) -> int:
    """Point out what is doubtful in rules that load: expressions that can never match or may
    blow up, patterns that no literal finds, phrases that two rules share, words in another
    alphabet than the rule's language. Exits 1 if there is something."""
    book = run_from(flags).cleaner.rules
    doubts = [
        doubt
        for doubt in lint(book.rules)
        if not prefixes or any(doubt.rule.startswith(prefix) for prefix in prefixes)
    ]
    if form == "json":
        click.echo(json.dumps([msgspec.to_builtins(doubt) for doubt in doubts], ensure_ascii=False))
    else:
        for doubt in doubts:
            click.echo(str(doubt))
        click.echo(f"{len(book)} rules, {len(doubts) or 'no'} doubts", err=True)
    return FINDINGS if doubts and not exit_zero else FINE
