"""How records leave: one writer a format, each a function from an article to bytes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from cleaner.record import Article
from cleaner.writers.datatrove import datatrove
from cleaner.writers.jsonl import jsonl
from cleaner.writers.jsonld import jsonld
from cleaner.writers.markdown import markdown
from cleaner.writers.ninjs import ninjs
from cleaner.writers.text import text


class Writer(NamedTuple):
    """How to write one article, and what stands between two."""

    write: Callable[[Article], bytes]
    between: bytes = b""


WRITERS: Final[dict[str, Writer]] = {
    "jsonl": Writer(jsonl),
    # Plain text sets articles apart by the character that was made for it.
    "text": Writer(text, b"\n\f\n"),
    "markdown": Writer(markdown, b"\n---\n\n"),
    "datatrove": Writer(datatrove),
    "ninjs": Writer(ninjs),
    "jsonld": Writer(jsonld),
}

__all__ = ["WRITERS", "Writer", "datatrove", "jsonl", "jsonld", "markdown", "ninjs", "text"]
