"""Hosts and sites."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit


def host(url: str | None) -> str | None:
    """The host of a URL, without `www.`.

    >>> host("https://www.Example.com/a"), host(None), host("not a url")
    ('example.com', None, None)
    """
    if not url:
        return None
    try:
        name = urlsplit(url).hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def site(url: str | None) -> str | None:
    """The registrable domain of a URL, by the public suffix list that `tld` carries.

    >>> site("https://edition.news.example.co.uk/story"), site("nowhere")
    ('example.co.uk', None)
    """
    name = host(url)
    return _registrable(name) if name else None


@lru_cache(maxsize=4096)
def _registrable(name: str) -> str | None:
    from tld import get_fld  # noqa: PLC0415  a tenth of a second to import; text alone has no URL

    found: str | None = get_fld(f"https://{name}", fail_silently=True)
    return found
