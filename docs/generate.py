"""Write the parts of the documentation that are generated: docs/cli.md from the real `--help`.

python docs/generate.py [--check]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from cleaner.cli import cli

PATH = Path(__file__).parent / "cli.md"
WIDTH = 100


def page() -> str:
    """The command line reference."""
    parts = ["# Commands\n\nGenerated from `--help` by `make docs`.\n"]
    for words, command, context in commands("cleaner", cli, None):
        parts.append(f"## {words}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def commands(
    words: str, command: click.Command, parent: click.Context | None
) -> Iterator[tuple[str, click.Command, click.Context]]:
    """Every command with the words that call it."""
    name = words.rpartition(" ")[2]
    context = click.Context(
        command, info_name=name, parent=parent, terminal_width=WIDTH, max_content_width=WIDTH
    )
    yield words, command, context
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            assert found is not None
            yield from commands(f"{words} {inner}", found, context)


if __name__ == "__main__":
    if "--check" in sys.argv:
        raise SystemExit(PATH.read_text(encoding="utf-8") != page())
    PATH.write_text(page(), encoding="utf-8")
