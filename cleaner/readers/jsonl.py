"""Pages from JSON Lines."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from cleaner.draft import Page
from cleaner.errors import InputError
from cleaner.readers.columns import Columns, page_of
from cleaner.readers.unpack import TROUBLES, trouble
from cleaner.record import Failure

#: A line longer than this is no record.
MOST: Final = 1 << 29


_TOO_LONG: Final = InputError(f"the line is longer than {MOST:,} bytes", reason="too-large")


def read_jsonl(
    reader: io.BufferedReader, columns: Columns, *, source: str, **known: Any
) -> Iterator[Page | Failure]:
    """A page for each line. A line that holds none costs that line, and is named by its number."""
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
            elif line.strip(b" \t\r\n\xef\xbb\xbf"):
                yield page_of(_row(line), columns, source=source, line=number, **known)
        except InputError as error:
            yield failed(source, number, error)
        except TROUBLES as error:
            yield failed(source, number, trouble(error))
            return


def failed(source: str, place: int, error: InputError) -> Failure:
    """A record that could not be read, named by where it stands."""
    where = f"{source}:{place}"
    return Failure(id=where, reason=error.reason, message=f"{where}: {error}", source=source)


def _row(line: bytes) -> dict[str, Any]:
    try:
        row: Any = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"not JSON: {error}", reason="not-json") from error
    if not isinstance(row, dict):
        raise InputError("not a JSON object", reason="not-json")
    return row


def _skip(reader: io.BufferedReader) -> None:
    while (rest := reader.readline(MOST)) and not rest.endswith(b"\n"):
        pass
