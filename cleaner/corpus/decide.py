"""Of each cluster one record is kept; what is said of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.corpus.pairs import INSIDE, SHORTER
from cleaner.corpus.rows import Mark

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Which record of a cluster is kept. Ties are decided by what records say, never by their order,
#: but where order is what was asked for.
_ORDERS: Final = {
    "longest": "length DESC, moment NULLS LAST, id, key",
    "earliest": "moment NULLS LAST, length DESC, id, key",
    "first": "arrived",
}
#: `all`: every record stays, those that would go are marked.
KEEP: Final = (*_ORDERS, "all")
_FETCHED: Final = 4096


class Found(NamedTuple):
    """What is written of a line. `drop`: it goes to the receipt. `changed`: its marks are others
    than those it came with, as far as can be known without looking."""

    place: int
    mark: Mark
    drop: bool
    changed: bool


def decide(con: DuckDBPyConnection, lots: Sequence[str], *, keep: str) -> None:
    """Make a table `decided (id, key, cluster, duplicate_of, kind, similarity)` of the records that
    are not alone.

    Two lines with one id and the same words are one record, read twice.
    """
    con.execute(
        "CREATE TABLE known AS SELECT id, key, min((segment::UBIGINT << 40) + place) arrived, "
        "min(moment) moment, max(length) length, min(before) before, "
        "count(*) > count(DISTINCT segment) twice FROM documents GROUP BY id, key"
    )
    con.execute(
        "CREATE TABLE members AS SELECT known.*, coalesce(root, known.key) root FROM known "
        "JOIN contents USING (key) LEFT JOIN clusters USING (key)"
    )
    con.execute(
        "CREATE TABLE stories AS SELECT root, min(key) least, "
        f"arg_min(id, place) first_id, arg_min(key, place) first FROM (SELECT *, row_number() OVER "
        f"(PARTITION BY root ORDER BY {_ORDERS.get(keep, _ORDERS['longest'])}) place FROM members) "
        "GROUP BY root HAVING sum(1 + twice::BIGINT) > 1"
    )
    _compare(con, lots)
    con.execute(
        "CREATE TABLE decided AS SELECT m.id, m.key, printf('%016x', least) cluster, "
        "CASE WHEN m.id <> first_id OR m.key <> first THEN first_id END duplicate_of, "
        "CASE WHEN duplicate_of IS NULL THEN NULL WHEN m.key = first THEN 'exact' "
        "WHEN inside THEN 'contained' ELSE 'near' END kind, "
        "CASE WHEN duplicate_of IS NULL THEN NULL WHEN m.key = first THEN 1 ELSE alike END "
        "similarity FROM members m JOIN stories USING (root) "
        "LEFT JOIN compared c ON c.key = m.key AND c.kept = first"
    )


def _compare(con: DuckDBPyConnection, lots: Sequence[str]) -> None:
    """Make a table `compared (key, kept, alike, inside)`: contents with that of the kept record."""
    con.execute(
        "CREATE TABLE twins AS SELECT DISTINCT key, first AS kept FROM members "
        "JOIN stories USING (root) WHERE key <> first"
    )
    con.execute(
        "CREATE TABLE pieces AS FROM shingles WHERE key IN "
        "(SELECT key FROM twins UNION SELECT kept FROM twins)"
    )
    con.execute("CREATE TABLE counted (key UBIGINT, kept UBIGINT, common BIGINT)")
    for lot in lots:
        con.execute(
            "INSERT INTO counted SELECT twins.key, twins.kept, count(*) FROM twins "
            "JOIN pieces l ON l.key = twins.key JOIN pieces r ON r.key = twins.kept "
            f"AND r.hash = l.hash WHERE l.{lot} AND r.{lot} GROUP BY twins.key, twins.kept"
        )
    con.execute(
        "CREATE TABLE compared AS WITH summed AS (SELECT twins.*, coalesce(sum(common), 0) common "
        "FROM twins LEFT JOIN counted USING (key, kept) GROUP BY ALL), "
        "scaled AS (SELECT summed.*, l.words lw, r.words rw, "
        "greatest(l.sampled * least(l.rate, r.rate) / l.rate, common) an, "
        "greatest(r.sampled * least(l.rate, r.rate) / r.rate, common) bn FROM summed "
        "JOIN contents l ON l.key = summed.key JOIN contents r ON r.key = summed.kept) "
        "SELECT key, kept, common / (an + bn - common) alike, "
        f"least(lw, rw) <= {SHORTER} * greatest(lw, rw) "
        f"AND common >= {INSIDE} * if(lw <= rw, an, bn) inside FROM scaled"
    )
    con.execute("DROP TABLE pieces")


def members(con: DuckDBPyConnection) -> Iterator[tuple[str, Mark]]:
    """Every record that is not alone, with its mark: clusters by name, the kept record first."""
    rows = con.execute(
        "SELECT id, cluster, duplicate_of, kind, similarity FROM decided "
        "ORDER BY cluster, duplicate_of IS NOT NULL, id, key"
    )
    while batch := rows.fetchmany(_FETCHED):
        for name, *mark in batch:
            yield name, Mark(*mark)


def findings(con: DuckDBPyConnection, *, segment: int, keep: str) -> Iterator[Found]:
    """What is said of each record of a segment, in the order of their places."""
    # A record that is alone keeps what an earlier run said of it, so that a result that is read
    # again stays as it is; unless another record says the same, or is called so now.
    con.execute(
        "CREATE TABLE contested AS SELECT before AS name FROM known WHERE before IS NOT NULL "
        "GROUP BY before HAVING count(*) > 1 UNION SELECT cluster FROM decided"
    )
    rows = con.execute(
        "SELECT place, d.id, cluster, duplicate_of, kind, similarity, row_number() OVER "
        "(PARTITION BY d.id, d.key ORDER BY place) > 1 again, "
        "cluster IS NULL AND before IN (FROM contested) cleared FROM documents d "
        f"LEFT JOIN decided USING (id, key) WHERE segment = {segment} ORDER BY place"
    )
    while batch := rows.fetchmany(_FETCHED):
        for place, name, cluster, duplicate_of, kind, similarity, again, cleared in batch:
            mark = Mark(cluster, duplicate_of, kind, similarity)
            if again and cluster is not None and duplicate_of is None:
                mark = Mark(cluster, name, "exact", 1.0)
            drop = keep != "all" and mark.duplicate_of is not None
            yield Found(place, mark, drop, cluster is not None or cleared)
