"""`cleaner dedup --show`: clusters to be looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.cli import run
from tests.corpus.clusters import Row, read, written

LONG = (
    "The quay stays closed to lorries until the wall is mended, and boats unload elsewhere. "
    "Divers found a second crack below the waterline on Sunday, the harbour master said."
)
SET = Path(__file__).parents[2] / "fixtures" / "neardup" / "own.jsonl"


def shown(
    folder: Path, rows: list[Row], capsys: pytest.CaptureFixture[str], count: int = 1
) -> list[str]:
    path = str(written(folder / "in.jsonl", rows))
    out = str(folder / "out.jsonl")
    assert run(["dedup", path, "-o", out, "--show", str(count), "-q", "--no-color"]) == 0
    return capsys.readouterr().out.splitlines()


def test_differences_are_shown_word_by_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited = LONG.replace("Divers found", "Diving men have found").replace(" on Sunday", "")
    rows = [{"id": "kept", "text": LONG}, {"id": "copy", "text": edited}]
    lines = shown(tmp_path, rows, capsys)
    assert lines[1:] == [
        "  kept  kept, 170 characters",
        "  copy  near, similarity 0.39, 169 characters",
        "",
        "  kept → copy",
        "  … (9 words) … is mended, and boats unload elsewhere. [-Divers-] {+Diving men have+} found a second",
        "  crack below the [-waterline on Sunday,-] {+waterline,+} the harbour master said.",
        "",
    ]


def test_scripts_without_spaces_are_compared_by_character(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "斯凯罗港务局周二表示，老石码头将继续对卡车关闭，直到十月底。"
    rows = [{"id": "a", "text": text}, {"id": "b", "text": text.replace("二", "三")}]
    lines = shown(tmp_path, rows, capsys)
    assert "周[-二-] {+三+} 表示" in lines[5]


def test_no_more_clusters_are_shown_than_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = shown(tmp_path, read(SET), capsys, 3)
    assert sum(line.startswith("cluster ") for line in lines) == 3


def test_nothing_is_shown_if_nothing_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shown(tmp_path, read(SET), capsys, 0) == []


def test_control_characters_cannot_play_tricks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"id": "a", "text": LONG}, {"id": "b", "text": f"{LONG} Really\x1b[2J."}]
    assert "\x1b" not in "".join(shown(tmp_path, rows, capsys))
