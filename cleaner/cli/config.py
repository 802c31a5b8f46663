"""`cleaner config`: the settings, and who set them."""

from __future__ import annotations

import json

import click

from cleaner.cli import FINE
from cleaner.config import KEYS, resolve


@click.command("config", short_help="Show the settings, and who set them.")
@click.argument("what", type=click.Choice(["show", "where"]), default="show")
def command(what: str) -> int:
    """Show the settings as flags, environment, config file and defaults leave them here.

    `show` prints a cleaner.toml; `where` says for each setting who set it.
    """
    found = resolve()
    for key in KEYS:
        value = getattr(found.settings, key)
        line = f"# {key} is not set" if value is None else f"{key} = {_toml(value)}"
        click.echo(f"{line}    # {found.where[key]}" if what == "where" else line)
    return FINE


def _toml(value: object) -> str:
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
