"""`cleaner explain`: why is this block not in the text?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cleaner.cli import FINE, SOME_FAILED
from cleaner.cli.drafts import drafts
from cleaner.cli.options import COLOR, PAGE, PAGER, RULES, options
from cleaner.cli.paint import Painter
from cleaner.cli.road import run_from
from cleaner.cli.say import say
from cleaner.cli.show import show
from cleaner.errors import ConfigError
from cleaner.readers import STDIN
from cleaner.rulebook import RuleBook
from cleaner.rulebook.describe import page as rule_page
from cleaner.stages.reasons import REASONS, reason
from cleaner.suggest import did_you_mean


@click.command("explain", short_help="Every block with its label and its reason; or a rule's page.")
@click.argument("what", metavar="PATH|RULE")
@options(PAGE, RULES, COLOR, PAGER)
def command(what: str, color: bool | None, pager: bool, **flags: Any) -> int:
    """Show every block of a page with its label and the rule that gave it; or the page of a
    rule: what it knows, why, and its examples.

    \b
    cleaner explain seeds/000_a9cedf9aad49a189.txt
    cleaner explain en/newsletter/sign-up
    """
    run = run_from(flags)
    if what != STDIN and not Path(what).exists():
        show(_reason(what, run.cleaner.rules), pager=pager, fold=True)
        return FINE
    for draft in drafts([what], run.cleaner.draft, say, **run.known):
        show(Painter(color).draft(draft), pager=pager)
        return FINE
    return SOME_FAILED


def _reason(what: str, book: RuleBook) -> str:
    """The page of a rule or of a stage's own reason; or the ids below a prefix."""
    rule = book.rule(what)
    if rule is not None:
        return rule_page(rule)
    if why := reason(what):
        return f"{what}\n\n  {why}\n"
    known = [*(rule.id for rule in book.rules), *REASONS]
    inside = [rule_id for rule_id in known if rule_id.startswith(what.rstrip("/") + "/")]
    if inside:
        return "\n".join([f"{what.rstrip('/')} holds {len(inside)}:", *inside]) + "\n"
    raise ConfigError(f"{what!r} is neither a file nor a rule{did_you_mean(what, known)}")
