"""Single-byte code pages, as browsers and databases really use them.

A page here is *sloppy*: a byte that the standard leaves undefined stands for the control character
of the same number, as in every browser. So every page maps 256 characters to 256 bytes and back,
and a wrong reading can be taken back exactly.
"""

from __future__ import annotations

import codecs
from functools import cache
from typing import Any

# UTF-8 has been seen read as each of these; the commonest first, because the first that fits wins.
SINGLE = (
    "cp1252", "latin-1", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "mac_roman",
    "cp437", "cp850", "cp852", "cp866", "koi8-r", "cp1255", "cp1256", "cp1258", "cp874",
    "iso8859-2", "iso8859-15", "iso8859-9", "iso8859-5", "iso8859-7", "mac_cyrillic", "mac_latin2",
)  # fmt: skip
MULTI = ("gb18030", "big5", "cp932", "cp949", "euc_jp")


@cache
def characters(page: str) -> str:
    """The 256 characters of a page.

    >>> characters("cp1252")[0x9D], characters("cp1252")[0x94]
    ('\\x9d', '”')
    """
    out = []
    for byte in range(256):
        try:
            out.append(bytes([byte]).decode(page))
        except UnicodeDecodeError:
            out.append(chr(byte))
    return "".join(out)


@cache
def repertoire(page: str) -> frozenset[str]:
    """The characters of a page, as a set."""
    return frozenset(characters(page))


@cache
def _encoding_map(page: str) -> Any:
    return codecs.charmap_build(characters(page))


def to_bytes(text: str, page: str) -> bytes | None:
    """The bytes that `page` would have shown as `text`; None where there are none.

    >>> to_bytes("â€\\x9d", "cp1252")
    b'\\xe2\\x80\\x9d'
    """
    try:
        if page in MULTI:
            return text.encode(page)
        return codecs.charmap_encode(text, "strict", _encoding_map(page))[0]
    except UnicodeEncodeError:
        return None


def to_text(data: bytes, page: str) -> str | None:
    """What `data` says under `page`; None where it says nothing."""
    try:
        if page in MULTI:
            return data.decode(page)
        return codecs.charmap_decode(data, "strict", characters(page))[0]
    except UnicodeDecodeError:
        return None
