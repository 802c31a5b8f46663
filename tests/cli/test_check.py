"""`cleaner check`: exit codes, places, baselines, patches, and what stands where."""

from __future__ import annotations

import gc
import json
import os
import subprocess
from pathlib import Path
from threading import Thread

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleaner import Article, clean
from cleaner.cli import run

PROSE = "The harbour wall lost nine metres of its crown in the storm of January, they said."
CLEAN = f"The wall\n\n{PROSE}\n\n{PROSE} Again.\n"
DIRTY = (
    f"The wall\n\n{PROSE}\n\nSign up for our newsletter\n\n"
    "He called it “a question of weeks†and left the room before anybody could ask for more.\n"
)


#: Which of the built-in rules takes the pitch: that may change as rules are added.
(CUTTER,) = {cut.rule for cut in clean(DIRTY).removed}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "clean.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "dirty.txt").write_text(DIRTY, encoding="utf-8")
    return tmp_path


def found(capsys: pytest.CaptureFixture[str], *args: str) -> list[tuple[str, int | None]]:
    """Rule and line of what `check` finds."""
    run(["check", *args, "--format", "jsonl", "-q"])
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return [(row["rule"], row.get("line")) for row in rows]


def test_the_exit_code_says_whether_all_is_clean() -> None:
    assert run(["check", "clean.txt"]) == 0
    assert run(["check", "dirty.txt"]) == 1
    assert run(["check", "clean.txt", "dirty.txt"]) == 1
    assert run(["check", "dirty.txt", "--exit-zero"]) == 0
    assert run(["check", "missing.txt"]) == 2


def test_a_page_that_cannot_be_read_is_a_finding_and_another_exit_code(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "junk.bin").write_bytes(bytes(range(256)) * 30)
    assert run(["check", "junk.bin", "dirty.txt", "--exit-zero"]) == 3
    assert "junk.bin: input/binary the page is binary data" in capsys.readouterr().out


def test_the_summary_counts(capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", "clean.txt", "dirty.txt"])
    assert capsys.readouterr().err == (
        "cleaner: 2 findings in 1 of 2 files: 1 newsletter, 1 repair\n"
    )
    run(["check", "clean.txt"])
    assert capsys.readouterr().err == "cleaner: nothing to cut or repair in 1 file\n"


def test_nothing_is_written(here: Path) -> None:
    before = {path.name: path.read_bytes() for path in here.iterdir()}
    run(["check", "dirty.txt", "clean.txt", "--diff"])
    assert {path.name: path.read_bytes() for path in here.iterdir()} == before


def test_standard_input_is_checked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DIRTY.encode())))
    assert run(["check", "-"]) == 1
    assert capsys.readouterr().out.startswith("-:5:1: en/newsletter/")


def test_records_are_named_by_line_and_field(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"id": "a", "text": CLEAN}, {"text": DIRTY}]
    (here / "r.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert found(capsys, "r.jsonl") == [(CUTTER, 2), ("repair/lost-quote", 2)]
    run(["check", "r.jsonl"])
    assert f"r.jsonl:2:1: {CUTTER}" in (out := capsys.readouterr().out)
    assert "(text 5:1)" in out


def test_rows_of_parquet_are_named_by_their_id(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"id": "a", "body": CLEAN}, {"id": "b", "body": DIRTY}]
    pq.write_table(pa.Table.from_pylist(rows), here / "r.parquet")
    run(["check", "r.parquet", "--text-field", "body"])
    assert f"r.parquet: {CUTTER} would be cut (newsletter) (record b, body 5:1)" in (
        capsys.readouterr().out
    )


def test_finished_records_are_clean(here: Path) -> None:
    assert run(["clean", "dirty.txt", "-o", "out.jsonl", "-q"]) == 0
    assert Article.from_json((here / "out.jsonl").read_bytes()).removed
    assert run(["check", "out.jsonl"]) == 0


def test_findings_are_chosen_by_prefix(capsys: pytest.CaptureFixture[str]) -> None:
    cut, repair = (CUTTER, 5), ("repair/lost-quote", 7)
    assert found(capsys, "dirty.txt") == [cut, repair]
    assert found(capsys, "dirty.txt", "--select", "repair") == [repair]
    assert found(capsys, "dirty.txt", "--select", "en/newsletter") == [cut]
    assert found(capsys, "dirty.txt", "--ignore", "repair/lost-quote") == [cut]
    assert found(capsys, "dirty.txt", "--ignore", "en/newsletter", "--ignore", "repair") == []
    assert run(["check", "dirty.txt", "--select", "repar"]) == 2


def test_what_was_ignored_leaves_the_exit_code_fine() -> None:
    assert run(["check", "dirty.txt", "--ignore", "repair", "--ignore", "en/newsletter"]) == 0


def test_any_number_of_workers_finds_the_same(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"text": DIRTY if n % 7 == 0 else CLEAN} for n in range(150)]
    (here / "r.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (here / "junk.bin").write_bytes(bytes(range(256)) * 30)

    def told(jobs: int) -> tuple[int, str, str]:
        code = run(["check", ".", "-j", str(jobs), "--diff"])
        out, err = capsys.readouterr()
        return code, out, err

    assert told(1) == told(2) == told(3)
    code, out, err = told(2)
    assert (code, out.count("+++ r.jsonl:")) == (3, 22)
    assert "junk.bin: the page is binary data" in err


# --- baselines


def test_only_what_is_new_fails(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", ".", "--baseline", "known.json", "--write-baseline"]) == 0
    assert run(["check", "dirty.txt", "--baseline", "known.json"]) == 0
    assert "nothing new in 1 file; 2 known" in capsys.readouterr().err
    (here / "dirty.txt").write_text(f"Follow us on Twitter\n\n{DIRTY}", encoding="utf-8")
    assert run(["check", "dirty.txt", "--baseline", "known.json"]) == 1
    told = capsys.readouterr()
    assert told.out.startswith("dirty.txt:1:1: en/author-bio/")
    assert "1 finding in 1 of 1 file: 1 author-bio; 2 known" in told.err


def test_a_second_copy_of_a_known_line_is_new(here: Path) -> None:
    run(["check", "dirty.txt", "--baseline", "known.json", "--write-baseline"])
    (here / "dirty.txt").write_text(DIRTY + "\nSign up for our newsletter\n", encoding="utf-8")
    assert run(["check", "dirty.txt", "--baseline", "known.json"]) == 1


def test_known_findings_that_are_gone_are_counted(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["check", "dirty.txt", "--baseline", "known.json", "--write-baseline"])
    (here / "dirty.txt").write_text(CLEAN, encoding="utf-8")
    assert run(["check", "dirty.txt", "--baseline", "known.json"]) == 0
    assert "2 known ones are gone" in capsys.readouterr().err


def test_of_files_that_were_not_checked_nothing_is_gone(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["check", "dirty.txt", "--baseline", "known.json", "--write-baseline"])
    run(["check", "clean.txt", "--baseline", "known.json"])
    assert "gone" not in capsys.readouterr().err


def test_a_baseline_is_made_to_be_read(here: Path) -> None:
    run(["check", "dirty.txt", "--baseline", "known.json", "--write-baseline"])
    text = (here / "known.json").read_text("utf-8")
    rules = [line.partition('"rule": "')[2].partition('"')[0] for line in text.splitlines()[1:-1]]
    assert rules == [CUTTER, "repair/lost-quote"]
    run(["check", "dirty.txt", "--baseline", "known.json", "--write-baseline"])
    assert (here / "known.json").read_text("utf-8") == text


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--baseline", "none.json"], "--write-baseline makes it"),
        (["--baseline", "clean.txt"], "cannot be read"),
        (["--write-baseline"], "needs --baseline FILE"),
        (["--also", "sarfi=x"], "did you mean 'sarif'?"),
        (["--also", "sarif"], "name a file: sarif=FILE"),
        (["-o", "nowhere/x"], "cannot write nowhere/x"),
    ],
)
def test_flags_that_make_no_sense(
    args: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "dirty.txt", *args]) == 2
    assert says in capsys.readouterr().err


# --- where it is told


def test_one_run_writes_many_formats(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    args = ["--format", "github", "--also", "sarif=a.sarif", "--also", "markdown=a.md"]
    assert run(["check", "dirty.txt", *args]) == 1
    assert capsys.readouterr().out.count("::error ") == 2
    assert len(json.loads((here / "a.sarif").read_text("utf-8"))["runs"][0]["results"]) == 2
    assert "**2 findings**" in (here / "a.md").read_text("utf-8")


def test_a_file_can_take_the_place_of_stdout(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "dirty.txt", "--format", "junit", "-o", "a.xml"]) == 1
    assert capsys.readouterr().out == ""
    assert 'failures="2"' in (here / "a.xml").read_text("utf-8")


def test_paths_are_told_from_here_whoever_asks(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "sub").mkdir()
    (here / "dirty.txt").rename(here / "sub" / "dirty.txt")
    for path in ("sub", "./sub/dirty.txt", str(here / "sub" / "dirty.txt")):
        run(["check", path, "-q"])
        assert capsys.readouterr().out.startswith("sub/dirty.txt:5:1: ")


@pytest.mark.parametrize("command", ["check", "clean"])
def test_a_pipe_is_written_to_and_not_replaced(command: str, here: Path) -> None:
    os.mkfifo(pipe := here / "pipe")
    heard: list[bytes] = []
    listener = Thread(target=lambda: heard.append(pipe.read_bytes()), daemon=True)
    listener.start()
    run([command, "dirty.txt", "-o", "pipe"])
    gc.collect()
    listener.join(timeout=30)
    assert pipe.is_fifo()
    assert b"newsletter" in heard[0]


# --- patches


def test_the_patch_can_be_applied_and_leaves_a_clean_text(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "dirty.txt", "--diff"]) == 1
    subprocess.run(
        ["git", "apply", "-p0", "-"], input=capsys.readouterr().out, text=True, check=True, cwd=here
    )
    assert (here / "dirty.txt").read_text("utf-8") == (
        f"The wall\n\n{PROSE}\n\n"
        "He called it “a question of weeks” and left the room before anybody could ask for more.\n"
    )
    assert run(["check", "dirty.txt"]) == 0


def test_line_ends_of_windows_are_patched_as_they_are(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "dirty.txt").write_bytes(DIRTY.replace("\n", "\r\n").encode())
    run(["check", "dirty.txt", "--diff"])
    patch = capsys.readouterr().out
    subprocess.run(["git", "apply", "-p0", "-"], input=patch.encode(), check=True, cwd=here)
    assert b"\r\n\r\nHe called it \xe2\x80\x9ca" in (here / "dirty.txt").read_bytes()
    assert run(["check", "dirty.txt"]) == 0


def test_a_diff_of_a_record_names_its_line(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "r.jsonl").write_text(json.dumps({"text": DIRTY}))
    run(["check", "r.jsonl", "--diff"])
    assert capsys.readouterr().out.startswith("--- r.jsonl:1 (text)\n+++ r.jsonl:1 (text)\n@@ ")
