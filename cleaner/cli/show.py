"""Text for people, through a pager where it is longer than the terminal."""

from __future__ import annotations

import shutil
import sys

import click

from cleaner.terminal import folded


def show(text: str, *, pager: bool = True, fold: bool = False) -> None:
    """Print, or page if it would scroll away.

    Args:
        text: lines.
        pager: may it be paged?
        fold: fold lines that are wider than the terminal; for text without colour.
    """
    if not sys.stdout.isatty():
        sys.stdout.write(text)
        return
    size = shutil.get_terminal_size()
    if fold:
        lines = (part for line in text.split("\n") for part in folded(line, size.columns))
        text = "\n".join(lines)
    if pager and text.count("\n") >= size.lines:
        click.echo_via_pager(text)
    else:
        sys.stdout.write(text)
