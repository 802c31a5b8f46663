"""Bytes in, text out, with a note of what was declared, what was used and whether it was lossy.

In this order: a byte order mark; UTF-16 that gives itself away by its zeros; UTF-8, if the bytes
are valid UTF-8 (no other encoding looks like it by chance, whatever the page declares); what was
declared; UTF-8 with stray bytes of an older page, line by line; and only then a guess by
charset-normalizer, held against Windows-1252.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from cleaner.encoding.codepages import to_text

BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers take these names to mean.
LABELS = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252", "iso8859-9": "cp1254",
    "iso8859-11": "cp874", "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "euc_kr": "cp949", "utf-16": "utf-16-le", "utf-7": "cp1252",
}  # fmt: skip
META = re.compile(
    rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""")
HTTP = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
SNIFFED = 4096  # bytes of a page in which its charset is looked for
SAMPLE = 65_536  # bytes that a guess is made from
MEANT = 0.6  # share of the bytes beyond ASCII that valid sequences make up, if they are meant,
CHANCE = 0.3  # and by chance, in an encoding of two bytes a character
MANY_ZEROS = 0.3

LOSSY = "lossy-decode"
MIXED = "mixed-encoding"
MISDECLARED = "charset-misdeclared"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of some bytes. `declared` and `used` are names of charsets; `lossy` says whether
    bytes could not be read and became U+FFFD."""

    text: str
    declared: str | None
    used: str
    lossy: bool
    flags: frozenset[str] = frozenset()


def decode(
    data: bytes,
    *,
    declared: str | None = None,
    content_type: str | None = None,
    html: bool = False,
) -> Decoded:
    r"""Read bytes as text. Never raises, and the same bytes always give the same text.

    `declared` is what the caller knows, `content_type` an HTTP header; in HTML a `<meta>` counts
    after them.

    >>> decode(b"caf\xe9", declared="iso-8859-1").text
    'café'
    >>> decode("na\u00efve\n".encode() + "caf\u00e9\n".encode("cp1252")).text
    'naïve\ncafé\n'
    """
    label = declared or _named_in(content_type) or (_sniffed(data) if html else None)
    charset = _known(label)
    for bom, name in BOMS:
        if data.startswith(bom):
            return _read(data[len(bom) :], name, label, charset)
    utf16 = _zeros(data)
    if utf16:
        return _read(data, utf16, label, charset)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        pass
    else:
        plain = text.isascii()
        used = charset if plain and charset and not charset.startswith("utf-") else "utf-8"
        if plain and charset in ("iso2022_jp", "hz", "iso2022_kr"):
            return _read(data, charset, label, charset)
        return Decoded(text, label, used, False, _conflict(used, charset))
    if charset and charset != "utf-8" and not charset.startswith(("utf-16", "utf-32")):
        strict = _strict(data, charset)
        if strict is not None:
            return Decoded(strict, label, charset, False)
    if _has_utf8(data):
        page = (
            charset
            if charset and charset.startswith(("cp", "iso8859", "mac", "koi8"))
            else "cp1252"
        )
        return _mixed(data, label, page)
    return _guessed(data, label, charset)


def _named_in(content_type: str | None) -> str | None:
    m = HTTP.search(content_type or "")
    return m[1] if m else None


def _sniffed(data: bytes) -> str | None:
    head = data[:SNIFFED]
    m = XML.search(head) or META.search(head)
    return m[1].decode("ascii") if m else None


def _known(label: str | None) -> str | None:
    """Python's name for a charset; None where it knows none, or none for text."""
    if not label:
        return None
    try:
        info = codecs.lookup(label.strip().lower())
    except (LookupError, ValueError, UnicodeError):
        return None
    if not getattr(info, "_is_text_encoding", True):
        return None
    return LABELS.get(info.name, info.name)


def _conflict(used: str, charset: str | None) -> frozenset[str]:
    return frozenset((MISDECLARED,)) if charset and charset != used else frozenset()


def _read(data: bytes, used: str, label: str | None, charset: str | None) -> Decoded:
    text = data.decode(used, "replace")
    lossy = "\ufffd" in text and text.encode(used, "replace") != data
    flags = _conflict(used, charset) | (frozenset((LOSSY,)) if lossy else frozenset())
    return Decoded(text, label, used, lossy, flags)


def _zeros(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    head = data[:SNIFFED]
    if len(head) < 4 or 0 not in head:
        return None
    even, odd = head[::2].count(0) / len(head[::2]), head[1::2].count(0) / len(head[1::2])
    if odd > MANY_ZEROS and even < odd / 8:
        return "utf-16-le"
    if even > MANY_ZEROS and odd < even / 8:
        return "utf-16-be"
    return None


def _strict(data: bytes, charset: str) -> str | None:
    try:
        text = data.decode(charset)
    except (UnicodeError, ValueError):
        # Five bytes of Windows-1252 are undefined, and stand for controls in every browser.
        return to_text(data, charset) if charset.startswith("cp125") else None
    return text


SEQUENCES = re.compile(
    rb"[\xc3-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
HIGH = re.compile(rb"[\x80-\xff]+")


def _has_utf8(data: bytes) -> bool:
    """Whether valid sequences make up enough of the bytes beyond ASCII to be meant."""
    whole = sum(map(len, SEQUENCES.findall(data)))
    high = sum(map(len, HIGH.findall(data)))
    return whole >= MEANT * high or (
        whole >= CHANCE * high and any(map(_proved, data.split(b"\n")))
    )


def _proved(line: bytes) -> bool:
    """Whether a line is UTF-8 from end to end, and not plain ASCII."""
    try:
        return not line.isascii() and bool(line.decode())
    except UnicodeDecodeError:
        return False


def _mixed(data: bytes, label: str | None, page: str) -> Decoded:
    """UTF-8 with bytes of an older page among it: each line by itself, then each run of bytes."""
    out: list[str] = []
    for line in data.splitlines(keepends=True):
        try:
            out.append(line.decode())
        except UnicodeDecodeError:
            whole = to_text(line, page) if not SEQUENCES.search(line) else None
            out.append(whole if whole is not None else line.decode("utf-8", _handler(page)))
    return Decoded("".join(out), label, f"utf-8+{page}", False, frozenset((MIXED,)))


def _handler(page: str) -> str:
    """The name of an error handler that reads what is not UTF-8 as a byte of `page`."""
    name = f"cleaner-{page}"

    def handler(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        piece = error.object[error.start : error.end]
        return to_text(piece, page) or "\ufffd" * len(piece), error.end

    try:
        codecs.lookup_error(name)
    except LookupError:
        codecs.register_error(name, handler)
    return name


def _guessed(data: bytes, label: str | None, charset: str | None) -> Decoded:
    """What charset-normalizer says, unless Windows-1252 makes as good words of it."""
    # Both are heavy, and few pages need them.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    from cleaner.encoding import weigh  # noqa: PLC0415

    western = to_text(data, "cp1252") or ""
    best = from_bytes(data[:SAMPLE]).best()
    used = _known(best.encoding) if best is not None else None
    text = _strict(data, used) if used else None
    if used is None or text is None or used.startswith("utf-"):
        return Decoded(western, label, "cp1252", False, _conflict("cp1252", charset))
    if used != "cp1252" and weigh.gain(western[:SNIFFED], text[:SNIFFED]) < 6:
        used, text = "cp1252", western
    return Decoded(text, label, used, False, _conflict(used, charset))
