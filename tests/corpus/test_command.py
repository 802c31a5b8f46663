"""`cleaner dedup` as it is called."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from cleaner import clean
from cleaner.cli import run
from cleaner.record import Article
from cleaner.writers.parquet import parquet
from tests.corpus.clusters import Row, dedup, read, written

LONG = "The quay stays closed to lorries until the wall is mended, and boats unload elsewhere."
COPY = "The quay stays closed to lorries until the wall is mended and boats unload elsewhere"


def rows(*texts: str) -> list[Row]:
    return [{"id": f"r{number}", "text": text} for number, text in enumerate(texts)]


def test_a_copy_goes_to_the_receipt_whole(tmp_path: Path) -> None:
    some = rows(LONG, COPY, "Rain is expected in the north.")
    kept = dedup(tmp_path, some)
    assert [row["id"] for row in kept] == ["r0", "r2"]
    assert read(tmp_path / "out.dropped.jsonl") == [
        {
            **some[1],
            "cluster": kept[0]["cluster"],
            "duplicate_of": "r0",
            "duplicate_kind": "exact",
            "similarity": 1.0,
        }
    ]


def test_what_is_like_no_other_is_written_as_it_came(tmp_path: Path) -> None:
    line = '{"id": "a", "text": "Rain is expected.", "share": 1.50, "when":null}\n'
    path = tmp_path / "in.jsonl"
    path.write_text(line)
    assert run(["dedup", str(path), "-o", str(tmp_path / "out.jsonl"), "-q"]) == 0
    assert (tmp_path / "out.jsonl").read_text() == line


@pytest.mark.parametrize(("keep", "wanted"), [("first", "b"), ("longest", "c"), ("earliest", "a")])
def test_the_one_that_was_asked_for_is_kept(tmp_path: Path, keep: str, wanted: str) -> None:
    some = [
        {"id": "b", "text": COPY, "date": "2024-03-02"},
        {"id": "a", "text": COPY, "date": "2024-03-01T23:00:00+01:00"},
        {"id": "c", "text": LONG, "date": "2024-03-03"},
    ]
    kept = dedup(tmp_path, some, flags=["--keep", keep])
    assert [row["id"] for row in kept] == [wanted]


def test_all_stay_if_that_is_asked_for(tmp_path: Path) -> None:
    kept = dedup(tmp_path, rows(LONG, COPY), flags=["--keep", "all"])
    assert [row.get("duplicate_of") for row in kept] == [None, "r0"]
    assert not (tmp_path / "out.dropped.jsonl").exists()


def test_a_bad_line_costs_itself(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    lines = [json.dumps(row) for row in rows(LONG, COPY)]
    bad = ['{"id": "broken', "[1]", '{"id": "x"}', '{"id": "y", "text": 5}', '{"text": "\\ud800"}']
    path.write_text("\n".join([lines[0], *bad, lines[1]]))
    assert run(["dedup", str(path), "-o", str(tmp_path / "out.jsonl"), "-q"]) == 3
    assert [row["id"] for row in read(tmp_path / "out.jsonl")] == ["r0"]
    failed = read(tmp_path / "out.failed.jsonl")
    assert [(row["id"], row["reason"]) for row in failed] == [
        ("in.jsonl:2", "not-json"),
        ("in.jsonl:3", "not-json"),
        ("in.jsonl:4", "no-text"),
        ("in.jsonl:5", "no-text"),
        ("in.jsonl:6", "not-json"),
    ]


def test_texts_without_words_are_copies_of_nothing(tmp_path: Path) -> None:
    some = rows("", "", "…", "!!")
    assert dedup(tmp_path, some) == some


def test_one_record_read_twice_is_kept_once(tmp_path: Path) -> None:
    kept = dedup(tmp_path, rows(LONG), rows(LONG))
    assert [row["id"] for row in kept] == ["r0"]
    assert [row["duplicate_of"] for row in read(tmp_path / "out.dropped.jsonl")] == ["r0"]


def test_records_of_ours_stay_records(tmp_path: Path) -> None:
    pages = [f"The quay is closed\n\n{text}" for text in (LONG, f"{COPY}.")]
    articles = [clean(page, url=f"https://tide.example/{n}") for n, page in enumerate(pages)]
    (tmp_path / "in.parquet").write_bytes(parquet(articles))
    out = tmp_path / "out.jsonl.gz"
    assert run(["dedup", str(tmp_path / "in.parquet"), "-o", str(out), "-q"]) == 0
    (kept,) = [Article.from_json(line) for line in gzip.decompress(out.read_bytes()).splitlines()]
    assert kept.text == articles[0].text
    assert kept.cluster is not None
    lines = gzip.decompress((tmp_path / "out.dropped.jsonl.gz").read_bytes()).splitlines()
    assert [Article.from_json(line).duplicate_of for line in lines] == [articles[0].id]


def test_what_is_no_record_is_said_to_be_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "page.html").write_text("<p>The quay is closed.</p>")
    assert run(["dedup", str(tmp_path / "page.html"), "-o", str(tmp_path / "out.jsonl")]) == 3
    assert "run `cleaner clean` over it first" in capsys.readouterr().err


@pytest.mark.parametrize("output", ["-", "no/such/folder/out.jsonl", "s3://bucket/out.jsonl"])
def test_an_output_that_cannot_be_is_refused(tmp_path: Path, output: str) -> None:
    path = written(tmp_path / "in.jsonl", rows(LONG))
    assert run(["dedup", str(path), "-o", output]) == 2


def test_other_columns_can_be_named(tmp_path: Path) -> None:
    some = [{"key": 1, "body": LONG}, {"key": 2, "body": COPY}]
    flags = ["--text-field", "body", "--id-field", "key", "--keep", "all"]
    assert [row.get("duplicate_of") for row in dedup(tmp_path, some, flags=flags)] == [None, "1"]


def test_capitals_tell_names_whichever_copy_comes_first(tmp_path: Path) -> None:
    text = (
        "the wall gave way in the storm and {} told {} that boats from {} must wait until the quay "
        "is mended, which {} calls a matter of weeks while {} and {} want it done by spring"
    )
    people = ["Elin Brack", "Tom Varn", "Skerrow", "Harald Ness", "Ida Holm", "Per Lund"]
    others = ["Olaf Krog", "Siri Dahl", "Mandal", "Nils Moe", "Kari Vik", "Jon Bakke"]
    story = text.format(*people)
    some = rows(story.lower(), story, story.upper(), text.format(*others))
    for turn in range(4):
        turned = some[turn:] + some[:turn]
        marked = dedup(tmp_path, turned, flags=["--keep", "all"])
        assert sorted(row["id"] for row in marked if "cluster" in row) == ["r0", "r1", "r2"]


def test_little_memory_finds_the_same(tmp_path: Path) -> None:
    some = rows(*[f"{LONG} It is {n} metres long." for n in range(40)], *[COPY] * 3)
    wide = dedup(tmp_path, some, flags=["--keep", "all"])
    tight = dedup(tmp_path, some, flags=["--keep", "all", "--memory", "16K"])
    assert tight == wide
