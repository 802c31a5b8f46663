"""What is known of texts, written to disk as columns: contents, shingles, paragraphs, documents.

*Contents* are distinct sequences of words, named by their key; *documents* are records that hold
one. Shingles and paragraphs belong to contents. One that is written with other capitals, or in
other lines, has a line for each way: so nothing here depends on the order in which records come.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from cleaner.corpus.columns import integers, lists, numbers, strings
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
        self._held: dict[str, list[NDArray[Any]]] = defaultdict(list)
        self._records: list[Document] = []
        self._looks: dict[int, set[tuple[bytes, bytes]]] = {}  # of contents of this batch
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
        keys = sketches.key
        self._records.extend(documents)
        self._hold(document=keys)
        self.documents += len(documents)
        for record in zip(documents, keys.tolist(), strict=True):
            self._digest.update(repr(record).encode("utf-8", "surrogatepass"))
        new, told = self._fresh(sketches)
        taken = _ranges(sketches.shingle_offsets, new)
        self._hold(
            of_shingle=np.repeat(keys[new], np.diff(sketches.shingle_offsets)[new]),
            shingles=sketches.shingles[taken],
            key=keys[told],
            words=sketches.words[told],
            rate=sketches.rate[told],
            sampled=np.diff(sketches.shingle_offsets)[told],
            counted=np.diff(sketches.number_offsets)[told],
            numbers=sketches.numbers[_ranges(sketches.number_offsets, told)],
            named=np.diff(sketches.name_offsets)[told],
            names=sketches.names[_ranges(sketches.name_offsets, told)],
            of_paragraph=np.repeat(keys[told], np.diff(sketches.paragraph_offsets)[told]),
            paragraphs=sketches.paragraphs[_ranges(sketches.paragraph_offsets, told)],
        )
        self.shingles += len(taken)
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

    def _fresh(self, sketches: Sketches) -> tuple[Places, Places]:
        """The texts whose words are not yet in this batch; and these with those that have words
        that are there, but other capitals or lines, so that nothing depends on which came first.

        A text without words is a copy of nothing.
        """
        new, told = [], []
        texts = zip(sketches.key.tolist(), sketches.words.tolist(), strict=True)
        for text, (key, words) in enumerate(texts):
            if not words:
                continue
            if key not in self._looks:
                self._looks[key] = set()
                new.append(text)
                told.append(text)
            elif (look := _look(sketches, text)) not in self._looks[key]:
                self._looks[key].add(look)
                told.append(text)
        return np.array(new, np.int64), np.array(told, np.int64)

    def _hold(self, **columns: NDArray[Any]) -> None:
        for name, values in columns.items():
            self._held[name].append(values)

    def _flush(self) -> None:
        if self._size:
            held = {name: np.concatenate(parts) for name, parts in self._held.items()}
            for name, columns in self._columns(held).items():
                schema = _SCHEMAS[name]
                arrays = [columns[field.name].cast(field.type) for field in schema]
                table = pa.Table.from_arrays(arrays, schema=schema)
                self._files[name].write_table(table, row_group_size=_PIECE)
        self._held.clear()
        self._records.clear()
        self._looks.clear()
        self._size = 0
        self.batch += 1

    def _columns(self, held: dict[str, NDArray[Any]]) -> dict[str, dict[str, pa.Array]]:
        """What is held, as the columns of each file."""
        fields = dict(zip(Document._fields, zip(*self._records, strict=True), strict=True))
        # Sorted pieces know the least and the greatest hash they hold.
        order = np.argsort(held["shingles"])
        return {
            CONTENTS: {
                **{name: numbers(held[name]) for name in ("key", "words", "rate", "sampled")},
                "batch": self._same(self.batch, len(held["key"])),
                "numbers": lists(held["numbers"], held["counted"]),
                "names": lists(held["names"], held["named"]),
            },
            SHINGLES: {
                "hash": numbers(held["shingles"][order]),
                "key": numbers(held["of_shingle"][order]),
                "batch": self._same(self.batch, len(order)),
            },
            PARAGRAPHS: {
                "hash": numbers(held["paragraphs"]),
                "key": numbers(held["of_paragraph"]),
                "batch": self._same(self.batch, len(held["paragraphs"])),
            },
            DOCUMENTS: {
                "segment": self._same(self.segment, len(self._records)),
                "key": numbers(held["document"]),
                **{name: strings(fields[name]) for name in ("id", "site", "before")},
                **{name: integers(fields[name]) for name in ("place", "moment", "length")},
            },
        }

    @staticmethod
    def _same(value: int, size: int) -> pa.Array:
        return numbers(np.full(size, value, np.uint32))

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


def _look(sketches: Sketches, text: int) -> tuple[bytes, bytes]:
    """The names and the paragraphs of a text."""
    first, last = sketches.name_offsets[text : text + 2]
    start, end = sketches.paragraph_offsets[text : text + 2]
    return sketches.names[first:last].tobytes(), sketches.paragraphs[start:end].tobytes()
