"""`cleaner rules new`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import click

from cleaner import labels
from cleaner.cli import FINE
from cleaner.cli.options import RULES, options
from cleaner.cli.road import run_from
from cleaner.cli.sheets import ON, sheets
from cleaner.errors import ConfigError, RuleError
from cleaner.language import guess
from cleaner.rulebook import RuleBook
from cleaner.rulebook.sketch import sketch

if TYPE_CHECKING:
    from cleaner.evaluate.hits import Hit

#: So much is shown of a line and of its neighbours.
_SHOWN: Final = 70


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
@click.option(
    "--show", "most", type=click.IntRange(0), default=8, show_default=True, metavar="N",
    help="Of what it would take, show so many lines.",
)  # fmt: skip
@options(ON, RULES)
def command(
    lines: tuple[str, ...],
    label: str,
    language: str | None,
    name: str | None,
    keep: tuple[str, ...],
    most: int,
    on: tuple[str, ...],
    **flags: Any,
) -> int:
    """Draft a rule that takes these lines, proved on them, ready to be edited.

    The rule is printed; stderr names the file that it belongs to. With `--on` stderr also says
    what the draft would take from those pages: how many lines, how many of them go already, how
    many read like prose, and which, each between its neighbours, the doubtful ones first.

    \b
    cleaner rules new "Sign up for Morning Tide" "Sign up for Harbour News" --label newsletter
    cleaner rules new "Sign up for Morning Tide" --label newsletter --on articles.jsonl
    """
    language = language or guess(" ".join(lines)) or "any"
    try:
        draft = sketch(lines, keep=keep, label=label, language=language, name=name)
    except RuleError as error:
        raise ConfigError(f"no rule can be drafted from these lines: {error.message}") from error
    click.echo(draft.text, nl=False)
    for one in draft.broken:
        click.echo(f"note: {one}", err=True)
    click.echo(f"belongs to {language}/{label}.yaml", err=True)
    if on:
        _try(RuleBook(draft.rules), on, most, flags)
    return FINE


def _try(rule: RuleBook, on: Sequence[str], most: int, flags: dict[str, Any]) -> None:
    from cleaner.evaluate.hits import Hit, hits_on  # noqa: PLC0415  only where there are pages

    road = run_from(flags).cleaner
    pages = 0
    found: list[Hit] = []
    for sheet in sheets(on, road):
        pages += 1
        found += hits_on(sheet, rule, road.rules)
    where = len({hit.page for hit in found})
    known = sum(hit.known is not None for hit in found)
    prose = sum(hit.prose for hit in found)
    story = sum(bool(hit.story) for hit in found)
    lines = "1 line" if len(found) == 1 else f"{len(found)} lines"
    told = f"takes {lines} on {where} of {pages} pages; {known} gone already; "
    told += f"like prose: {prose}"
    if any(hit.story is not None for hit in found):
        told += f"; story by its label: {story}"
    click.echo(told, err=True)
    for hit in sorted(found, key=Hit.weight)[:most]:
        click.echo("\n".join(_shown(hit)), err=True)
    if len(found) > most:
        click.echo(f"… and {len(found) - most} more (--show {len(found)})", err=True)


def _shown(hit: Hit) -> list[str]:
    notes = [word for word, told in (("story", hit.story), ("prose", hit.prose)) if told]
    if hit.known:
        notes.append(f"gone already: {hit.known}")
    lines = [f"{hit.page}{'  (' + '; '.join(notes) + ')' if notes else ''}"]
    for mark, text in ((" ", hit.before), ("-", hit.taken), (" ", hit.after)):
        if text:
            line = " ".join(text.split())
            lines.append(f"  {mark} {line[:_SHOWN]}{'…' if len(line) > _SHOWN else ''}")
    return lines
