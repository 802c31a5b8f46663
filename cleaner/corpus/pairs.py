"""Which two texts are one story: pairs that share shingles, verified by what they share.

The score of a pair is the product of three shares:

* of their shingles, how many are common, each weighed by how rare it is. Pages of one template
  share what hundreds of others share too; copies of a story share what only they have;
* of the numbers in the one that has fewer, how many the other has: what differs between two pages
  of a template is the result, the price, the date;
* the same of names, as its square root, since a copy is often cut where people are quoted.

A text is *contained* in a longer one if nearly all of it is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from cleaner.corpus.shared import weight

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Pairs that score less are two stories.
SCORE: Final = 0.07
#: Of the shorter text, so much must be in the other, however rare it is.
COMMON: Final = 0.25
#: A contained text: so much shorter is it, numbers and names agree so far, and so much of it is in
#: the longer one, each shingle weighed by how rare it is; or so much without weights, which are low
#: where a story has many copies, if numbers and names agree better.
SHORTER: Final = 0.8
AGREED: Final = 0.4
WEIGHTY: Final = 0.4
INSIDE: Final = 0.7
INSIDE_AGREED: Final = 0.6
#: All pairs are looked at of texts that share a shingle, if they are so few. Of more, each with
#: the first few: they are the same ones for most shingles of a story, so its copies still meet.
FEW: Final = 64
LEADERS: Final = 4
#: Where more than one different word in so many has a capital, capitals do not tell names.
EVERYWHERE: Final = 3


def find_pairs(con: DuckDBPyConnection, lots: Sequence[str]) -> None:
    """Make a table `pairs (a, b, score, alike, shorter, inside)` of contents that belong together:
    `alike` is the share of common shingles, `shorter` the key of the shorter, `inside` whether
    that one is contained in the other; and `near` whether they are one story by their score."""
    con.execute("CREATE TABLE parts (a UBIGINT, b UBIGINT, weight BIGINT, common BIGINT)")
    weighed = f"sum({weight('l.texts')})::BIGINT, count(*)"
    for lot in lots:
        con.execute(
            f"INSERT INTO parts SELECT l.key, r.key, {weighed} FROM shared l JOIN shared r "
            f"ON l.hash = r.hash AND l.key < r.key WHERE l.texts <= {FEW} AND l.{lot} "
            f"AND r.{lot} GROUP BY l.key, r.key"
        )
        con.execute(
            "INSERT INTO parts WITH crowd AS (SELECT hash, key, texts, row_number() OVER "
            f"(PARTITION BY hash ORDER BY key) place FROM shared WHERE texts > {FEW} AND {lot}) "
            f"SELECT l.key, r.key, {weighed} FROM crowd l JOIN crowd r ON l.hash = r.hash "
            f"AND l.place < r.place WHERE l.place <= {LEADERS} GROUP BY l.key, r.key"
        )
    # One common shingle is an accident.
    con.execute(
        "CREATE TABLE candidates AS WITH summed AS (SELECT a, b, sum(weight)::BIGINT weight, "
        "sum(common)::BIGINT common FROM parts GROUP BY a, b HAVING sum(common) > 1), "
        # Where one text was sampled more densely, that one is taken as if it had been less so.
        "scaled AS (SELECT a, b, weight, common, l.words a_words, r.words b_words, "
        "l.total * least(l.rate, r.rate) / l.rate a_all, "
        "r.total * least(l.rate, r.rate) / r.rate b_all, "
        "greatest((l.sampled - l.furniture) * least(l.rate, r.rate) / l.rate, common) an, "
        "greatest((r.sampled - r.furniture) * least(l.rate, r.rate) / r.rate, common) bn "
        "FROM summed JOIN weighed l ON l.key = a JOIN weighed r ON r.key = b) "
        "SELECT a, b, if(a_words < b_words OR (a_words = b_words AND a < b), a, b) shorter, "
        "least(a_words, b_words) / greatest(a_words, b_words) size, "
        "least(1, weight / greatest(a_all + b_all - weight, 1)) overlap, "
        "common / (an + bn - common) alike, common / if(shorter = a, an, bn) held, "
        "least(1, weight / greatest(if(shorter = a, a_all, b_all), 1)) weighty FROM scaled "
        f"WHERE overlap >= {SCORE} OR held >= {INSIDE} OR weighty >= {WEIGHTY}"
    )
    con.execute("DROP TABLE parts")
    con.execute(
        # Of copies that set capitals in other ways, the one that has most; not one that has them
        # everywhere, as a headline may.
        "CREATE TABLE facts AS SELECT key, any_value(numbers) numbers, "
        f"arg_min(names, ({EVERYWHERE} * len(names) > words, -len(names), names)) names "
        "FROM stored WHERE key IN (SELECT a FROM candidates UNION SELECT b FROM candidates) "
        "GROUP BY key"
    )
    con.execute(
        "CREATE TABLE pairs AS WITH agreed AS (SELECT candidates.*, "
        f"{_agree('numbers')} * sqrt({_agree('names')}) facts FROM candidates "
        "JOIN facts l ON l.key = a JOIN facts r ON r.key = b) "
        f"SELECT a, b, shorter, alike, overlap * facts score, held * facts strength, "
        f"score >= {SCORE} AND held >= {COMMON} near, "
        f"size <= {SHORTER} AND facts >= {AGREED} AND (weighty >= {WEIGHTY} "
        f"OR held >= {INSIDE} AND facts >= {INSIDE_AGREED}) inside "
        "FROM agreed WHERE near OR inside"
    )
    con.execute("DROP TABLE candidates")


def _agree(facts: str) -> str:
    """Of the facts in the text that has fewer, the share that the other has. One more is taken to
    be common, so that a text with few of them is not judged by one slip."""
    fewer = f"least(len(l.{facts}), len(r.{facts}))"
    return f"((len(list_intersect(l.{facts}, r.{facts})) + 1) / ({fewer} + 1))"
