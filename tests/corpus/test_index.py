"""An index of earlier runs: as good as one run over all, and safe."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.cli import run
from cleaner.corpus.index import MANIFEST, Index
from tests.corpus.clusters import Row, groups, read, written
from tests.corpus.test_laws import corpora

ROOT = Path(__file__).parents[2]
DAY = [
    {"id": f"r{n}", "text": f"The quay at number {n} stays closed, they said."} for n in range(9)
]


def add(folder: Path, rows: list[Row], *flags: str, name: str = "out") -> int:
    """Add the rows to the index."""
    path = written(folder / "in.jsonl", rows)
    index = str(folder / "index")
    return run(
        ["dedup", str(path), "-o", str(folder / f"{name}.jsonl"), "-q", "--index", index, *flags]
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@settings(max_examples=5)
@given(
    corpora(),
    st.lists(st.integers(0, 100), max_size=3),
    st.sampled_from(["first", "longest", "earliest", "all"]),
)
def test_day_by_day_is_as_good_as_all_at_once(rows: list[Row], cuts: list[int], keep: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        listing = ["--keep", keep, "--clusters", str(folder / "clusters.jsonl")]
        bounds = [0, *sorted(cuts), len(rows)]
        for start, end in pairwise(bounds):
            assert add(folder, rows[start:end], *listing) == 0
        day_by_day = read(folder / "clusters.jsonl")
        path = written(folder / "in.jsonl", rows)
        out = str(folder / "whole.jsonl")
        assert run(["dedup", str(path), "-o", out, "-q", *listing]) == 0
        assert day_by_day == read(folder / "clusters.jsonl")


def test_a_copy_of_an_earlier_record_goes(tmp_path: Path) -> None:
    assert add(tmp_path, DAY) == 0
    later = [{"id": "new", "text": DAY[3]["text"].upper()}, {"id": "other", "text": "Rain."}]
    assert add(tmp_path, later, "--keep", "first") == 0
    assert [row["id"] for row in read(tmp_path / "out.jsonl")] == ["other"]
    assert [row["duplicate_of"] for row in read(tmp_path / "out.dropped.jsonl")] == ["r3"]


def test_a_run_may_be_repeated(tmp_path: Path) -> None:
    assert add(tmp_path, DAY) == 0
    assert add(tmp_path, DAY[:4] + DAY) == 0
    index, out = tree(tmp_path / "index"), read(tmp_path / "out.jsonl")
    assert add(tmp_path, DAY[:4] + DAY) == 0
    assert tree(tmp_path / "index") == index
    assert read(tmp_path / "out.jsonl") == out


@pytest.mark.parametrize("place", ["os.fsync", "pathlib.Path.replace", "os.replace"])
@pytest.mark.parametrize("times", [1, 2, 3, 4])
def test_a_killed_run_has_added_all_or_nothing(tmp_path: Path, place: str, times: int) -> None:
    assert add(tmp_path, DAY) == 0
    written(tmp_path / "in.jsonl", [{"id": "new", "text": DAY[3]["text"]}])
    program = f"""
import os, pathlib, signal
from unittest.mock import patch
from cleaner.cli import main
calls, whole = [0], {place}
def dying(*args, **kwargs):
    calls[0] += 1
    if calls[0] == {times}:
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(*args, **kwargs)
with patch("{place}", dying):
    main(["dedup", "in.jsonl", "-o", "out.jsonl", "--index", "index", "--keep", "first"])
"""
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert result.returncode in (-signal.SIGKILL, 0)
    with Index(tmp_path / "index") as index:
        assert [s.documents for s in index.segments] in ([9], [9, 1])
    assert add(tmp_path, [{"id": "new", "text": DAY[3]["text"]}], "--keep", "first") == 0
    assert [row["duplicate_of"] for row in read(tmp_path / "out.dropped.jsonl")] == ["r3"]
    with Index(tmp_path / "index") as index:
        assert [s.documents for s in index.segments] == [9, 1]
    assert sorted(path.name for path in (tmp_path / "index").iterdir()) == [
        "00000",
        "00001",
        MANIFEST,
        "lock",
    ]


def refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert add(folder, DAY) == 2
    return capsys.readouterr().err


def test_a_folder_of_something_else_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "thesis.txt").write_text("mine")
    assert "is not an index: it holds thesis.txt" in refused(tmp_path, capsys)
    assert sorted(path.name for path in (tmp_path / "index").iterdir()) == ["thesis.txt"]


def test_another_version_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(tmp_path, DAY) == 0
    manifest = tmp_path / "index" / MANIFEST
    manifest.write_bytes(
        msgspec.json.encode({**msgspec.json.decode(manifest.read_bytes()), "version": 99})
    )
    assert "an index of version 99" in refused(tmp_path, capsys)


@pytest.mark.parametrize("damage", ["flip", "cut", "gone"])
@pytest.mark.parametrize("name", ["contents", "shingles", "documents"])
def test_damage_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, damage: str
) -> None:
    assert add(tmp_path, DAY) == 0
    path = tmp_path / "index" / "00000" / f"{name}.parquet"
    data = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        middle = len(data) // 2
        flipped = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
        path.write_bytes(flipped if damage == "flip" else data[:middle])
    assert str(path) in refused(tmp_path, capsys)


def test_a_broken_list_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / MANIFEST).write_text('{"format": "cleaner')
    assert "not the list of an index" in refused(tmp_path, capsys)


def test_two_runs_do_not_meet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Index(tmp_path / "index"):
        assert "another run is at this index" in refused(tmp_path, capsys)


def test_clusters_are_listed(tmp_path: Path) -> None:
    rows = [
        {"id": "b", "text": "The quay stays closed."},
        {"id": "a", "text": "the quay stays closed"},
    ]
    assert add(tmp_path, rows, "--clusters", str(tmp_path / "clusters.jsonl")) == 0
    listing = read(tmp_path / "clusters.jsonl")
    assert [(row["id"], row.get("duplicate_of")) for row in listing] == [("b", None), ("a", "b")]
    assert len(set(groups(listing).values())) == 1
