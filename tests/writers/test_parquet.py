"""Parquet: what comes back is what went in, and the real consumers read it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.record import Article
from cleaner.writers import parquet as module
from cleaner.writers.parquet import SCHEMA, from_row, joined, parquet, table
from tests.writers.articles import cleaned, full, pages


def read_back(data: bytes, folder: Path) -> list[Article]:
    path = folder / "articles.parquet"
    path.write_bytes(data)
    return [from_row(row) for row in pq.read_table(path).to_pylist()]


def test_every_field_of_the_record_is_a_column() -> None:
    assert SCHEMA.names == ["schema_version", *Article.__struct_fields__]


def test_every_field_of_every_part_is_a_field_of_its_column() -> None:
    parts = {
        "blocks": full().blocks,
        "captions": full().captions,
        "comments": full().comments,
        "facts": full().facts,
        "removed": full().removed,
        "repairs": full().repairs,
    }
    for name, found in parts.items():
        column = SCHEMA.field(name).type.value_type
        assert [field.name for field in column] == list(found[0].__struct_fields__)


def test_an_article_that_has_everything_comes_back(tmp_path: Path) -> None:
    assert read_back(parquet([full()]), tmp_path) == [full()]


def test_no_articles_are_a_table_without_rows(tmp_path: Path) -> None:
    assert read_back(parquet([]), tmp_path) == []


def test_the_same_articles_make_the_same_bytes() -> None:
    assert parquet([full()] * 3) == parquet([full()] * 3)


@given(st.lists(pages(), max_size=3))
def test_what_comes_back_is_what_went_in(some: list[str]) -> None:
    found = [cleaned(page) for page in some]
    assert [from_row(row) for row in table(found).to_pylist()] == found


def test_duckdb_asks_for_a_part_of_the_receipt(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(parquet([full()]))
    found = duckdb.connect().execute(
        "select cut.rule from (select unnest(removed) as cut from read_parquet(?))"
        " where cut.label = 'newsletter'",
        [str(tmp_path / "a.parquet")],
    )
    assert found.fetchall() == [("en/newsletter/sign-up",)]


@given(st.lists(st.integers(0, 4), max_size=5))
def test_pieces_of_any_size_make_the_same_file(sizes: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "ROWS", 3)
        file = BytesIO()
        joined((parquet([full()] * size) for size in sizes), file)
        assert file.getvalue() == parquet([full()] * sum(sizes))
