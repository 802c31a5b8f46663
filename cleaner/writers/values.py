"""What several writers say of an article in the same way."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import quote

import msgspec

from cleaner.record import Article

_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
#: What may stand in a URI beside letters and digits (RFC 3986); a `%` is taken to be an escape.
_SAFE: Final = "-._~:/?#[]@!$&'()*+,;=%"
_BARE_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")


def line(value: Any) -> bytes:
    """One JSON line."""
    return msgspec.json.encode(value) + b"\n"


def stated(**values: Any) -> dict[str, Any]:
    """Only what is known: no None, no empty text, no empty list.

    >>> stated(headline="Quay closed", keywords=(), url=None, free_access=False)
    {'headline': 'Quay closed', 'free_access': False}
    """
    return {key: value for key, value in values.items() if value or value is False or value == 0}


def is_moment(date: str | None) -> bool:
    """Does an RFC 3339 date name a moment, not only a day?

    >>> is_moment("2024-03-01T09:30:00Z"), is_moment("2024-03-01")
    (True, False)
    """
    return bool(date and _MOMENT.fullmatch(date))


def as_uri(address: str) -> str | None:
    """The address with everything escaped that no URI may hold; None if it is not absolute.

    >>> as_uri("https://tide.example/a b/é")
    'https://tide.example/a%20b/%C3%A9'
    """
    if not _ABSOLUTE.match(address):
        return None
    scheme, _, rest = address.partition(":")
    # Brackets are for IPv6 hosts; anywhere else they are escaped.
    authority, slash, path = rest.removeprefix("//").partition("/")
    path = path.replace("[", "%5B").replace("]", "%5D")
    rest = ("//" if rest.startswith("//") else "") + authority + slash + path
    before, mark, fragment = _BARE_PERCENT.sub("%25", quote(rest, safe=_SAFE)).partition("#")
    return f"{scheme}:{before}{mark}{fragment.replace('#', '%23')}"


def uri_of(article: Article) -> str:
    """A URI that names the article: its address, else a URN made of its id."""
    for address in (article.canonical_url, article.url):
        if address and (uri := as_uri(address)):
            return uri
    return "urn:x-cleaner:" + quote(article.id, safe="-._~")
