"""What the page says of itself in JSON-LD: one article, if there is one."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

#: schema.org types that are an article, best first.
ARTICLES: Final = (
    "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle",
    "OpinionNewsArticle", "ReviewNewsArticle", "AdvertiserContentArticle", "SatiricalArticle",
    "AskPublicNewsArticle", "LiveBlogPosting", "Article", "BlogPosting", "ScholarlyArticle",
    "TechArticle", "Report", "SocialMediaPosting", "DiscussionForumPosting", "Recipe", "HowTo",
    "Review", "CreativeWork", "WebPage", "ItemPage",
)  # fmt: skip
_RANK: Final = {name: rank for rank, name in enumerate(ARTICLES)}
_NEWS: Final = _RANK["Article"]  # before it, the types of a newsroom
_WEB_PAGE: Final = _RANK["CreativeWork"]  # from here on, a type that says little

_DEPTH: Final = 12  # how deep a graph is searched
_SHAPES: Final = 6  # how deep a name is looked for
_NODES: Final = 2_000  # how many of its nodes
_TRAILING: Final = re.compile(r",\s*([}\]])")
_WRAPPING: Final = re.compile(
    r"^\s*(?:<!--|<!\[CDATA\[|//\s*<!\[CDATA\[)|(?:-->|\]\]>|//\s*\]\]>)\s*;?\s*$"
)


def articles(root: Any) -> list[dict[str, Any]]:
    """The nodes of the page's graphs that are articles, the best type first."""
    found: list[dict[str, Any]] = []
    for script in root.iter("script"):
        kind = script.get("type")
        if kind and "ld+json" in kind.lower() and script.text:
            graph = _parsed(script.text)
            found += [node for node in _nodes(graph) if _rank(node) < len(ARTICLES)]
    # A node that only says "this is a page" ranks below one with a headline.
    found.sort(key=lambda node: (_rank(node), "headline" not in node))
    return found


def is_article(node: dict[str, Any]) -> bool:
    """Is it more than a page or a work?"""
    return _rank(node) < _WEB_PAGE


def is_news(node: dict[str, Any]) -> bool:
    """Is it the work of a newsroom, by its own word?"""
    return _rank(node) < _NEWS


def types_of(node: dict[str, Any]) -> list[str]:
    """Its types, without their namespace."""
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return [name.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in names if isinstance(name, str)]


def strings(value: Any, *, depth: int = _SHAPES) -> list[str]:
    """The text of a value, whatever shape it was given: a string, a node with a name, a list."""
    if isinstance(value, str):
        text = " ".join(html.unescape(value).split())
        return [text] if text else []
    if depth and isinstance(value, dict):
        name = value.get("name") or value.get("@value") or value.get("alternateName")
        return strings(name, depth=depth - 1)
    if depth and isinstance(value, list):
        return [text for item in value for text in strings(item, depth=depth - 1)]
    return []


def markup(value: Any) -> str | None:
    """A text as it stands, line breaks and elements kept."""
    return html.unescape(value) if isinstance(value, str) and value.strip() else None


def string(value: Any) -> str | None:
    """The first text of a value."""
    return next(iter(strings(value)), None)


def _rank(node: dict[str, Any]) -> int:
    return min((_RANK.get(name, len(ARTICLES)) for name in types_of(node)), default=len(ARTICLES))


def _nodes(graph: Any) -> Iterator[dict[str, Any]]:
    queue: list[tuple[Any, int]] = [(graph, 0)]
    seen = 0
    while queue and seen < _NODES:
        value, depth = queue.pop(0)
        seen += 1
        if isinstance(value, list) and depth < _DEPTH:
            queue += [(item, depth + 1) for item in value]
        elif isinstance(value, dict):
            if "@type" in value:
                yield value
            if depth < _DEPTH:
                queue += [
                    (value[key], depth + 1)
                    for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")
                    if isinstance(value.get(key), (dict, list))
                ]


def _parsed(text: str) -> Any:
    """The graph, forgiving what publishers do to JSON; None if nothing helps."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        pass
    text = _TRAILING.sub(r"\1", _WRAPPING.sub("", text).rstrip().rstrip(";"))
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
