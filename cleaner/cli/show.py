"""Text for people, through a pager where it is longer than the terminal."""

from __future__ import annotations

import shutil
import sys

import click


def show(text: str) -> None:
    """Print, or page if it would scroll away."""
    if sys.stdout.isatty() and text.count("\n") >= shutil.get_terminal_size().lines:
        click.echo_via_pager(text)
    else:
        sys.stdout.write(text)
