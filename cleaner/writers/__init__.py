"""How records leave: one writer a format, each a function from articles to bytes."""

from __future__ import annotations

from typing import Final

from cleaner.writers.datatrove import datatrove
from cleaner.writers.dolma import attributes, documents
from cleaner.writers.jsonl import jsonl
from cleaner.writers.jsonld import jsonld
from cleaner.writers.markdown import markdown
from cleaner.writers.ninjs import ninjs
from cleaner.writers.tables import PARQUET
from cleaner.writers.text import text
from cleaner.writers.writer import Lines, Writer, lines

WRITERS: Final[dict[str, Writer]] = {
    "jsonl": lines(jsonl),
    # Plain text sets articles apart by the character that was made for it.
    "text": lines(text, suffix=".txt", between=b"\n\f\n"),
    "markdown": lines(markdown, suffix=".md", between=b"\n---\n\n"),
    "parquet": PARQUET,
    # Dolma looks for the attributes of `documents/x` under `attributes/<name>/x`.
    "dolma": Writer(Lines(documents, attributes), folders=("documents", "attributes/cleaner")),
    "datatrove": lines(datatrove),
    "ninjs": lines(ninjs),
    "jsonld": lines(jsonld),
}

__all__ = [
    "WRITERS",
    "Lines",
    "Writer",
    "datatrove",
    "jsonl",
    "jsonld",
    "lines",
    "markdown",
    "ninjs",
    "text",
]
