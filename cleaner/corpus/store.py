"""What is known of texts, written to disk as columns: contents, shingles, paragraphs, documents.

*Contents* are distinct sequences of words, named by their key; *documents* are records that hold
one. Shingles and paragraphs belong to contents. So nothing here depends on the order in which
records come, and copies of a text cost a line each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from cleaner.corpus.sketch import Sketches
from cleaner.corpus.words import Places

CONTENTS, SHINGLES = "contents.parquet", "shingles.parquet"
PARAGRAPHS, DOCUMENTS = "paragraphs.parquet", "documents.parquet"
FILES: Final = (CONTENTS, SHINGLES, PARAGRAPHS, DOCUMENTS)
#: Rows held before they are sorted and written: some 40 MB.
_HELD: Final = 2_000_000
#: Rows in one piece of a file. Pieces are sorted, so that most can be passed over.
_PIECE: Final = 65_536

_SCHEMAS: Final = {
    CONTENTS: pa.schema(
        [
            ("key", pa.uint64()),
            ("batch", pa.uint32()),
            ("words", pa.uint32()),
            ("rate", pa.float64()),
            ("sampled", pa.uint32()),
            ("numbers", pa.list_(pa.uint32())),
            ("names", pa.list_(pa.uint32())),
        ]
    ),
    SHINGLES: pa.schema([("hash", pa.uint64()), ("key", pa.uint64()), ("batch", pa.uint32())]),
    PARAGRAPHS: pa.schema([("hash", pa.uint64()), ("key", pa.uint64()), ("batch", pa.uint32())]),
    DOCUMENTS: pa.schema(
        [
            ("segment", pa.uint32()),  # runs that added to an index are counted
            ("place", pa.uint64()),  # in the order in which lines were read, bad ones too
            ("id", pa.string()),
            ("key", pa.uint64()),
            ("site", pa.string()),
            ("moment", pa.int64()),  # seconds since 1970
            ("length", pa.uint32()),  # characters
            ("before", pa.string()),  # the cluster that the record named when it came
        ]
    ),
}


class Document(NamedTuple):
    """A record, as far as it is asked which of several is kept."""

    place: int
    id: str
    site: str | None
    moment: int | None
    length: int
    before: str | None = None


class Store:
    """Writes the files of a folder, a batch at a time.

    Args:
        folder: where; it is there and empty.
        segment: its number among those of an index.
        batch: the number of the first batch; no two batches of an index have the same.
    """

    def __init__(self, folder: Path, *, segment: int = 0, batch: int = 0) -> None:
        self.folder, self.segment, self.batch = folder, segment, batch
        self.documents = self.shingles = 0
        self._digest = hashlib.sha256()
        self._tables: dict[str, list[pa.Table]] = {name: [] for name in _SCHEMAS}
        self._keys: set[int] = set()  # contents of this batch
        self._size = 0
        self._files = {
            name: pq.ParquetWriter(
                folder / name,
                schema,
                # Hashes cannot be made shorter.
                compression="none" if name == SHINGLES else "zstd",
                use_dictionary=["batch"],
            )
            for name, schema in _SCHEMAS.items()
        }

    def add(self, documents: Sequence[Document], sketches: Sketches) -> None:
        """Write these records down; the sketches are those of their texts, in the same order."""
        fields = dict(zip(Document._fields, zip(*documents, strict=True), strict=True))
        segment = np.full(len(documents), self.segment, np.uint32)
        self._hold(DOCUMENTS, {"segment": segment, "key": sketches.key, **fields})
        self.documents += len(documents)
        for record in zip(documents, sketches.key.tolist(), strict=True):
            self._digest.update(repr(record).encode("utf-8", "surrogatepass"))
        # Of copies in one batch one is enough, and a text without words is a copy of nothing.
        new = np.array(self._fresh(sketches), np.int64)
        keys = sketches.key[new]
        sampled = np.diff(sketches.shingle_offsets)[new]
        self._hold(
            CONTENTS,
            {
                "key": keys,
                "batch": np.full(len(new), self.batch, np.uint32),
                "words": sketches.words[new].astype(np.uint32),
                "rate": sketches.rate[new],
                "sampled": sampled.astype(np.uint32),
                "numbers": _lists(sketches.numbers, sketches.number_offsets, new),
                "names": _lists(sketches.names, sketches.name_offsets, new),
            },
        )
        taken = _ranges(sketches.shingle_offsets, new)
        self._hold(
            SHINGLES,
            {
                "hash": sketches.shingles[taken],
                "key": np.repeat(keys, sampled),
                "batch": np.full(len(taken), self.batch, np.uint32),
            },
        )
        self.shingles += len(taken)
        stand = _ranges(sketches.paragraph_offsets, new)
        self._hold(
            PARAGRAPHS,
            {
                "hash": sketches.paragraphs[stand],
                "key": np.repeat(keys, np.diff(sketches.paragraph_offsets)[new]),
                "batch": np.full(len(stand), self.batch, np.uint32),
            },
        )
        self._size += len(taken) + len(documents)
        if self._size >= _HELD:
            self._flush()

    def close(self) -> None:
        """Write what is still held."""
        self._flush()
        for file in self._files.values():
            file.close()

    @property
    def digest(self) -> str:
        """Of what is known of all records, in their order."""
        return self._digest.hexdigest()

    def _fresh(self, sketches: Sketches) -> list[int]:
        """The texts whose words are not yet in this batch."""
        found = []
        for text, (key, words) in enumerate(
            zip(sketches.key.tolist(), sketches.words.tolist(), strict=True)
        ):
            if words and key not in self._keys:
                self._keys.add(key)
                found.append(text)
        return found

    def _hold(self, name: str, columns: dict[str, Any]) -> None:
        schema = _SCHEMAS[name]
        arrays = [pa.array(columns[field.name], field.type) for field in schema]
        self._tables[name].append(pa.Table.from_arrays(arrays, schema=schema))

    def _flush(self) -> None:
        for name, tables in self._tables.items():
            if tables:
                table = pa.concat_tables(tables)
                if name == SHINGLES:
                    # Sorted pieces know the least and the greatest hash they hold.
                    table = table.take(np.argsort(table["hash"].to_numpy(), kind="stable"))
                self._files[name].write_table(table, row_group_size=_PIECE)
                tables.clear()
        self._keys.clear()
        self._size = 0
        self.batch += 1

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _ranges(offsets: Places, chosen: Places) -> Places:
    """The places of all that the chosen texts have."""
    sizes = (offsets[1:] - offsets[:-1])[chosen]
    before = np.cumsum(sizes) - sizes
    return np.repeat(offsets[chosen] - before, sizes) + np.arange(sizes.sum())


def _lists(values: NDArray[np.uint32], offsets: Places, chosen: Places) -> pa.Array:
    sizes = (offsets[1:] - offsets[:-1])[chosen]
    bounds = np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes))).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(bounds), pa.array(values[_ranges(offsets, chosen)]))
