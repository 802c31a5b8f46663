"""The article that the project was founded on: four closing quotation marks became daggers."""

from __future__ import annotations

from pathlib import Path

from cleaner.encoding import repair
from cleaner.spans import undo

SEEDS = Path(__file__).parents[2] / "seeds"


def test_the_four_lost_quotes_come_back() -> None:
    text = (SEEDS / "000_a9cedf9aad49a189.txt").read_text(encoding="utf-8")
    mended = repair(text)
    around = [mended.text[found.start - 5 : found.end + 2] for found in mended.repairs]
    assert around == ["level” bu", "ssia,” Ki", "olicy” of", "pons,” ac"]
    assert {(found.before, found.action) for found in mended.repairs} == {("†", "lost-quote")}
    assert undo(mended.text, mended.repairs) == text


def test_the_other_article_has_nothing_to_repair() -> None:
    text = (SEEDS / "004_c169e1c6dd00545c.txt").read_text(encoding="utf-8")
    assert repair(text) == (text, (), frozenset())
