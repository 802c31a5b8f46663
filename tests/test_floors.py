"""Quality on the project's own pages, down the whole road, does not sink below its floors."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from benchmarks.extraction import Score, below, by_road, score

FIXTURES = Path(__file__).parents[1] / "fixtures"


def test_the_whole_road_keeps_its_floors_on_our_own_pages() -> None:
    floors = tomllib.loads((FIXTURES / "floors.toml").read_text(encoding="utf-8"))
    scores: list[Score] = []
    for path in sorted((FIXTURES / "html").glob("*/want.json")):
        want = json.loads(path.read_text(encoding="utf-8"))
        if want["paragraphs"]:
            page = (path.parent / "input.html").read_text(encoding="utf-8")
            shown = [want["description"]] if want.get("description") else []
            gold = {"gold": [*shown, *want["paragraphs"]]}
            scores.append(score(gold, by_road(page, want.get("url"))))
    assert len(scores) >= 25
    assert list(below({"ours": floors["fixtures"]}, {"ours": scores})) == []
