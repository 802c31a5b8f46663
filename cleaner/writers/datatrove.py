"""Documents for datatrove's `JsonlReader`.

Its metadata are plain values, so lists are joined and the receipt is a JSON text.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec

from cleaner.record import Article
from cleaner.writers.values import line, stated

_FACTS: Final = (
    "source", "url", "canonical_url", "site", "headline", "kicker", "description", "dateline",
    "credit", "date_published", "date_modified", "publisher", "section", "language",
    "free_access", "cluster", "duplicate_of", "duplicate_kind", "similarity", "story",
    "raw_sha256", "source_sha256", "text_sha256", "fetched_at", "rules_sha256",
)  # fmt: skip
_RECEIPT: Final = ("captions", "removed", "repairs", "extra")


def datatrove(article: Article) -> bytes:
    """One document a line: `text`, `id`, `metadata`."""
    return line(document(article))


def document(article: Article) -> dict[str, Any]:
    """The article as a datatrove `Document`, its metadata strings, numbers and truth values."""
    facts = {name: getattr(article, name) for name in _FACTS}
    receipt = {
        name: msgspec.json.encode(value).decode()
        for name in _RECEIPT
        if (value := getattr(article, name))
    }
    metadata = stated(
        **facts,
        authors="; ".join(article.authors),
        keywords="; ".join(article.keywords),
        flags=",".join(article.flags),
        words=article.counts.words,
        removed_words=article.counts.removed_words,
        **receipt,
    )
    return {"text": article.text, "id": article.id, "metadata": metadata}
