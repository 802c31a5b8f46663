"""Which shingles are in more than one text, and which of them are furniture of a site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cleaner.corpus.database import literal
from cleaner.corpus.store import CONTENTS, DOCUMENTS, SHINGLES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: A shingle on so many pages of one site, and on such a share of them, is furniture there.
PAGES: Final = 8
SHARE: Final = 0.05
#: Unless it is most of the page: then it is a story that the site tells again and again.
MOST: Final = 0.5
#: Shingles joined at a time, for each byte of memory; a row in a join costs some 200.
_PER_BYTE: Final = 1 / 400


def load(con: DuckDBPyConnection, folders: Sequence[Path]) -> None:
    """Make tables `contents` and `documents` of what lies in these folders; the shingles stay
    where they are, in a view `shingles` that has those of each content once."""
    con.execute(f"CREATE VIEW documents AS FROM {files(folders, DOCUMENTS)}")
    con.execute(f"CREATE VIEW stored AS FROM {files(folders, CONTENTS)}")
    con.execute(
        "CREATE TABLE contents AS SELECT key, min(batch) batch, any_value(words) words, "
        "any_value(rate) rate, any_value(sampled) sampled FROM stored GROUP BY key"
    )
    con.execute(
        "CREATE TABLE copies AS SELECT stored.key, stored.batch FROM stored JOIN contents "
        "USING (key) WHERE stored.batch <> contents.batch"
    )
    con.execute(
        f"CREATE VIEW shingles AS SELECT hash, key FROM {files(folders, SHINGLES)} s "
        "WHERE NOT EXISTS (FROM copies WHERE copies.key = s.key AND copies.batch = s.batch)"
    )


def files(folders: Sequence[Path], name: str) -> str:
    """The files of this name in these folders, as a table in SQL."""
    return f"read_parquet([{', '.join(literal(folder / name) for folder in folders)}])"


def ranges(shingles: int, memory: int) -> Iterator[str]:
    """Conditions on `hash` that part all shingles into lots that can be joined in memory."""
    lots = max(1, -(-shingles // max(1, int(memory * _PER_BYTE))))
    for lot in range(lots):
        first, last = (lot << 64) // lots, ((lot + 1) << 64) // lots - 1
        yield f"hash BETWEEN {first} AND {last}"


def find_shared(con: DuckDBPyConnection, lots: Sequence[str]) -> None:
    """Make a table `shared (hash, key, texts)` of shingles that several contents have, furniture
    left out; and a table `weighed (key, words, rate, sampled, furniture, total)` of contents.

    A shingle weighs `1 / sqrt(texts)`, in units of 2^-16 so that sums do not depend on their order.
    """
    con.execute("CREATE TABLE met (hash UBIGINT, key UBIGINT, texts BIGINT)")
    for lot in lots:
        con.execute(
            f"INSERT INTO met SELECT hash, key, texts FROM (SELECT hash, key, count(*) OVER "
            f"(PARTITION BY hash) texts FROM shingles WHERE {lot}) WHERE texts > 1"
        )
    _find_furniture(con)
    con.execute("CREATE TABLE shared (hash UBIGINT, key UBIGINT, texts BIGINT)")
    for lot in lots:
        con.execute(
            f"INSERT INTO shared SELECT hash, key, count(*) OVER (PARTITION BY hash) FROM met "
            f"WHERE {lot} AND NOT EXISTS (FROM furniture f "
            f"WHERE f.hash = met.hash AND f.key = met.key)"
        )
    con.execute("DROP TABLE met")
    con.execute(
        "CREATE TABLE weighed AS SELECT key, words, rate, sampled, "
        "coalesce(f.pieces, 0) furniture, "
        "((sampled - furniture) << 16) - coalesce(s.lost, 0) total FROM contents "
        "LEFT JOIN (SELECT key, count(*) pieces FROM furniture GROUP BY key) f USING (key) "
        f"LEFT JOIN (SELECT key, sum(65536 - {weight('texts')})::BIGINT lost FROM shared "
        "GROUP BY key) s USING (key)"
    )


def weight(texts: str) -> str:
    """The weight of a shingle that so many contents have, in SQL."""
    return f"round(65536 / sqrt({texts}))::BIGINT"


def _find_furniture(con: DuckDBPyConnection) -> None:
    con.execute(
        "CREATE TABLE sites AS SELECT DISTINCT key, site FROM documents WHERE site IS NOT NULL"
    )
    con.execute(
        "CREATE TABLE furniture AS WITH often AS (SELECT hash, key, site FROM met JOIN sites "
        f"USING (key) WHERE texts >= {PAGES}), "
        "sizes AS (SELECT site, count(*) pages FROM sites GROUP BY site), "
        "fixed AS (SELECT hash, site FROM often JOIN sizes USING (site) GROUP BY hash, site, pages "
        f"HAVING count(*) >= greatest({PAGES}, {SHARE} * pages)) "
        "SELECT DISTINCT hash, key FROM often JOIN fixed USING (hash, site)"
    )
    con.execute(
        "DELETE FROM furniture WHERE key IN (SELECT key FROM furniture JOIN contents USING (key) "
        f"GROUP BY key, sampled HAVING count(*) > {MOST} * sampled)"
    )
