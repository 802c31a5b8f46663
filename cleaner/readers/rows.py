"""Rows as they lie: the lines of JSON Lines, the rows of Parquet, without looking what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from cleaner.errors import InputError
from cleaner.readers.files import Opened, seekable
from cleaner.readers.jsonl import Line, failed, read_lines
from cleaner.readers.kind import kind_of
from cleaner.readers.parquet import read_table
from cleaner.readers.place import Place
from cleaner.readers.unpack import TROUBLES, peeked, trouble, unpacked
from cleaner.record import Failure


def read_rows(
    found: Iterable[Place], *, meter: Callable[[int], None] | None = None
) -> Iterator[Line | Failure]:
    """The rows of these places as lines of JSON; the rows of Parquet are made into such lines.

    Args:
        meter: told of bytes as they are read.
    """
    for place in found:
        yield from _rows(Opened(place, meter))


def _rows(opened: Opened) -> Iterator[Line | Failure]:
    source = opened.place.name
    try:
        with opened as stream:
            reader = unpacked(stream)
            start = peeked(reader)
            if not start.strip():
                return
            kind = kind_of(start, name=source)
            if kind == "parquet":
                with seekable(reader) as whole:
                    for number, row in enumerate(read_table(whole, source=source), start=1):
                        if isinstance(row, Failure):
                            yield row
                        else:
                            yield Line(source, number, msgspec.json.encode(_stated(row)))
            elif kind == "jsonl":
                yield from read_lines(reader, source=source)
            else:
                yield failed(source, 1, _no_records(kind))
    except InputError as error:
        yield failed(source, 1, error)
    except TROUBLES as error:
        yield failed(source, 1, trouble(error))


def _stated(row: dict[str, Any]) -> dict[str, Any]:
    """The row without its nulls; a record as it is in JSON, where maps need not be lists."""
    stated = {key: value for key, value in row.items() if value is not None}
    if "schema_version" in stated:
        if isinstance(stated.get("tools"), list):
            stated["tools"] = {tool["name"]: tool["version"] for tool in stated["tools"]}
        if isinstance(stated.get("extra"), str):
            stated["extra"] = msgspec.Raw(stated["extra"].encode())
    return stated


def _no_records(kind: str) -> InputError:
    what = "a page" if kind == "page" else kind.upper()
    return InputError(
        f"holds {what}, no records: run `cleaner clean` over it first", reason="no-records"
    )
