"""Articles as a Parquet table, nested as the record is.

Every field of the record is a column of its own type; lists of blocks, captions and cuts are lists
of structs, so that DuckDB, Polars or Spark ask for `removed.rule` without reading the text. Only
`extra`, whose shape is the source's, is a JSON text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Any, Final

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from cleaner.record import Article

#: Rows of one row group: a reader holds one group at a time.
ROWS: Final = 1024
#: Zstandard's own default; higher levels cost time and win little on text.
LEVEL: Final = 3

_TEXT: Final = pa.string()
_PLACE: Final = pa.int64()


def _struct(**fields: pa.DataType) -> pa.DataType:
    return pa.struct([pa.field(name, kind) for name, kind in fields.items()])


def _list(**fields: pa.DataType) -> pa.DataType:
    return pa.list_(_struct(**fields))


#: The columns, in the order of the record.
SCHEMA: Final = pa.schema(
    {
        "schema_version": _TEXT,
        "id": _TEXT,
        "source": _TEXT,
        "url": _TEXT,
        "canonical_url": _TEXT,
        "site": _TEXT,
        "headline": _TEXT,
        "kicker": _TEXT,
        "description": _TEXT,
        "authors": pa.list_(_TEXT),
        "dateline": _TEXT,
        "credit": _TEXT,
        "date_published": _TEXT,
        "date_modified": _TEXT,
        "publisher": _TEXT,
        "section": _TEXT,
        "keywords": pa.list_(_TEXT),
        "language": _TEXT,
        "free_access": pa.bool_(),
        "text": _TEXT,
        "blocks": _list(kind=_TEXT, text=_TEXT, start=_PLACE, end=_PLACE, level=pa.int8()),
        "captions": _list(
            text=_TEXT, credit=_TEXT, alt=_TEXT, image_url=_TEXT, start=_PLACE, end=_PLACE,
            after=_PLACE, rule=_TEXT, source=_TEXT,
        ),
        "related": pa.list_(_TEXT),
        "comments": _list(text=_TEXT, author=_TEXT),
        "facts": _list(field=_TEXT, text=_TEXT, start=_PLACE, end=_PLACE, rule=_TEXT),
        "removed": _list(
            rule=_TEXT, label=_TEXT, stage=_TEXT, start=_PLACE, end=_PLACE, text=_TEXT,
            duplicate_of=_PLACE,
        ),
        "repairs": _list(start=_PLACE, end=_PLACE, before=_TEXT, action=_TEXT),
        "flags": pa.list_(_TEXT),
        "cluster": _TEXT,
        "duplicate_of": _TEXT,
        "duplicate_kind": _TEXT,
        "similarity": pa.float64(),
        "story": _TEXT,
        "counts": _struct(words=_PLACE, blocks=_PLACE, removed_words=_PLACE),
        "raw_sha256": _TEXT,
        "source_sha256": _TEXT,
        "text_sha256": _TEXT,
        "charset": _struct(used=_TEXT, declared=_TEXT, lossy=pa.bool_()),
        "fetched_at": _TEXT,
        # Not a map: Hugging Face `datasets` has no such type.
        "tools": _list(name=_TEXT, version=_TEXT),
        "rules_sha256": _TEXT,
        "extra": _TEXT,
    }
)  # fmt: skip


def table(articles: Sequence[Article]) -> pa.Table:
    """The articles as an Arrow table of `SCHEMA`."""
    return pa.Table.from_pylist([_row(article) for article in articles], schema=SCHEMA)


def parquet(articles: Sequence[Article]) -> bytes:
    """A whole Parquet file. The same articles make the same bytes."""
    sink = pa.BufferOutputStream()
    _write([table(articles)], sink)
    return bytes(sink.getvalue())


def joined(pieces: Iterable[bytes], file: IO[bytes]) -> None:
    """Write the rows of many Parquet files as one, however they were cut into files."""
    _write((pq.read_table(pa.BufferReader(piece)).cast(SCHEMA) for piece in pieces), file)


def _write(tables: Iterable[pa.Table], sink: Any) -> None:
    with pq.ParquetWriter(sink, SCHEMA, compression="zstd", compression_level=LEVEL) as writer:
        for group in _groups(tables):
            writer.write_table(group, row_group_size=ROWS)


def _groups(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The same rows in tables of `ROWS` each, less in the last: never more is held."""
    rest = SCHEMA.empty_table()
    for found in tables:
        rest = pa.concat_tables([rest, found])
        while len(rest) >= ROWS:
            yield rest.slice(0, ROWS).combine_chunks()
            rest = rest.slice(ROWS)
    if len(rest):
        yield rest.combine_chunks()


def from_row(row: Mapping[str, Any]) -> Article:
    """An article read back from a row (`Table.to_pylist`).

    Raises:
        msgspec.ValidationError: the row is not a record of this schema.
    """
    known = {key: value for key, value in _stated(row).items() if value is not None}
    if known.get("extra"):
        known["extra"] = msgspec.json.decode(known["extra"])
    if "tools" in known:
        known["tools"] = {tool["name"]: tool["version"] for tool in known["tools"]}
    return msgspec.convert(known, Article)


def _row(article: Article) -> dict[str, Any]:
    row: dict[str, Any] = msgspec.to_builtins(article)
    row["extra"] = msgspec.json.encode(article.extra).decode() if article.extra else None
    row["tools"] = [{"name": name, "version": v} for name, v in article.tools.items()]
    return row


def _stated(value: Any) -> Any:
    """The same without the nulls that columns hold where a record leaves a field out."""
    if isinstance(value, Mapping):
        return {key: _stated(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_stated(item) for item in value]
    return value
