"""Labelled lines in, precision and recall out."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from cleaner.cli import run
from cleaner.errors import ConfigError
from cleaner.evaluate.ablate import ablate
from cleaner.evaluate.floors import breaches, read_floors
from cleaner.evaluate.gold import GoldLine, GoldPage, read_gold
from cleaner.evaluate.score import Counts, cuts_of, score_page
from cleaner.evaluate.tables import rows_by, worst
from cleaner.rulebook import load_rules

FIXTURES = Path(__file__).parents[2] / "fixtures"
OWN = FIXTURES / "lines" / "own.jsonl"


def page(*lines: tuple[str, str], dup: dict[int, int] | None = None) -> GoldPage:
    made = (
        GoldLine(text, label, dup_of=(dup or {}).get(number))
        for number, (text, label) in enumerate(lines)
    )
    return GoldPage("p", tuple(made), lang="en")


STORY = ("The mill has stopped", "content")
SHARE = ("Share this", "boilerplate")


def test_furniture_taken_and_story_lost_are_counted_in_lines_and_words() -> None:
    scored = score_page(page(STORY, SHARE, SHARE), {0: "a", 1: "b"})
    assert scored.counts == Counts(1, 1, 2, 4, 1, 2, 1, 4, 1, 4)
    assert (scored.lost, scored.left) == ((0,), (2,))


def test_a_copy_of_a_story_line_may_go() -> None:
    gold = page(STORY, STORY, dup={1: 0})
    assert score_page(gold, {1: "a"}).lost == ()
    assert score_page(gold, {0: "a"}).lost == ()
    assert score_page(gold, {0: "a", 1: "a"}).lost == (0, 1)


def test_neutral_lines_count_nowhere() -> None:
    assert score_page(page(("Photo", "mixed")), {0: "a"}).counts == Counts(pages=1)


def test_letters_of_scripts_without_spaces_are_words() -> None:
    assert score_page(page(("水門は開く", "content")), {}).counts.story_words == 5


def test_a_rule_is_worth_what_goes_only_because_of_it() -> None:
    book = load_rules()
    pages = list(read_gold([OWN]))
    scored = [score_page(one, cuts_of(one, book)) for one in pages]
    rule = next(rule for one in scored for rule in one.cuts.values())
    (worth,) = (w for w in ablate(scored, book, prefix=rule) if w.rule == rule)
    without = load_rules(ignore=[rule])
    again = sum((score_page(one, cuts_of(one, without)).counts for one in pages), Counts())
    whole = sum((one.counts for one in scored), Counts())
    assert (worth.earned, worth.cost) == (whole.cut - again.cut, whole.lost - again.lost)
    assert worth.earned > 0


def test_a_floor_names_the_figure_and_by_how_much() -> None:
    figures = Counts(furniture=4, cut=3, story=10, lost=1).figures()
    assert list(breaches({"recall": 0.8, "loss": 0.05, "precision": 0.75}, figures)) == [
        "recall is 0.7500, below its floor 0.8000 by 0.0500",
        "loss is 0.1000, above its ceiling 0.0500 by 0.0500",
    ]


def test_our_own_pages_keep_their_floors() -> None:
    book = load_rules()
    counts = (score_page(one, cuts_of(one, book)).counts for one in read_gold([OWN]))
    figures = sum(counts, Counts()).figures()
    floors = read_floors(FIXTURES / "floors.toml", "lines", figures)
    assert list(breaches(floors, figures)) == []


def test_a_gzipped_file_is_known_by_its_bytes(tmp_path: Path) -> None:
    packed = tmp_path / "gold.bin"
    packed.write_bytes(gzip.compress(OWN.read_bytes()))
    assert [one.id for one in read_gold([packed])] == [one.id for one in read_gold([OWN])]


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a", "lines": []}\n{"id": "b"}\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"gold\.jsonl:2: no page of labelled lines"):
        list(read_gold([path]))


def test_a_floor_for_no_figure_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text("[lines]\nrecal = 0.5\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="no figure 'recal'"):
        read_floors(path, "lines", Counts().figures())


def test_kinds_of_furniture_have_a_recall() -> None:
    scored = [score_page(page(STORY, SHARE, SHARE), {1: "b"})]
    assert rows_by("kind", scored, load_rules(builtin=False)) == [
        {"kind": "?", "lines": 2, "cut": 1, "recall": 0.5}
    ]


def test_the_page_that_loses_most_story_comes_first() -> None:
    left, lost = score_page(page(SHARE), {}), score_page(page(STORY), {0: "a"})
    fine = score_page(page(STORY), {})
    assert worst([fine, left, lost], 5) == [lost, left]


def test_a_figure_below_its_floor_makes_the_exit_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold, floors = tmp_path / "gold.jsonl", tmp_path / "floors.toml"
    gold.write_text('{"id": "a", "lines": [{"text": "Zq", "label": "boilerplate"}]}\n', "utf-8")
    floors.write_text("[lines]\nrecall = 0.5\n", encoding="utf-8")
    words = ["eval", str(gold), "--no-builtin", "--format", "json", "--floors", str(floors)]
    assert run(words) == 1
    shown = capsys.readouterr()
    assert json.loads(shown.out)["figures"]["recall"] == 0.0
    assert "below its floor 0.5000 by 0.5000" in shown.err
