"""`cleaner rules stats`: what each rule did in a run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner.cli import run
from tests.strategies import cleaner

PROSE = "The harbour wall lost nine metres of its crown in the storm of January, they said."


@pytest.fixture
def records(tmp_path: Path) -> str:
    path = tmp_path / "records.jsonl"
    pages = [
        f"{PROSE} Boat {n} was lost.\n\n{PROSE} Boat {n} was found.\n\nSign up for Harbour News"
        for n in range(3)
    ]
    made = [cleaner().clean(page, language="en") for page in pages]
    path.write_bytes(b"".join(article.to_json() + b"\n" for article in made))
    return str(path)


def stats(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    assert run(["rules", "stats", *args]) == 0
    return capsys.readouterr().out


def test_rules_and_labels_are_counted(records: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(stats(capsys, records, "--format", "json", "--samples", "1"))
    (row,) = told["rules"]
    share = row.pop("share")
    assert share == 15 / (told["words"] + told["removed_words"])
    assert (row["rule"], row["cuts"], row["articles"], row["where"]) == (
        "en/newsletter/sign-up", 3, 3, "end",
    )  # fmt: skip
    assert [sample["text"] for sample in row["samples"]] == ["Sign up for Harbour News"]
    assert told["labels"] == [{"label": "newsletter", "cuts": 3, "words": 15, "share": share}]


def test_rules_that_never_fired_are_those_that_could_have(
    records: str, capsys: pytest.CaptureFixture[str]
) -> None:
    never = json.loads(stats(capsys, records, "--format", "json"))["never"]
    assert "en/newsletter/sign-up" not in never
    assert "en/newsletter/thanks" in never
    assert [rule for rule in never if rule.startswith(("de/", "site/"))] == []


def test_one_pack_alone_can_be_looked_at(records: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(stats(capsys, records, "--format", "json", "--only", "de/"))["rules"] == []


def test_the_tables_fit_a_terminal(records: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = stats(capsys, records, "--samples", "2", "--never").splitlines()
    assert "  - Sign up for Harbour News" in lines
    assert [line for line in lines if len(line) > 80] == []
