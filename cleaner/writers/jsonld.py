"""The article as schema.org's `NewsArticle`, in JSON-LD.

Names and meanings: schema.org, version 29, NewsArticle, ImageObject, Comment.
"""

from __future__ import annotations

from typing import Any

from cleaner.record import Article, Caption
from cleaner.writers.values import as_uri, line, stated, uri_of


def jsonld(article: Article) -> bytes:
    """One JSON-LD object a line."""
    return line(news_article(article))


def news_article(article: Article) -> dict[str, Any]:
    """The article as a `NewsArticle`. Absent facts are left out."""
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": uri_of(article),
        **stated(
            identifier=article.id,
            url=article.url and as_uri(article.url),
            mainEntityOfPage=article.canonical_url and as_uri(article.canonical_url),
            headline=article.headline,
            description=article.description,
            author=[{"@type": "Person", "name": name} for name in article.authors],
            dateline=article.dateline,
            datePublished=article.date_published,
            dateModified=article.date_modified,
            publisher=_organization(article.publisher),
            sourceOrganization=_organization(article.credit),
            articleSection=[name for name in (article.section, article.kicker) if name],
            keywords=list(article.keywords),
            inLanguage=article.language,
            isAccessibleForFree=article.free_access,
            wordCount=article.counts.words,
            articleBody=article.text,
            image=[_image(caption) for caption in article.captions],
            comment=[
                {
                    "@type": "Comment",
                    "text": comment.text,
                    **stated(author=comment.author and {"@type": "Person", "name": comment.author}),
                }
                for comment in article.comments
            ],
        ),
    }


def _organization(name: str | None) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None


def _image(caption: Caption) -> dict[str, Any]:
    return {
        "@type": "ImageObject",
        **stated(
            caption=caption.text,
            creditText=caption.credit,
            description=caption.alt,
            contentUrl=caption.image_url and as_uri(caption.image_url),
        ),
    }
