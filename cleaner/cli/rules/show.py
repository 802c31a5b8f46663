"""`cleaner rules show`."""

from __future__ import annotations

from typing import Any

import click

from cleaner.cli import FINE
from cleaner.cli.options import RULES, options
from cleaner.cli.road import run_from
from cleaner.cli.show import show
from cleaner.errors import ConfigError
from cleaner.rulebook.describe import page
from cleaner.suggest import did_you_mean


@click.command("show", short_help="A rule's page.")
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@options(RULES)
def command(ids: tuple[str, ...], **flags: Any) -> int:
    """Print the pages of rules: what they know, why, and their examples."""
    book = run_from(flags).cleaner.rules
    pages = []
    for rule_id in ids:
        rule = book.rule(rule_id)
        if rule is None:
            hint = did_you_mean(rule_id, [known.id for known in book.rules])
            raise ConfigError(f"no rule {rule_id!r} runs here{hint}")
        pages.append(page(rule))
    show("\n".join(pages), fold=True)
    return FINE
