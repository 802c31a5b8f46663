"""Tables: those that hold data, and those that were only ever a way to lay out a page."""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree

_PIECES: Final = etree.XPath(
    "descendant::text()[not(parent::script or parent::style or parent::noscript)]"
    " | descendant::br | descendant::p | descendant::div"
)
_SPACE: Final = re.compile(r"\s+")
#: What a cell of a data table does not hold.
_LAYOUT: Final = (
    "table", "h1", "h2", "h3", "article", "section", "form", "iframe", "ul", "ol", "blockquote",
)  # fmt: skip
_LONG_CELL: Final = 250  # characters: a paragraph, not a datum
_PARAGRAPHS: Final = 3  # in one cell


def is_data(table: Any) -> bool:
    """Does this table say something by its rows and columns?"""
    if any(table.find(f".//{tag}") is not None for tag in _LAYOUT):
        return False
    rows = table.findall(".//tr")
    if len(rows) < 2:
        return False
    widest = 0
    for row in rows:
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        widest = max(widest, len(cells))
        for cell in cells:
            if len(cell.findall("p")) >= _PARAGRAPHS or _size(cell) > _LONG_CELL:
                return False
    return widest > 1


def _size(cell: Any) -> int:
    return sum(len(text.strip()) for text in cell.itertext())


def laid_out(table: Any) -> tuple[str, float]:
    """Its text, a line a row and cells set apart by tabs; and the share of it that is links."""
    rows = []
    for row in table.iter("caption", "tr"):
        cells = [row] if row.tag == "caption" else [c for c in row if c.tag in ("td", "th")]
        texts = [_SPACE.sub(" ", "".join(_seen(cell))).strip() for cell in cells]
        if any(texts):
            rows.append("\t".join(texts).strip("\t"))
    text = "\n".join(rows)
    links = sum(len("".join(link.itertext())) for link in table.iter("a"))
    return text, min(1.0, links / len(text)) if text else 0.0


def _seen(cell: Any) -> list[str]:
    return [" " if hasattr(node, "tag") else node for node in _PIECES(cell)]
