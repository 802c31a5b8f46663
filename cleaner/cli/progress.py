"""How far a run is, on a terminal; nothing elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import Any

from cleaner.cli.summary import counted
from cleaner.engines.tally import Tally
from cleaner.readers import Place

_LABELS = 3


class Progress:
    """A line that tells articles, rate, what is left, cuts by label and failures.

    Args:
        places: what is read, for the size of it all.
        shown: draw anything at all.
    """

    def __init__(self, places: Sequence[Place], *, shown: bool) -> None:
        self.read = 0
        self._bar: Any = None
        self._context: AbstractContextManager[Any] = nullcontext()
        if not shown:
            return
        from rich.console import Console  # noqa: PLC0415  only where it is seen
        from rich.progress import BarColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
        from rich.progress import Progress as Bar  # noqa: PLC0415

        sizes = [place.size() for place in places]
        total = sum(size for size in sizes if size is not None) if None not in sizes else None
        self._bar = self._context = Bar(
            BarColumn(24),
            TextColumn("{task.percentage:>3.0f}%"),
            TextColumn("{task.fields[told]}"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("", total=total, told="starting")

    def __enter__(self) -> Progress:
        self._context.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._context.__exit__(kind, error, trace)

    @property
    def meter(self) -> Callable[[int], None] | None:
        """Told how many bytes of input were read; `None` if nobody looks."""
        return self._count if self._bar is not None else None

    def _count(self, size: int) -> None:
        self.read += size

    def show(self, tally: Tally) -> None:
        """Draw these counts."""
        if self._bar is None:
            return
        speed = tally.pages / max(self._bar.tasks[0].elapsed or 0.0, 0.1)
        told = [f"{tally.articles:,} articles", f"{speed:,.0f}/s"]
        if tally.labels:
            told.append(f"cuts: {counted(tally.labels, _LABELS)}")
        if tally.failures:
            told.append(f"{tally.failures:,} failed")
        self._bar.update(self._task, completed=self.read, told=" · ".join(told))
