"""Flags that say how a run is run: they do not change what a page comes out as."""

from __future__ import annotations

from typing import Any, Final

import click

from cleaner.cli.options import size
from cleaner.engines.pool import Limits

JOBS: Final = (
    click.option(
        "-j",
        "--jobs",
        type=click.IntRange(1),
        metavar="N",
        help="Worker processes. [default: one for each processor]",
    ),
)
RUNNING: Final = (
    *JOBS,
    click.option("--resume", is_flag=True, help="Go on with a run that was interrupted."),
    click.option("--dry-run", is_flag=True, help="Say what would be read, written and resumed."),
    click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the first pages."),
    click.option(
        "--sample",
        type=click.FloatRange(0, 1),
        metavar="SHARE",
        help="Only a share of the pages, the same ones in every run.",
    ),
    click.option(
        "--shard-pages",
        type=click.IntRange(1),
        metavar="N",
        help="Write a folder of files of about so many pages each.",
    ),
    click.option(
        "--page-seconds",
        type=click.FloatRange(0, min_open=True),
        metavar="S",
        help="Give a page up after so long. [default: 120, where there are workers]",
    ),
    click.option(
        "--page-memory",
        type=size,
        metavar="SIZE",
        help="Give a page up if it needs more. [default: 4G, where there are workers]",
    ),
    click.option("-q", "--quiet", is_flag=True, help="No progress, no summary."),
    click.option("-v", "--verbose", is_flag=True, help="Name every page that fails."),
    click.option("--no-progress", is_flag=True, help="No progress, even on a terminal."),
)


def limits_from(flags: dict[str, Any]) -> Limits | None:
    """What the flags allow a page; `None` if they say nothing."""
    given = {"seconds": flags["page_seconds"], "memory": flags["page_memory"]}
    stated = {name: value for name, value in given.items() if value is not None}
    return Limits(**stated) if stated else None
