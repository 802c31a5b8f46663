"""`cleaner rules new`."""

from __future__ import annotations

import click

from cleaner import labels
from cleaner.cli import FINE
from cleaner.errors import ConfigError, RuleError
from cleaner.language import guess
from cleaner.rulebook.sketch import sketch


@click.command("new", short_help="Draft a rule from lines that should go.")
@click.argument("lines", nargs=-1, required=True, metavar="LINE…")
@click.option(
    "--label",
    type=click.Choice(labels.RULE_LABELS),
    default="promo",
    show_default=True,
    help="What the lines are.",
)
@click.option("--language", help="BCP 47 tag; guessed from the lines if it can be.")
@click.option("--name", help="The rule's name; made from its words if not given.")
@click.option(
    "--keep", multiple=True, metavar="LINE", help="A line that looks alike and must stay."
)
def command(
    lines: tuple[str, ...],
    label: str,
    language: str | None,
    name: str | None,
    keep: tuple[str, ...],
) -> int:
    """Draft a rule that takes these lines, proved on them, ready to be edited.

    The rule is printed; the file it belongs to is named on stderr.

    \b
    cleaner rules new "Sign up for Morning Tide" "Sign up for Harbour News" --label newsletter
    """
    language = language or guess(" ".join(lines)) or "any"
    try:
        text, broken = sketch(lines, keep=keep, label=label, language=language, name=name)
    except RuleError as error:
        raise ConfigError(f"no rule can be drafted from these lines: {error.message}") from error
    click.echo(text, nl=False)
    for one in broken:
        click.echo(f"note: {one}", err=True)
    click.echo(f"belongs to {language}/{label}.yaml", err=True)
    return FINE
