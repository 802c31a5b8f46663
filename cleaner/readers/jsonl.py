"""Pages from JSON Lines."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import msgspec

from cleaner.draft import Page
from cleaner.errors import InputError
from cleaner.readers.columns import Columns, page_of
from cleaner.readers.unpack import TROUBLES, trouble
from cleaner.record import Failure

#: A line longer than this is no record.
MOST: Final = 1 << 29
_BLANK: Final = b" \t\r\n\xef\xbb\xbf"
_TOO_LONG: Final = InputError(f"the line is longer than {MOST:,} bytes", reason="too-large")


class Line(NamedTuple):
    """One line of a file, and where it stands."""

    source: str
    number: int
    data: bytes


def read_jsonl(
    reader: io.BufferedReader, columns: Columns, *, source: str, **known: Any
) -> Iterator[Page | Failure]:
    """A page for each line. A line that holds none costs that line, and is named by its number."""
    for line in read_lines(reader, source=source):
        if isinstance(line, Failure):
            yield line
            continue
        try:
            yield page_of(_row(line.data), columns, source=source, line=line.number, **known)
        except InputError as error:
            yield failed(source, line.number, error)


def read_lines(reader: io.BufferedReader, *, source: str) -> Iterator[Line | Failure]:
    """The lines that are not blank, without a byte order mark; numbered from 1, blank ones too."""
    number = 0
    while True:
        number += 1
        try:
            line = reader.readline(MOST)
            if not line:
                return
            if len(line) == MOST and not line.endswith(b"\n"):
                _skip(reader)
                yield failed(source, number, _TOO_LONG)
            elif line.strip(_BLANK):
                yield Line(source, number, line.removeprefix(b"\xef\xbb\xbf"))
        except TROUBLES as error:
            yield failed(source, number, trouble(error))
            return


def failed(source: str, place: int, error: InputError) -> Failure:
    """A record that could not be read, named by where it stands."""
    where = f"{source}:{place}"
    return Failure(id=where, reason=error.reason, message=f"{where}: {error}", source=source)


def _row(line: bytes) -> dict[str, Any]:
    try:
        row: Any = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"not JSON: {error}", reason="not-json") from error
    if not isinstance(row, dict):
        raise InputError("not a JSON object", reason="not-json")
    return row


def _skip(reader: io.BufferedReader) -> None:
    while (rest := reader.readline(MOST)) and not rest.endswith(b"\n"):
        pass
