"""What is said of a page that failed."""

from __future__ import annotations

import click

from cleaner.record import Failure


def say(failed: Failure) -> None:
    """Say on stderr that a page failed, and why."""
    click.echo(f"cleaner: {failed.source or failed.id}: {failed.message}", err=True)
