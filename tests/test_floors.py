"""Quality on the project's own pages, down the whole road, does not sink below its floors."""

from __future__ import annotations

import tomllib
from pathlib import Path

from cleaner.evaluate.floors import breaches
from cleaner.evaluate.overlap import score, summed
from cleaner.evaluate.texts import read_texts, text_of
from tests.strategies import cleaner

FIXTURES = Path(__file__).parents[1] / "fixtures"


def test_the_whole_road_keeps_its_floors_on_our_own_pages() -> None:
    floors = tomllib.loads((FIXTURES / "floors.toml").read_text(encoding="utf-8"))
    pairs = list(read_texts([FIXTURES / "html"]))
    scores = [score(pair.gold, text_of(cleaner(), pair)) for pair in pairs]
    assert len(scores) >= 25
    assert list(breaches(floors["texts"], summed(scores))) == []
