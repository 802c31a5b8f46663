"""What a file holds, seen by how it starts."""

from __future__ import annotations

from typing import Any, Final

import msgspec

KINDS: Final = ("auto", "text", "html", "warc", "wet", "jsonl", "parquet")
#: Kinds that hold one page; whether that is text or HTML is seen by the page itself.
PAGES: Final = frozenset({"page", "text", "html"})
_WARC: Final = (b"WARC/", b"filedesc://")


def kind_of(start: bytes, *, name: str) -> str:
    """`warc`, `parquet`, `jsonl` or `page`.

    Args:
        start: the first bytes, without compression.
        name: of the file; asked only where a file of lines starts with a broken one.

    >>> kind_of(b'{"text": "The quay is closed."}\\n', name="a")
    'jsonl'
    >>> kind_of(b"The quay is closed.", name="a.jsonl")
    'page'
    """
    if start.startswith(_WARC):
        return "warc"
    if start.startswith(b"PAR1"):
        return "parquet"
    lines = start.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n")
    if _record(lines[0], whole=len(lines) > 1):
        return "jsonl"
    named = any(ending in name.lower() for ending in (".jsonl", ".ndjson"))
    if named and any(_record(line, whole=True) for line in lines[1:-1]):
        return "jsonl"
    return "page"


def _record(line: bytes, *, whole: bool) -> bool:
    """Is the line a JSON object, or can it be the start of a long one?"""
    if not line.startswith(b"{"):
        return False
    try:
        found: Any = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        # `{` and a quoted name, and no line end as far as could be seen.
        return not whole and line[1:].lstrip()[:1] == b'"'
    return isinstance(found, dict)
