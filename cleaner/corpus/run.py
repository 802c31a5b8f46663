"""A corpus from its lines to what is found of each: sketched, joined, decided."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.corpus.database import MEMORY, connect
from cleaner.corpus.decide import decide, findings
from cleaner.corpus.pairs import find_pairs
from cleaner.corpus.rows import Row, row_of
from cleaner.corpus.shared import find_shared, load, ranges
from cleaner.corpus.sketch import Sketches, sketches
from cleaner.corpus.stars import find_clusters
from cleaner.corpus.store import Store
from cleaner.errors import InputError
from cleaner.readers.columns import Columns
from cleaner.readers.jsonl import Line, failed
from cleaner.record import Failure

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Shingles that two threads are worth the trouble for.
_MANY: Final = 5_000_000
#: Characters sketched at a time: enough that NumPy's calls cost little, few enough for a cache.
_BATCH: Final = 200_000
#: Of a longer text only so many characters are compared; copies of it must be the same throughout.
MOST: Final = 2_000_000


def sketch_lines(
    lines: Iterable[Line | Failure],
    store: Store,
    columns: Columns,
    *,
    fail: Callable[[Failure], None],
) -> None:
    """Write down in the store what is needed of each record; what is none goes to `fail`.

    Lines are counted from 0; a failure that comes among them is not.
    """
    held: list[Row] = []
    size = place = 0
    for line in lines:
        if isinstance(line, Failure):
            fail(line)
            continue
        try:
            row = row_of(line.data, columns, place=place)
        except InputError as error:
            fail(failed(line.source, line.number, error))
        else:
            held.append(row)
            size += len(row.text)
            if size >= _BATCH:
                _put(held, store)
                held, size = [], 0
        place += 1
    if held:
        _put(held, store)


def _put(rows: list[Row], store: Store) -> None:
    found = sketches([row.text[:MOST] for row in rows])
    store.add([row.document for row in rows], _with_tails(rows, found))


def _with_tails(rows: list[Row], found: Sketches) -> Sketches:
    """Let the keys of texts that were not read to their end depend on all of it."""
    for number, row in enumerate(rows):
        if len(row.text) > MOST:
            digest = hashlib.sha256(row.text.encode("utf-8", "surrogatepass")).digest()
            found.key[number] ^= np.frombuffer(digest, np.uint64, 1)[0]
    return found


def find_duplicates(
    folders: list[Path], work: Path, *, shingles: int, keep: str, memory: int = MEMORY
) -> DuckDBPyConnection:
    """The database in which all is decided of what lies in these folders.

    Args:
        folders: what stores wrote.
        work: an empty folder for what does not fit into memory; some 30 bytes for each shingle.
        shingles: how many there are in all.
        keep: one of `KEEP`.
        memory: bytes that the process should stay below.
    """
    threads = 2 if shingles >= _MANY and memory >= MEMORY else 1
    con = connect(work, memory=memory, threads=threads)
    lots = list(ranges(shingles, memory))
    load(con, folders)
    find_shared(con, lots)
    find_pairs(con, lots)
    find_clusters(con)
    decide(con, lots, keep=keep)
    return con


__all__ = ["find_duplicates", "findings", "sketch_lines"]
