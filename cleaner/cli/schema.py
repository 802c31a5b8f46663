"""`cleaner schema`: JSON Schemas, for validators and editors."""

from __future__ import annotations

import json

import click

from cleaner.cli import FINE
from cleaner.record import article_schema
from cleaner.rulebook.schema import rule_schema


@click.command("schema", short_help="Print the JSON Schema of a record or a rule file.")
@click.argument("what", type=click.Choice(["record", "rule"]))
def command(what: str) -> int:
    """Print a JSON Schema (2020-12).

    \b
    cleaner schema record > article.schema.json
    cleaner schema rule > rule.schema.json
    """
    schema = article_schema() if what == "record" else rule_schema()
    click.echo(json.dumps(schema, indent=2, ensure_ascii=False))
    return FINE
