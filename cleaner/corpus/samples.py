"""A few clusters with the texts of their members, to be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.corpus.output import Told
from cleaner.corpus.rows import Mark, row_of
from cleaner.readers.columns import Columns

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Copies held of a cluster, beside the one that is kept.
MOST: Final = 3


class Version(NamedTuple):
    """A member of a cluster."""

    id: str
    text: str
    mark: Mark


class Samples:
    """Some of the clusters that this run read, the same ones whatever their order: their names are
    hashes, and the first are taken. Those whose texts all have the same words come last.

    Args:
        count: how many.
    """

    def __init__(self, con: DuckDBPyConnection, columns: Columns, *, count: int) -> None:
        self.columns = columns
        rows = con.execute(
            "SELECT cluster FROM decided GROUP BY cluster "
            f"ORDER BY count(DISTINCT key) = 1, cluster LIMIT {count}"
        ).fetchall()
        self.clusters: dict[str, list[Version]] = {name: [] for (name,) in rows}

    def seen(self, every: Iterable[Told]) -> Iterator[Told]:
        """The same records; those of the clusters are held."""
        for one in every:
            held = self.clusters.get(one.found.mark.cluster or "")
            if held is not None:
                row = row_of(one.line, self.columns, place=0)
                version = Version(row.document.id, row.text, one.found.mark)
                if version.mark.duplicate_of is None:
                    held.insert(0, version)
                elif sum(other.mark.duplicate_of is not None for other in held) < MOST:
                    held.append(version)
            yield one
