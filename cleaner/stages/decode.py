"""Bytes → text, and what kind of page it is."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from cleaner import encoding
from cleaner.draft import Draft, Page
from cleaner.errors import InputError
from cleaner.record import Charset

#: What files that are no text at all start with, and what to call them.
_MAGIC: Final = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF media file"),
    (b"PK\x03\x04", "a zip archive (or an office document)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"OggS", "an Ogg media file"),
    (b"ID3", "an MP3 file"),
    (b"\x00\x00\x00\x18ftyp", "an MP4 file"),
    (b"SQLite format 3", "a database"),
)
#: A text may hold a stray control character; a share like this is a file that is no text.
_MOST_CONTROLS: Final = 0.02
_CONTROLS: Final = bytes(c for c in range(32) if c not in b"\t\n\x0b\x0c\r\x1b\x1c\x1d\x1e\x1f")
_LOOKED_AT: Final = 1 << 16
_BOMS: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")

_MARKUP: Final = re.compile(
    r"<!doctype\s+html|<(?:html|head|body|article|div|p|table|meta|section|main|script)[\s>/]",
    re.IGNORECASE,
)
_START: Final = 4096


def decode(page: Page, *, max_chars: int) -> Draft:
    """A draft of the page's text.

    Raises:
        InputError: the page is empty, or is no text (`empty`, `binary`).
    """
    flags: frozenset[str] = frozenset()
    charset: Charset | None = None
    digest: str | None = None
    if isinstance(page.content, bytes):
        _refuse_binary(page.content)
        digest = hashlib.sha256(page.content).hexdigest()
        start = page.content[:_START].decode("latin-1")
        html = page.format == "html" or (page.format == "auto" and sniff(start) == "html")
        decoded = encoding.decode(page.content, declared=page.charset, html=html)
        text, flags = decoded.text, decoded.flags
        charset = Charset(used=decoded.used, declared=decoded.declared, lossy=decoded.lossy)
    else:
        text = page.content
        if not text.isascii() and not _encodable(text):
            # Halves of surrogate pairs: pairs are put together, lone ones are no characters.
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            flags = frozenset({"lossy-decode"})
    if len(text) > max_chars:
        text, flags = text[:max_chars], flags | {"truncated"}
    if not text.strip():
        raise InputError("the page is empty", reason="empty")
    form = page.format if page.format != "auto" else sniff(text)
    return Draft(
        page=page,
        source=text,
        format=form,
        raw_sha256=digest,
        charset=charset,
        facts=dict(page.facts),
        flags=flags,
    )


def sniff(text: str) -> str:
    """`html` if the text starts like a page of markup, else `text`.

    >>> sniff("<!DOCTYPE html><p>Hello"), sniff("He wrote <p> and laughed.")
    ('html', 'text')
    """
    start = text[:_START].lstrip("\ufeff \t\r\n")
    if not start.startswith("<"):
        return "text"
    return "html" if _MARKUP.search(start) else "text"


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _refuse_binary(data: bytes) -> None:
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"the page is {name}, not text", reason="binary")
    start = data[:_LOOKED_AT]
    if start.startswith(_BOMS):
        return
    controls = len(start) - len(start.translate(None, _CONTROLS))
    # UTF-16 without a mark has a NUL in every other place of Western text: that is text.
    nuls = start.count(0)
    if controls > nuls and controls - nuls > _MOST_CONTROLS * len(start):
        raise InputError("the page is binary data, not text", reason="binary")
    if nuls > _MOST_CONTROLS * len(start) and not _wide(start):
        raise InputError("the page is binary data, not text", reason="binary")


def _wide(start: bytes) -> bool:
    """Do the NULs stand at every second place, as in UTF-16?"""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    return max(even, odd) > 0.3 * len(start) / 2 and min(even, odd) < 0.1 * max(even, odd)
