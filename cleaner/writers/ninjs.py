"""The article as IPTC ninjs 3.1, the news agencies' JSON.

Names and meanings: IPTC, ninjs 3.1 (`ninjs-schema_3.1.json`). Its dates are moments: a date that
names only a day stands among the descriptions, since a made-up hour would be an invention.
"""

from __future__ import annotations

from typing import Any, Final

from cleaner.record import Article, Caption
from cleaner.writers.values import as_uri, is_moment, line, stated, uri_of

SCHEMA: Final = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"
#: Flags of pages whose text is known to be only a part of the story.
_PARTIAL: Final = frozenset(("paywall", "truncated"))


def ninjs(article: Article) -> bytes:
    """One ninjs object a line."""
    return line(news_object(article))


def news_object(article: Article) -> dict[str, Any]:
    """The article as a ninjs object. Absent facts are left out."""
    published, modified = article.date_published, article.date_modified
    uri = uri_of(article)
    return {
        "uri": uri,
        "type": "text",
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "representationType": "full" if _PARTIAL.isdisjoint(article.flags) else "partial",
        **stated(
            contentCreated=published if is_moment(published) else None,
            versionCreated=modified if is_moment(modified) else None,
            language=article.language,
            headlines=_roles(main=article.headline, kicker=article.kicker),
            descriptions=_roles(
                standfirst=article.description,
                published=None if is_moment(published) else published,
                modified=None if is_moment(modified) else modified,
            ),
            bodies=[
                {
                    "role": "main",
                    "contentType": "text/plain",
                    "charCount": len(article.text),
                    "wordCount": article.counts.words,
                    "value": article.text,
                }
            ],
            by=", ".join(article.authors),
            people=[{"name": name, "rel": "author"} for name in article.authors],
            located=article.dateline,
            infoSources=[
                {"name": name, "role": role}
                for role, name in (("publisher", article.publisher), ("credit", article.credit))
                if name
            ],
            subjects=[
                {"name": name, "rel": rel}
                for rel, names in (("section", (article.section,)), ("keyword", article.keywords))
                for name in names
                if name
            ],
            associations=[
                _picture(caption, uri, number) for number, caption in enumerate(article.captions, 1)
            ],
        ),
        "altIds": [{"role": "id", "value": article.id}],
    }


def _roles(**values: str | None) -> list[dict[str, str]]:
    return [{"role": role, "value": value} for role, value in values.items() if value]


def _picture(caption: Caption, uri: str, number: int) -> dict[str, Any]:
    address = as_uri(caption.image_url) if caption.image_url else None
    return {
        "name": f"picture-{number}",
        "uri": address or f"{uri.partition('#')[0]}#picture-{number}",
        "type": "picture",
        **stated(
            by=caption.credit,
            descriptions=_roles(caption=caption.text, alt=caption.alt),
            renditions=[{"name": "main", "href": address}] if address else [],
        ),
    }
