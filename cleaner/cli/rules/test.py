"""`cleaner rules test`."""

from __future__ import annotations

from typing import Any

import click

from cleaner.cli import FINDINGS, FINE
from cleaner.cli.options import COLOR, RULES, options
from cleaner.cli.options import FINDINGS as TELLING
from cleaner.cli.road import run_from
from cleaner.cli.tell import Asked, about, called, tell
from cleaner.findings import Finding, fingerprint, told_apart
from cleaner.findings.place import line_of
from cleaner.rulebook.proof import NOTHING, Broken, prove


@click.command("test", short_help="Prove every rule by its own examples.")
@click.argument("prefixes", nargs=-1, metavar="[PREFIX…]")
@options(TELLING, RULES, COLOR)
def command(prefixes: tuple[str, ...], exit_zero: bool, color: bool | None, **flags: Any) -> int:
    """Run the examples of every rule, or of those whose id starts with a prefix: alone, and
    among all rules that run here. Exits 1 if one does not hold."""
    asked = Asked.of(flags)
    book = run_from(flags).cleaner.rules
    chosen = run_from({**flags, "select": prefixes}).cleaner.rules.rules if prefixes else book.rules
    here = about("cleaner rules test", book, color)
    here.checked += sorted({called(rule.path) for rule in chosen})
    told = tell(told_apart(map(_finding, prove(chosen, among=book))), here, asked)
    lines = sum(len(document) for rule in chosen for document in rule.examples)
    verdict = f"{told.findings} examples do not hold" if told.findings else "all hold"
    click.echo(f"{len(chosen)} rules, {lines} example lines: {verdict}", err=True)
    return FINDINGS if told.findings and not exit_zero else FINE


def _finding(broken: Broken) -> Finding:
    details = {}
    if broken.should_leave is not None:
        details = {"wanted": broken.should_leave or NOTHING, "got": broken.left or NOTHING}
    path = called(broken.path)
    return Finding(
        rule=broken.rule,
        message=f"{broken.wanted}, but {broken.got} ({broken.among})",
        path=path,
        line=broken.line,
        excerpt=line_of(broken.path, broken.line, broken.text),
        details=details,
        fingerprint=fingerprint(broken.rule, path, broken.among, broken.text),
    )
