"""Pages that rules are tried on, for commands that take `--on`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import click

from cleaner.pipeline import Cleaner
from cleaner.record import Failure

if TYPE_CHECKING:
    from cleaner.evaluate.sheets import Sheet

ON: Final = (
    click.option(
        "--on",
        "on",
        multiple=True,
        metavar="FILE",
        help="Try it on these: pages, records, labelled lines; folders and patterns too.",
    ),
)


def sheets(paths: Sequence[str], road: Cleaner) -> Iterator[Sheet]:
    """The pages that can be read; of each other one stderr says why not."""
    from cleaner.evaluate.sheets import read_sheets  # noqa: PLC0415  readers are needed here alone

    for sheet in read_sheets(paths, road):
        if isinstance(sheet, Failure):
            click.echo(f"cleaner: passed over {sheet.id}: {sheet.message}", err=True)
        else:
            yield sheet
