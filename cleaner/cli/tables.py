"""Tables for a terminal, and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from wcwidth import wcswidth

WIDTH: Final = 80
#: A column of words is not made narrower than this.
NARROWEST: Final = 12

Row = Mapping[str, Any]


def drawn(rows: Sequence[Row], *, width: int = WIDTH) -> Iterator[str]:
    """The lines of a table for a terminal; numbers stand at the right. The head of a column breaks
    at its underscores, and the widest column of words is shortened in the middle to fit."""
    if not rows:
        return
    names = list(rows[0])
    heads = [name.split("_") for name in names]
    cells = [[_cell(row[name]) for name in names] for row in rows]
    columns = zip(heads, zip(*cells, strict=True), strict=True)
    widths = [max(map(_width, (*head, *column))) for head, column in columns]
    right = _right(rows)
    over = sum(widths) + 2 * (len(widths) - 1) - width
    if over > 0 and not all(right):
        widest = max((n for n, flush in enumerate(right) if not flush), key=widths.__getitem__)
        widths[widest] = max(NARROWEST, widths[widest] - over)
    deep = max(map(len, heads))
    tops = [[""] * (deep - len(head)) + head for head in heads]
    for line in (*map(list, zip(*tops, strict=True)), *cells):
        yield "  ".join(map(_padded, line, widths, right)).rstrip()


def markdown(rows: Sequence[Row]) -> Iterator[str]:
    """The lines of a Markdown table."""
    if not rows:
        return
    yield f"| {' | '.join(rows[0])} |"
    yield f"|{'|'.join('---:' if flush else '---' for flush in _right(rows))}|"
    for row in rows:
        yield f"| {' | '.join(map(_cell, row.values()))} |"


def _right(rows: Sequence[Row]) -> list[bool]:
    return [not isinstance(value, str) for value in rows[0].values()]


def _cell(value: Any) -> str:
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def _padded(cell: str, width: int, flush: bool) -> str:
    if _width(cell) > width:
        half = (width - 1) // 2
        cell = cell[:half] + "…" + cell[len(cell) - (width - 1 - half) :]
    blanks = " " * (width - _width(cell))
    return blanks + cell if flush else cell + blanks


def _width(cell: str) -> int:
    return max(int(wcswidth(cell)), 0)
