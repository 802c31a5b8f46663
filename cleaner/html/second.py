"""The second extractor: trafilatura, asked only when the tree's own evidence falls short.

This is the one file that knows it. It is imported when it is needed, never with `deduplicate`
(which remembers the page before) and never for comments; its dates, which look at the clock, are
not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

from lxml import etree
from lxml.html import HtmlElementClassLookup

from cleaner.html.reading import HtmlBlock

#: How its elements are called here.
_KINDS: Final = {
    "p": "paragraph", "head": "heading", "quote": "quote", "item": "list-item",
    "table": "table", "code": "code",
}  # fmt: skip
_PIECES: Final = etree.XPath("descendant::text() | descendant::lb")
NAME: Final = "trafilatura"


def second_opinion(root: Any) -> tuple[list[HtmlBlock], str] | None:
    """Its blocks and its version; None if it finds nothing or is not there."""
    try:
        import trafilatura  # noqa: PLC0415  two hundred milliseconds that most runs never pay
    except ImportError:
        return None
    # It knows the elements of `lxml.html` only, and a copy is made of those that its parser names.
    root.getroottree().parser.set_element_class_lookup(HtmlElementClassLookup())
    # Without metadata it reads no dates and no clock.
    document = trafilatura.bare_extraction(
        deepcopy(root), include_comments=False, include_formatting=False, deduplicate=False,
        with_metadata=False,
    )  # fmt: skip
    if document is None or document.body is None:
        return None
    blocks = list(_blocks(document.body))
    return (blocks, str(trafilatura.__version__)) if blocks else None


def _blocks(body: Any) -> Iterator[HtmlBlock]:
    for element in body:
        kind = _KINDS.get(element.tag, "paragraph")
        if element.tag == "list":
            for item in element.iter("item"):
                yield from _lines(item, "list-item")
        elif kind == "table":
            rows = [
                "\t".join([_flat(cell) for cell in row.iter("cell")]) for row in element.iter("row")
            ]
            if text := "\n".join([row for row in rows if row.strip()]):
                yield HtmlBlock(text=text, label="table")
        elif kind == "code":
            if text := "".join(element.itertext()).strip("\n"):
                yield HtmlBlock(text=text, label="code")
        else:
            yield from _lines(element, kind)


def _lines(element: Any, kind: str) -> Iterator[HtmlBlock]:
    level = element.get("rend") if kind == "heading" else None
    depth = int(level[1]) if level and re.fullmatch(r"h[1-6]", level) else None
    for line in _broken(element).split("\n"):
        if text := " ".join(line.split()):
            yield HtmlBlock(text=text, label=kind, level=depth)


def _flat(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _broken(element: Any) -> str:
    """Its text, with a line break for each `<lb/>`."""
    return "".join(
        ["\n" if hasattr(node, "tag") else " ".join(_spaced(node)) for node in _PIECES(element)]
    )


def _spaced(text: str) -> list[str]:
    return re.split(r"\s+", text)
