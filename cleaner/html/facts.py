"""What a page states of its article, in its data: JSON-LD first, then Open Graph and `<meta>`.

The tree is asked afterwards for what only it can show (`read` fills in the displayed headline,
standfirst and byline). Every value is text the publisher wrote; nothing is guessed.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from lxml import etree

from cleaner.html import jsonld
from cleaner.html.dates import in_url, rfc3339
from cleaner.html.head import Head

_PUBLISHED: Final = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished",
    "date", "pubdate", "publishdate", "publish_date", "publish-date", "published_time",
    "parsely-pub-date", "sailthru.date", "dc.date", "dc.date.issued", "dcterms.created",
    "dcterms.date", "dc.date.created", "cxenseparse:recs:publishtime", "article.published",
    "citation_publication_date", "citation_date",
)  # fmt: skip
_MODIFIED: Final = (
    "article:modified_time", "og:updated_time", "og:modified_time", "datemodified",
    "last-modified", "lastmod", "dcterms.modified", "dc.date.modified", "article.updated",
    "modified_time", "revised",
)  # fmt: skip
_AUTHORS: Final = (
    "author", "article:author", "og:article:author", "parsely-author", "sailthru.author",
    "dc.creator", "dcterms.creator", "byl", "cxenseparse:author", "article.author",
    "citation_author", "twitter:creator:name",
)  # fmt: skip
_TITLES: Final = (
    "og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "title",
)  # fmt: skip
_DESCRIPTIONS: Final = ("og:description", "description", "twitter:description", "dc.description")
_SECTIONS: Final = ("article:section", "og:article:section", "parsely-section", "section")
_KEYWORDS: Final = ("news_keywords", "keywords", "parsely-tags", "sailthru.tags")
_PUBLISHERS: Final = ("og:site_name", "dc.publisher", "publisher", "application-name", "copyright")

_PROPERTIES: Final = etree.XPath(
    "body/descendant::*[@itemprop='author' or @itemprop='datePublished' or @itemprop='dateModified'"
    " or @rel='author']"
)
_BY: Final = re.compile(r"^\s*(?:by|von|par|por|di|door|av|от)\s*:?\s+", re.IGNORECASE)
_NOT_A_NAME: Final = re.compile(
    r"https?://|@|www\.|\.(?:com|org|net)\b|^\W*$|\d{4}|[:(<]", re.IGNORECASE
)
_ASIDE: Final = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")  # `(dpa)`, a shorthand after a name
_NAME_SIZE: Final = 80  # characters of a property that may be a name or a date
_NAME_WORDS: Final = 6
_BYLINES: Final = 3  # linked by `rel=author`; with more of them they are other stories' authors
_KEYWORDS_KEPT: Final = 40
_SUFFIX: Final = re.compile(
    r"\s+[|–—·•»:-]+\s+|\s*[|｜_]\s*|(?<=[\u3040-\u9fff])-(?=[\u3040-\u9fff])"
)
_LANGUAGE: Final = re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")
_PUBLIC_SECOND: Final = frozenset({
    "ac", "co", "com", "edu", "go", "gob", "gouv", "gov", "govt", "ne", "net", "nom", "or", "org",
})  # fmt: skip
_LOCKED: Final = frozenset({"locked", "metered", "premium", "paid", "subscriber"})


class Facts:
    """The page's statements, sorted. `fields` are those that go into the record as they are."""

    def __init__(self, root: Any, *, url: str | None) -> None:
        self.nodes = jsonld.articles(root)
        self.head = head = Head(root)
        self.node = node = next((n for n in self.nodes if jsonld.is_article(n)), {})
        page = next(iter(self.nodes), {})
        self.body_markup = jsonld.markup(node.get("articleBody"))
        self.body = jsonld.string(node.get("articleBody"))
        titles = [jsonld.string(node.get("headline")), *[head.first(name) for name in _TITLES]]
        self.titles = _unlike([*titles, jsonld.string(node.get("name")), head.title])
        described = [jsonld.string(node.get(key)) for key in ("description", "abstract")]
        described += [head.first(name) for name in _DESCRIPTIONS]
        described += jsonld.strings(node.get("alternativeHeadline"))
        self.descriptions = _unlike(described)
        self._root = root
        self.publisher = jsonld.string(node.get("publisher")) or head.first(*_PUBLISHERS[:1])
        self.authors = self._authors()
        canonical = _absolute(
            head.links.get("canonical") or head.first("og:url") or jsonld.string(page.get("url")),
            url,
        )
        self.site = site_of(url or canonical)
        self.fields: dict[str, Any] = {
            "headline": self._headline(),
            "authors": tuple(self.authors),
            "date_published": self._date("datePublished", _PUBLISHED)
            or in_url(url or canonical or ""),
            "date_modified": self._date("dateModified", _MODIFIED),
            "publisher": self.publisher,
            "section": next(iter(jsonld.strings(node.get("articleSection"))), None)
            or head.first(*_SECTIONS),
            "keywords": self._keywords(),
            "language": self._language(),
            "canonical_url": canonical,
            "site": self.site,
            "description": next(iter(self.descriptions), None),
            "free_access": self._free(),
        }

    @cached_property
    def shown(self) -> dict[str, list[str]]:
        """What the tree says by `itemprop` and `rel`: asked only where data is silent."""
        return _microdata(self._root)

    def stated(self) -> dict[str, Any]:
        """The fields that are known."""
        return {name: value for name, value in self.fields.items() if value not in (None, (), "")}

    def _headline(self) -> str | None:
        if stated := jsonld.string(self.node.get("headline")):
            return stated
        host = (self.site or "").partition(".")[0]
        return without_site(self.titles[0], self.publisher or host) if self.titles else None

    def _authors(self) -> list[str]:
        names = jsonld.strings(self.node.get("author")) or jsonld.strings(self.node.get("creator"))
        if not names:
            found = (self.head.all.get(name) for name in _AUTHORS)
            names = next((values for values in found if values and _people(values)), [])
        people = _people(names) or self._shown_people()
        return [name for name in people if name != self.publisher]

    def _shown_people(self) -> list[str]:
        people = _people(self.shown.get("author", []))
        return people if len(people) <= _BYLINES else []

    def _date(self, key: str, names: tuple[str, ...]) -> str | None:
        stated = [jsonld.string(node.get(key)) for node in (self.node, *self.nodes)]
        stated += [self.head.first(name) for name in names]
        found = next((date for text in stated if text and (date := rfc3339(text))), None)
        if found is None:
            shown = self.shown.get(key, [])
            found = next((date for text in shown if (date := rfc3339(text))), None)
        return found

    def _keywords(self) -> tuple[str, ...]:
        words = jsonld.strings(self.node.get("keywords")) or self.head.all.get("article:tag", [])
        for name in _KEYWORDS:
            words = words or self.head.all.get(name, [])
        if len(words) == 1:
            words = re.split(r"\s*[,;，、]\s*", words[0])
        return tuple(dict.fromkeys([word for word in words if word]))[:_KEYWORDS_KEPT]

    def _language(self) -> str | None:
        stated = (
            self.head.language, *jsonld.strings(self.node.get("inLanguage")),
            self.head.first("og:locale", "content-language", "language", "dc.language"),
        )  # fmt: skip
        return next((tag for text in stated if text and (tag := language_tag(text))), None)

    def _free(self) -> bool | None:
        for node in self.nodes:
            value = node.get("isAccessibleForFree")
            if isinstance(value, bool):
                return value
            if isinstance(value, str) and value.lower().rsplit("/", 1)[-1] in ("true", "false"):
                return value.lower().rsplit("/", 1)[-1] == "true"
        tier = self.head.first("article:content_tier", "og:article:content_tier")
        if tier:
            return False if tier.lower() in _LOCKED else True if tier.lower() == "free" else None
        return None


def _microdata(root: Any) -> dict[str, list[str]]:
    """What the page's own elements say by `itemprop` or `rel`, outside its head."""
    found: dict[str, list[str]] = {}
    for element in _PROPERTIES(root):
        name = element.get("itemprop") or element.get("rel")
        stated = element.get("content") or element.get("datetime")
        if not stated:
            inner = element.find(".//*[@itemprop='name']")
            stated = "".join((element if inner is None else inner).itertext())
        text = " ".join(stated.split())
        if text and len(text) < _NAME_SIZE:
            found.setdefault(name, []).append(text)
    return found


def without_site(title: str, publisher: str | None) -> str:
    """A page title less the name of the site at its end.

    >>> without_site("Storm hits coast | The Daily Example", "Daily Example")
    'Storm hits coast'
    """
    parts = list(_SUFFIX.finditer(title))
    if not parts:
        return title
    last = parts[-1]
    head, tail = title[: last.start()].strip(), title[last.end() :].strip()
    names = publisher.casefold() if publisher else ""
    same = bool(names) and (names in tail.casefold() or tail.casefold() in names)
    return head if head and (same or ("|" in last.group() and len(head) >= len(tail))) else title


def language_tag(text: str) -> str | None:
    """A language as BCP 47 writes it.

    >>> language_tag("en_us"), language_tag("zh-hant-tw"), language_tag("english please")
    ('en-US', 'zh-Hant-TW', None)
    """
    text = text.split(",", maxsplit=1)[0].strip()
    if not _LANGUAGE.match(text):
        return None
    first, *rest = re.split(r"[-_]", text)
    return "-".join([first.lower(), *map(_subtag, rest)])


def _subtag(part: str) -> str:
    """A script is written `Hant`, a region `TW`."""
    return {4: part.title(), 2: part.upper()}.get(len(part), part)


def site_of(url: str | None) -> str | None:
    """The registrable domain of a URL.

    >>> site_of("https://news.example.co.uk/a"), site_of("https://www.example.org")
    ('example.co.uk', 'example.org')
    """
    try:
        host = (urlsplit(url).hostname or "") if url else ""
    except ValueError:
        return None
    labels = host.split(".")
    if len(labels) < 2 or labels[-1].isdigit():
        return host or None
    public = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _PUBLIC_SECOND
    return ".".join(labels[-3 if public else -2 :])


def _absolute(link: str | None, base: str | None) -> str | None:
    if not link:
        return None
    try:
        link = urljoin(base, link) if base else link
        return link if urlsplit(link).scheme in ("http", "https") else None
    except ValueError:
        return None


def _people(names: list[str]) -> list[str]:
    people: dict[str, None] = {}
    for stated in names:
        for name in re.split(r"\s*;\s*|\s*[,|]\s+|\s+(?:and|und|et|y|e|og|och|и)\s+|、", stated):
            person = _ASIDE.sub("", _BY.sub("", name)).strip(" ,;|")
            if person and len(person.split()) <= _NAME_WORDS and not _NOT_A_NAME.search(person):
                people.setdefault(person)
    return list(people)


def _unlike(texts: list[str | None]) -> list[str]:
    return list(dict.fromkeys([text for text in texts if text]))
