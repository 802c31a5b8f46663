"""`cleaner rules list`."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import click

from cleaner.cli import FINE
from cleaner.cli.options import FORMAT, RULES, options
from cleaner.cli.road import run_from
from cleaner.cli.show import show
from cleaner.rulebook import Rule


@click.command("list", short_help="The rules that would run, one a line.")
@click.argument("prefixes", nargs=-1, metavar="[PREFIX…]")
@options(FORMAT, RULES)
def command(prefixes: tuple[str, ...], form: str, **flags: Any) -> int:
    """List the rules that would run here, by id."""
    if prefixes:
        flags["select"] = (*flags["select"], *prefixes)
    rules = run_from(flags).cleaner.rules.rules
    if form == "json":
        click.echo(json.dumps([_row(rule) for rule in rules], ensure_ascii=False, indent=1))
        return FINE
    width = max((len(rule.id) for rule in rules), default=0)
    lines = [f"{rule.id:<{width}}  {rule.label:<12}  {rule.why}" for rule in rules]
    labels = Counter(rule.label for rule in rules)
    total = ", ".join(f"{count} {label}" for label, count in labels.most_common())
    show("\n".join([*lines, f"{len(rules)} rules: {total}"]) + "\n")
    return FINE


def _row(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "label": rule.label,
        "why": rule.why,
        "confidence": rule.confidence,
        "status": rule.status,
        "languages": rule.languages,
        "sites": rule.sites,
        "path": rule.path,
        "line": rule.line,
    }
