"""The article alone, as plain text."""

from __future__ import annotations

from cleaner.record import Article


def text(article: Article) -> bytes:
    """Headline, standfirst and text, a blank line between blocks."""
    parts = [part for part in (article.headline, article.description, article.text) if part]
    return (Article.separator.join(parts) + "\n").encode()
