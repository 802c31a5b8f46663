"""Paragraphs that stand in several stories: background that agencies hand out, and furniture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from cleaner.corpus.output import Told
from cleaner.corpus.rows import text_of
from cleaner.corpus.shared import files
from cleaner.corpus.sketch import sketches
from cleaner.corpus.store import PARAGRAPHS
from cleaner.readers.columns import Columns

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: In so many stories a paragraph is listed. Copies of one story count once.
STORIES: Final = 3
#: So many paragraphs are listed, those that stand in the most stories.
LISTED: Final = 10_000
_EXAMPLES: Final = 5


class Repeated:
    """Finds them; their texts are taken from the records of this run as they go by.

    Args:
        folders: what stores wrote.
        segment: the number of this run's.
    """

    def __init__(
        self, con: DuckDBPyConnection, folders: Sequence[Path], columns: Columns, *, segment: int
    ) -> None:
        self.columns = columns
        self.found: dict[int, dict[str, Any]] = {}
        self._wanted: dict[int, list[int]] = defaultdict(list)
        con.execute(
            f"CREATE TABLE standing AS SELECT DISTINCT hash, key FROM {files(folders, PARAGRAPHS)}"
        )
        con.execute(
            "CREATE TABLE repeated AS SELECT hash, count(DISTINCT coalesce(root, key)) stories "
            "FROM standing LEFT JOIN clusters USING (key) GROUP BY hash "
            f"HAVING count(*) >= {STORIES} AND stories >= {STORIES} "
            f"ORDER BY stories DESC, hash LIMIT {LISTED}"
        )
        rows = con.execute(
            "SELECT hash, stories, count(*) records, count(DISTINCT site) sites, "
            f"min(id, {_EXAMPLES}) examples, min(place) FILTER (WHERE segment = {segment}) "
            "FROM repeated JOIN standing USING (hash) JOIN documents USING (key) "
            "GROUP BY hash, stories ORDER BY stories DESC, hash"
        ).fetchall()
        for paragraph, stories, records, sites, examples, place in rows:
            # Of one that stands in earlier runs alone the text is not known.
            if place is not None:
                self.found[paragraph] = {
                    "stories": stories, "records": records, "sites": sites, "examples": examples,
                }  # fmt: skip
                self._wanted[place].append(paragraph)

    def seen(self, every: Iterable[Told]) -> Iterator[Told]:
        """The same records; the texts are taken from them."""
        for one in every:
            wanted = self._wanted.get(one.found.place)
            if wanted:
                texts = _paragraphs(text_of(one.line, self.columns))
                for paragraph in wanted:
                    if paragraph in texts:
                        self.found[paragraph]["text"] = texts[paragraph]
            yield one

    def lines(self) -> Iterator[bytes]:
        """One for each paragraph: `text`, `stories`, `records`, `sites`, `examples`."""
        for paragraph in self.found.values():
            # Lines of copies may be broken elsewhere; then the paragraph is in another one.
            if "text" in paragraph:
                yield msgspec.json.encode({"text": paragraph["text"], **paragraph})


def _paragraphs(text: str) -> dict[int, str]:
    found, lines = sketches([text]), text.split("\n")
    places = zip(found.paragraphs.tolist(), found.lines.tolist(), strict=True)
    return {paragraph: lines[line].strip() for paragraph, line in places}
