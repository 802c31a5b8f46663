"""Pairs made into clusters: stars, not chains.

If each text that resembles a next one were put into one cluster, a round-up of two stories would
join both. So the text that resembles the others most becomes a centre and takes its neighbours, and
so on among those that are left. The order is given by the pairs and the keys of texts alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def find_clusters(con: DuckDBPyConnection) -> None:
    """Make a table `clusters (key, root)` of the contents that are not alone."""
    con.execute(
        "CREATE TABLE beside AS SELECT a AS key, b AS other, score FROM pairs WHERE near "
        "UNION ALL SELECT b, a, score FROM pairs WHERE near"
    )
    con.execute(
        # Scores as integers: their sum does not depend on the order of adding.
        "CREATE TABLE ranked AS SELECT key, row_number() OVER (ORDER BY weight DESC, key) rank "
        "FROM (SELECT key, sum((score * (1 << 20))::BIGINT) weight FROM beside GROUP BY key)"
    )
    _choose_centres(con)
    con.execute(
        "CREATE TABLE clusters AS SELECT key, root FROM (SELECT taken.key, other root, "
        "row_number() OVER (PARTITION BY taken.key ORDER BY score DESC, rank) place FROM taken "
        "JOIN beside USING (key) JOIN ranked ON ranked.key = other "
        "WHERE NOT EXISTS (FROM taken t WHERE t.key = other)) WHERE place = 1"
    )
    con.execute("INSERT INTO clusters SELECT DISTINCT root, root FROM clusters")
    _attach(con)


def _choose_centres(con: DuckDBPyConnection) -> None:
    """Make a table `taken` of the contents that are not centres.

    A text that ranks before all its neighbours is a centre; its neighbours are taken, and both
    leave the search. So is found what taking one after the other in the order of ranks would find.
    """
    con.execute("CREATE TABLE taken (key UBIGINT)")
    con.execute(
        "CREATE TABLE links AS SELECT beside.key, other, l.rank, r.rank other_rank FROM beside "
        "JOIN ranked l ON l.key = beside.key JOIN ranked r ON r.key = other"
    )
    while con.execute("SELECT count(*) FROM links").fetchall() != [(0,)]:
        con.execute(
            "CREATE OR REPLACE TABLE centres AS SELECT key FROM links GROUP BY key, rank "
            "HAVING rank < min(other_rank)"
        )
        con.execute(
            "CREATE OR REPLACE TABLE fresh AS SELECT DISTINCT other AS key FROM links "
            "WHERE key IN (FROM centres)"
        )
        con.execute("INSERT INTO taken FROM fresh")
        con.execute(
            "CREATE OR REPLACE TABLE links AS FROM links WHERE key NOT IN (FROM fresh) "
            "AND other NOT IN (FROM fresh) AND key NOT IN (FROM centres)"
        )


def _attach(con: DuckDBPyConnection) -> None:
    """Put each text that is still alone, and is contained in a longer one, to that one.

    A longer text may be a round-up of several: it draws the one that it holds best, and others only
    if they share something with that one.
    """
    con.execute(
        "CREATE TABLE inner_ AS SELECT shorter AS key, if(a = shorter, b, a) holder, strength "
        "FROM pairs WHERE inside AND shorter NOT IN (SELECT key FROM clusters)"
    )
    con.execute(
        "CREATE TABLE held AS SELECT key, holder, strength, row_number() OVER "
        "(PARTITION BY holder ORDER BY strength DESC, key) place FROM (SELECT key, holder, "
        "strength, row_number() OVER (PARTITION BY key ORDER BY strength DESC, holder) best "
        "FROM inner_) WHERE best = 1"
    )
    con.execute(
        "CREATE TABLE attached AS SELECT held.key, held.holder FROM held "
        "JOIN held f ON f.holder = held.holder AND f.place = 1 "
        "WHERE held.place = 1 OR EXISTS (FROM pairs WHERE a = least(held.key, f.key) "
        "AND b = greatest(held.key, f.key))"
    )
    # A holder may be held itself, by a longer one yet.
    moved = True
    while moved:
        con.execute(
            "CREATE OR REPLACE TABLE attached AS SELECT l.key, "
            "coalesce(r.holder, l.holder) holder, r.key IS NOT NULL AS further FROM attached l "
            "LEFT JOIN attached r ON r.key = l.holder"
        )
        moved = con.execute("SELECT bool_or(further) FROM attached").fetchall() == [(True,)]
    con.execute(
        "INSERT INTO clusters SELECT holder, holder FROM attached "
        "WHERE holder NOT IN (SELECT key FROM clusters) GROUP BY holder"
    )
    con.execute(
        "INSERT INTO clusters SELECT attached.key, root FROM attached "
        "JOIN clusters ON clusters.key = holder"
    )
