"""Pages from Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any, Final

from cleaner.draft import Page
from cleaner.errors import InputError
from cleaner.readers.columns import Columns, page_of
from cleaner.readers.jsonl import failed
from cleaner.record import Failure

#: Rows held at a time.
ROWS: Final = 64


def read_parquet(
    stream: IO[bytes], columns: Columns, *, source: str, **known: Any
) -> Iterator[Page | Failure]:
    """A page for each row; rows are counted from 1. The stream can be sought in."""
    for number, row in enumerate(read_table(stream, source=source), start=1):
        if isinstance(row, Failure):
            yield row
            continue
        try:
            yield page_of(row, columns, source=source, **known)
        except InputError as error:
            yield failed(source, number, error)


def read_table(stream: IO[bytes], *, source: str) -> Iterator[dict[str, Any] | Failure]:
    """The rows as JSON knows values; the last one is a failure where the file is not whole."""
    import pyarrow as pa  # noqa: PLC0415  a tenth of a second
    import pyarrow.parquet as pq  # noqa: PLC0415

    number = 0
    try:
        for batch in pq.ParquetFile(stream).iter_batches(batch_size=ROWS, use_threads=False):
            for row in batch.to_pylist():
                number += 1
                yield _plain(row)
    except (pa.ArrowException, OSError) as error:
        why = str(error).partition("\n")[0]
        yield failed(source, number + 1, InputError(f"not whole Parquet: {why}", reason="damaged"))


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Decimals, moments and the like as JSON knows them."""
    return {key: _value(value) for key, value in row.items()}


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return _plain(value)
    if isinstance(value, list):
        return [_value(one) for one in value]
    if value is None or isinstance(value, (str, bytes, int, float, bool)):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
