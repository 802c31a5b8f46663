"""`cleaner rules test`."""

from __future__ import annotations

import json
from typing import Any

import click
import msgspec

from cleaner.cli import FINDINGS, FINE
from cleaner.cli.options import EXIT_ZERO, FORMAT, RULES, options, run_from
from cleaner.rulebook.proof import prove


@click.command("test", short_help="Prove every rule by its own examples.")
@click.argument("prefixes", nargs=-1, metavar="[PREFIX…]")
@options(FORMAT, EXIT_ZERO, RULES)
def command(prefixes: tuple[str, ...], form: str, exit_zero: bool, **flags: Any) -> int:
    """Run the examples of every rule, or of those whose id starts with a prefix: alone, and
    among all rules that run here. Exits 1 if one does not hold."""
    book = run_from(flags).cleaner.rules
    chosen = run_from({**flags, "select": prefixes}).cleaner.rules.rules if prefixes else book.rules
    broken = list(prove(chosen, among=book))
    if form == "json":
        click.echo(json.dumps([msgspec.to_builtins(one) for one in broken], ensure_ascii=False))
    else:
        for one in broken:
            click.echo(str(one))
        lines = sum(len(document) for rule in chosen for document in rule.examples)
        verdict = f"{len(broken)} examples do not hold" if broken else "all hold"
        click.echo(f"{len(chosen)} rules, {lines} example lines: {verdict}", err=True)
    return FINDINGS if broken and not exit_zero else FINE
