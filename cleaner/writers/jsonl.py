"""One record a line."""

from __future__ import annotations

from cleaner.record import Article


def jsonl(article: Article) -> bytes:
    """The whole record as one JSON line."""
    return article.to_json() + b"\n"
