"""What files hold is seen by their bytes; how they are packed too."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from cleaner.draft import Page
from cleaner.errors import ConfigError
from cleaner.readers import Columns, read_pages
from cleaner.record import Failure

TEXT = b"The quay is closed to lorries until the wall is mended."
ROWS = [{"id": "a", "text": "The quay is closed."}, {"id": "b", "text": "The quay is open."}]
LINES = b"".join(json.dumps(row).encode() + b"\n" for row in ROWS)
PACK: dict[str, Callable[[bytes], bytes]] = {
    "plain": bytes,
    "gzip": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zstd": zstandard.ZstdCompressor().compress,
}


def pages(*paths: Path, **known: Any) -> list[Page]:
    found = list(read_pages([str(path) for path in paths], **known))
    assert all(isinstance(one, Page) for one in found), found
    return [one for one in found if isinstance(one, Page)]


def failures(*paths: Path, **known: Any) -> list[tuple[str, str]]:
    found = read_pages([str(path) for path in paths], **known)
    return [(one.reason, one.message) for one in found if isinstance(one, Failure)]


@pytest.mark.parametrize("packed", PACK)
def test_packed_files_are_known_by_content(tmp_path: Path, packed: str) -> None:
    path = tmp_path / "misnamed.txt"
    path.write_bytes(PACK[packed](TEXT))
    assert [page.content for page in pages(path)] == [TEXT]
    path.write_bytes(PACK[packed](LINES))
    assert [page.id for page in pages(path)] == ["a", "b"]


@pytest.mark.parametrize("packed", ["gzip", "bz2", "xz", "zstd"])
def test_packed_files_may_be_joined(tmp_path: Path, packed: str) -> None:
    path = tmp_path / "joined"
    path.write_bytes(PACK[packed](LINES) + PACK[packed](LINES))
    assert [page.id for page in pages(path)] == ["a", "b", "a", "b"]


@pytest.mark.parametrize("packed", ["gzip", "bz2", "xz", "zstd"])
def test_what_is_cut_off_costs_the_rest_and_says_so(tmp_path: Path, packed: str) -> None:
    path = tmp_path / "cut.jsonl"
    path.write_bytes(PACK[packed](LINES * 500)[:-9])
    reason, message = failures(path)[-1]
    assert (reason, message.endswith("stops in the middle")) == ("truncated", True)


def test_damage_inside_a_packed_file_is_a_failure_and_the_next_file_is_read(tmp_path: Path) -> None:
    broken, fine = tmp_path / "broken.gz", tmp_path / "fine.txt"
    data = bytearray(gzip.compress(bytes(range(256)) * 400))
    data[200:240] = b"x" * 40
    broken.write_bytes(data)
    fine.write_bytes(TEXT)
    found = list(read_pages([str(broken), str(fine)]))
    assert [type(one).__name__ for one in found] == ["Failure", "Page"]


def test_parquet_is_known_by_content_even_packed(tmp_path: Path) -> None:
    path = tmp_path / "rows"
    pq.write_table(pa.Table.from_pylist(ROWS), path)
    assert [page.id for page in pages(path)] == ["a", "b"]
    path.write_bytes(gzip.compress(path.read_bytes()))
    assert [page.id for page in pages(path)] == ["a", "b"]


def test_parquet_cut_off_is_one_failure(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    pq.write_table(pa.Table.from_pylist(ROWS), path)
    path.write_bytes(path.read_bytes()[:-20])
    assert [reason for reason, _ in failures(path)] == ["damaged"]


@pytest.mark.parametrize("content", [TEXT, LINES])
def test_standard_input(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BufferedReader(io.BytesIO(gzip.compress(content)))

    monkeypatch.setattr(sys, "stdin", Stdin())
    assert {page.source for page in read_pages(["-"])} <= {"stdin"}


def test_lines_come_out_before_the_stream_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            buffer[: len(LINES)] = LINES
            return len(LINES)

    class Stdin:
        buffer = io.BufferedReader(Endless())  # type: ignore[type-var]

    monkeypatch.setattr(sys, "stdin", Stdin())
    found = read_pages(["-"])
    assert [one.id for one, _ in zip(found, range(1000), strict=False)] == ["a", "b"] * 500


# --- folders, patterns


def test_folders_are_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.txt", "a/.hidden", ".git/config", "c.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(TEXT)
    assert [page.source for page in pages(tmp_path)] == ["1.txt", "2.txt", "c.txt"]
    assert [page.source for page in pages(tmp_path / "**" / "[12].txt")] == ["1.txt", "2.txt"]


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("missing.txt", "no such file"),
        ("*.nothing", "nothing fits"),
        ("", "no files in the folder"),
    ],
)
def test_paths_that_mean_nothing_are_errors_of_the_command(
    tmp_path: Path, path: str, says: str
) -> None:
    with pytest.raises(ConfigError, match=says):
        read_pages([str(tmp_path / path)])


# --- lines and columns


def test_a_broken_line_costs_that_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "one"}\n{"text": tw\n\n[1]\n{"text": "five"}\n\xff\n{"text": "7"}')
    found = list(read_pages([str(path)]))
    assert [one.content for one in found if isinstance(one, Page)] == ["one", "five", "7"]
    assert [one.id for one in found if isinstance(one, Failure)] == [
        "a.jsonl:2", "a.jsonl:4", "a.jsonl:6",
    ]  # fmt: skip


def test_a_wrong_column_name_teaches_the_right_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"body": "The quay."}\n')
    ((_, message),) = failures(path, columns=Columns(text="bdoy"))
    assert "a.jsonl:1: no column 'bdoy' (did you mean 'body'?)" in message
    ((_, message),) = failures(path)
    assert "name it with --text-field" in message
    (page,) = pages(path, columns=Columns(text="body"))
    assert page.content == "The quay."


def test_columns_find_their_fields_and_the_rest_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    row = {
        "doc_id": 7, "html": "<p>The quay.</p>", "text": "The quay.", "link": "https://a.example/1",
        "title": "Quay", "author": "A. Harlow", "date": "2024-02-03", "lang": "en", "score": 0.5,
        "published": "yesterday", "source": "harbour", "keywords": 3,
    }  # fmt: skip
    path.write_text(json.dumps(row))
    (page,) = pages(path)
    assert (page.id, page.content, page.format) == ("7", "<p>The quay.</p>", "html")
    assert (page.url, page.language, page.source) == ("https://a.example/1", "en", "harbour")
    assert page.facts == {
        "headline": "Quay", "authors": ("A. Harlow",), "date_published": "2024-02-03",
    }  # fmt: skip
    assert page.extra == {
        "text": "The quay.", "score": 0.5, "published": "yesterday", "keywords": 3,
    }  # fmt: skip


def test_the_same_rows_as_lines_and_as_parquet_are_the_same_pages(tmp_path: Path) -> None:
    lines, table = tmp_path / "a.jsonl", tmp_path / "a.parquet"
    lines.write_bytes(LINES)
    pq.write_table(pa.Table.from_pylist(ROWS), table)
    assert [(p.id, p.content, p.extra) for p in pages(lines)] == [
        (p.id, p.content, p.extra) for p in pages(table)
    ]


def test_a_finished_record_gives_its_text_and_its_facts(tmp_path: Path) -> None:
    from cleaner import Article, clean

    first = clean(
        "Quay closed to lorries\n\nThe quay stays closed until the wall is mended, they said.\n\n"
        "Sign up for Harbour News",
        url="https://a.example/1",
    )
    path = tmp_path / "done.jsonl"
    path.write_bytes(first.to_json() + b"\n")
    from cleaner import Cleaner

    (again,) = Cleaner().clean_many(pages(path))
    assert isinstance(again, Article)
    assert (again.id, again.url, again.headline) == (first.id, first.url, first.headline)
    assert (again.text, again.removed, again.extra) == (first.text, (), {})
