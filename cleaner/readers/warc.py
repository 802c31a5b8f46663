"""Pages from WARC, WET and ARC."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from email.message import Message
from typing import Any, Final

from cleaner.draft import Page
from cleaner.errors import InputError
from cleaner.readers.jsonl import MOST, failed
from cleaner.readers.unpack import TROUBLES, trouble
from cleaner.record import Failure

#: Records that can hold a page. The others are about pages: requests, metadata, revisits.
_TYPES: Final = frozenset({"response", "resource", "conversion"})
_FORMATS: Final = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
#: Types that servers give where they know none.
_UNKNOWN: Final = frozenset({"", "unknown", "application/octet-stream", "text/xml"})
_FINE: Final = range(200, 300)


def read_warc(reader: io.BufferedReader, *, source: str, **known: Any) -> Iterator[Page | Failure]:
    """A page for each record that holds text or HTML and was fetched well.

    Bytes that are no record cost what lies between two records, named by their offset.
    """
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    stream: Any = _Counted(reader)
    while stream is not None:
        records = ArchiveIterator(stream, arc2warc=True)
        # The library lets go of its buffer when it ends.
        stream, lines, offset = None, records.reader, 0
        try:
            for record in records:
                offset = records.offset
                if (page := _page(record, source, known)) is not None:
                    yield page
        except InputError as error:
            # The length was wrong or the file is cut off: the next record is looked for.
            yield failed(source, offset, error)
            stream = _next(lines)
        except ArchiveLoadFailed as error:
            why = str(error).strip().partition("\n")[0]
            yield failed(source, offset, InputError(f"not a WARC record: {why}", reason="damaged"))
            stream = _next(lines)
        except TROUBLES as error:
            yield failed(source, offset, trouble(error))


def _page(record: Any, source: str, known: dict[str, Any]) -> Page | None:
    headers = record.rec_headers
    if record.rec_type not in _TYPES:
        return None
    declared = headers.get_header("WARC-Identified-Payload-Type")
    http = record.http_headers
    if http is not None:
        if int(http.get_statuscode() or 200) not in _FINE:
            return None
        content_type = http.get_header("Content-Type") or ""
    else:
        content_type = headers.get_header("Content-Type") or ""
    message = Message()
    message["Content-Type"] = content_type or "unknown"
    kind = (declared or (message.get_content_type() if "/" in content_type else "")).lower()
    if kind not in _FORMATS and kind not in _UNKNOWN:
        return None
    identity = (headers.get_header("WARC-Record-ID") or "").strip("<> ")
    given = {key: value for key, value in known.items() if value is not None}
    form = given.pop("format", "auto")
    return Page(
        **{
            "charset": message.get_content_charset(),
            "url": headers.get_header("WARC-Target-URI"),
            **given,
        },
        content=_body(record),
        format=_FORMATS.get(kind, "auto") if form == "auto" else form,
        id=identity or None,
        source=source,
        fetched_at=headers.get_header("WARC-Date"),
    )


def _body(record: Any) -> bytes:
    try:
        body: bytes = record.content_stream().read(MOST)
    except (zlib.error, ValueError) as error:
        raise InputError(f"the body cannot be unpacked: {error}", reason="damaged") from error
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise InputError("the record stops in the middle", reason="truncated")
    return body


class _Counted:
    """A stream that is read from where it stands, as the WARC library wants one."""

    def __init__(self, reader: Any, first: bytes = b"") -> None:
        self.reader, self.first = reader, first

    def read(self, size: int = -1) -> bytes:
        if self.first:
            first, self.first = self.first, b""
            return first
        data: bytes = self.reader.read(size)
        return data


def _next(reader: Any) -> _Counted | None:
    """The stream from the next line that starts a record; `None` if there is none."""
    try:
        while line := reader.readline():
            if line.startswith(b"WARC/"):
                return _Counted(reader, line)
    except TROUBLES:
        return None
    return None
