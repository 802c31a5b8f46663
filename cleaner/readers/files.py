"""Pages from anything that can be opened, whatever it holds."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any, Final

from cleaner.draft import Page
from cleaner.errors import InputError
from cleaner.readers.columns import Columns
from cleaner.readers.jsonl import read_jsonl
from cleaner.readers.kind import PAGES, kind_of
from cleaner.readers.parquet import read_parquet
from cleaner.readers.place import STDIN, Place, places
from cleaner.readers.unpack import TROUBLES, buffered, peeked, trouble, unpacked
from cleaner.readers.warc import read_warc
from cleaner.record import Failure

#: A file that holds one page and is larger than this holds no article.
MOST: Final = 1 << 29


def read_pages(
    paths: Sequence[str],
    *,
    columns: Columns | None = None,
    format: str = "auto",  # noqa: A002  the page's own name for it
    **known: Any,
) -> Iterator[Page | Failure]:
    """The pages in these files, folders, patterns and URLs, in order, or what kept one from being
    read; `-` is standard input. The paths are looked at before the first page is read.

    Args:
        columns: names of columns, where JSON Lines or Parquet have unusual ones.
        format: what the files hold, one of `KINDS`; seen by how they start if `auto`.
        known: of every page: `url`, `charset`, `language`.

    Raises:
        ConfigError: a path does not exist, or a folder is empty.
    """
    return read_places(places(paths), columns=columns, format=format, **known)


def read_places(
    found: Iterable[Place],
    *,
    columns: Columns | None = None,
    format: str = "auto",  # noqa: A002  the page's own name for it
    meter: Callable[[int], None] | None = None,
    **known: Any,
) -> Iterator[Page | Failure]:
    """The same for places that are already known; `meter` is told of bytes as they are read."""
    for place in found:
        yield from _pages(Opened(place, meter), columns or Columns(), format, known)


def _pages(
    opened: Opened, columns: Columns, form: str, known: dict[str, Any]
) -> Iterator[Page | Failure]:
    place = opened.place
    source = place.name
    try:
        with opened as stream:
            reader = unpacked(stream)
            kind = kind_of(peeked(reader), name=source) if form == "auto" else form
            if kind in PAGES:
                yield _whole(reader, place, "auto" if kind == "page" else kind, known)
            elif kind == "jsonl":
                yield from read_jsonl(reader, columns, source=source, **known)
            elif kind in ("warc", "wet"):
                yield from read_warc(reader, source=source, **known)
            else:
                with seekable(reader) as whole:
                    yield from read_parquet(whole, columns, source=source, **known)
    except InputError as error:
        yield Failure(id=source, reason=error.reason, message=str(error), source=source)
    except TROUBLES as error:
        told = trouble(error)
        yield Failure(id=source, reason=told.reason, message=str(told), source=source)


def _whole(reader: io.BufferedReader, place: Place, form: str, known: dict[str, Any]) -> Page:
    content = reader.read(MOST + 1)
    if len(content) > MOST:
        raise InputError(f"larger than {MOST:,} bytes, so no article", reason="too-large")
    fields = dict(known)
    if fields.get("url") is None and place.path.startswith(("http://", "https://")):
        fields["url"] = place.path
    return Page(content=content, source=place.name, format=form, **fields)


class Opened:
    """The opened place; standard input stays open."""

    def __init__(self, place: Place, meter: Callable[[int], None] | None) -> None:
        self.place, self.meter = place, meter

    def __enter__(self) -> io.BufferedReader:
        self.stream = self.place.open()
        return buffered(self.stream, self.meter)

    def __exit__(self, *_: object) -> None:
        if self.place.path != STDIN:
            self.stream.close()


def seekable(reader: io.BufferedReader) -> IO[bytes]:
    """The same bytes where one can seek: Parquet is read from its end."""
    if reader.seekable() and not isinstance(reader.raw, io.BufferedIOBase):
        return reader
    spool = tempfile.TemporaryFile()  # noqa: SIM115  closed by the caller
    shutil.copyfileobj(reader, spool)
    spool.seek(0)
    return spool
