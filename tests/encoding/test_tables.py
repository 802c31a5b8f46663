"""The tables of examples, sorted by truth: met in the wild, made up, negative, known failures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cleaner.encoding import repair
from cleaner.spans import undo

TABLES = Path(__file__).parent / "tables"


def rows(name: str) -> list[Any]:
    table = json.loads((TABLES / name).read_text(encoding="utf-8"))
    return [pytest.param(row, id=row["label"]) for row in table]


@pytest.mark.parametrize("row", rows("in-the-wild.json") + rows("synthetic.json"))
def test_damage_is_mended(row: dict[str, Any]) -> None:
    mended = repair(row["before"])
    assert mended.text in [row["after"], *row.get("accept", ())]
    assert undo(mended.text, mended.repairs) == row["before"]
    assert repair(mended.text).text == mended.text


@pytest.mark.parametrize("row", rows("negative.json"))
def test_fine_text_is_left_alone(row: dict[str, Any]) -> None:
    assert repair(row["text"]).text == row["text"]


@pytest.mark.parametrize("row", rows("known-failures.json"))
def test_known_failures_still_fail(row: dict[str, Any]) -> None:
    """A known failure that passes is good news: move it to the other tables."""
    assert repair(row["before"]).text != row["after"]


@pytest.mark.parametrize("row", rows("known-failures.json"))
def test_known_failures_do_no_harm(row: dict[str, Any]) -> None:
    mended = repair(row["before"])
    assert undo(mended.text, mended.repairs) == row["before"]
