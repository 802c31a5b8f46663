"""Gold texts: how they are read, and how a text is held against them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from cleaner.cli import run
from cleaner.errors import ConfigError
from cleaner.evaluate.outcome import of_texts
from cleaner.evaluate.overlap import Score, differences, score, summed
from cleaner.evaluate.texts import GoldText, read_texts
from tests.strategies import cleaner

ONE = "The harbour wall lost nine metres of its crown in the storm of January, they said."
TWO = "Engineers had warned that the stones were moving, but nobody read their report."
PAGE = f"<html><body><article><h1>The wall</h1><p>{ONE}</p><p>{TWO}</p></article></body></html>"


def gold(*paragraphs: str, **more: tuple[int, ...] | tuple[str, ...]) -> GoldText:
    return GoldText("p", paragraphs, **more)  # type: ignore[arg-type]


def test_the_same_words_are_exact() -> None:
    assert score(gold(ONE, TWO), f"{ONE}\n\n{TWO}") == Score(1.0, 1.0, exact=True)


def test_what_is_missing_costs_recall_and_what_is_too_much_precision() -> None:
    less, more = score(gold(ONE, TWO), ONE), score(gold(ONE), f"{ONE}\n{TWO}")
    assert less.precision == more.recall == 1.0
    assert less.recall < 0.6 > (more.precision or 0)


def test_nothing_found_has_no_precision() -> None:
    assert score(gold(ONE), "") == Score(None, 0.0, exact=False)
    assert summed([Score(None, 0.0, exact=False), Score(1.0, 1.0, exact=True)]) == {
        "precision": 1.0, "recall": 0.5, "f1": 2 / 3, "exact": 0.5,
    }  # fmt: skip


def test_optional_paragraphs_may_be_there_or_not() -> None:
    wanted = gold(ONE, TWO, optional=(1,))
    assert score(wanted, ONE).exact
    assert score(wanted, f"{ONE}\n{TWO}").exact


def test_neutral_lines_and_known_furniture_do_not_count() -> None:
    assert score(gold(ONE, neutral=("Photo: AFP",)), f"PHOTO: AFP\n{ONE}").exact
    assert score(gold(ONE, "Share", furniture=("Share",)), f"Share\n{ONE}").exact


def test_letters_are_words_where_a_script_sets_no_spaces() -> None:
    assert score(gold("外交部回应称"), "外交部回应").recall == 2 / 3


def test_differences_name_paragraphs_and_lines() -> None:
    assert differences(gold(ONE, TWO), f"{ONE}\nShare this page") == ([TWO], ["Share this page"])


def written(folder: Path, *rows: dict[str, object]) -> Path:
    (folder / "html").mkdir()
    (folder / "html" / "p.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_a_gold_file_has_its_pages_beside_it(tmp_path: Path) -> None:
    path = written(
        tmp_path, {"id": "p", "gold": [ONE, TWO], "lang": "en-GB"}, {"id": "q", "gold": []}
    )
    (pair,) = read_texts([path])
    assert (pair.page, pair.format, pair.gold.source) == (PAGE, "html", tmp_path.name)
    outcome = of_texts([pair], cleaner(), by=["language", "set"], most=3)
    assert (outcome.figures["f1"], outcome.worst) == (1.0, [])
    assert outcome.tables["by language"][0]["language"] == "en"


def test_the_worst_page_says_what_is_missing_and_what_is_too_much(tmp_path: Path) -> None:
    (pair,) = read_texts([written(tmp_path, {"id": "p", "gold": [ONE, "The mill has stopped."]})])
    (bad,) = of_texts([pair], cleaner(), most=3).worst
    assert [(mark.how, mark.text) for mark in bad.marks] == [
        ("lost", "The mill has stopped."),
        ("left", TWO),
    ]


@pytest.mark.parametrize(
    ("row", "says"),
    [({"id": "x", "gold": ["a"]}, "no page of 'x'"), ({"id": "p"}, "no gold text")],
)
def test_a_row_that_is_no_use_is_named(tmp_path: Path, row: dict[str, object], says: str) -> None:
    with pytest.raises(ConfigError, match=says) as caught:
        list(read_texts([written(tmp_path, row)]))
    assert "gold.jsonl:1" in str(caught.value)


def test_a_folder_of_cases_is_gold_too(tmp_path: Path) -> None:
    case = tmp_path / "wall"
    case.mkdir()
    (case / "input.txt").write_text(f"The wall\n\n{ONE}\n\n{TWO}\n")
    (case / "want.json").write_text(json.dumps({"paragraphs": [ONE, TWO], "facts": None}))
    (pair,) = read_texts([tmp_path])
    assert (pair.gold.id, pair.format, pair.gold.gold) == ("wall", "text", (ONE, TWO))


def test_the_command_takes_one_kind_of_gold_at_a_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = str(written(tmp_path, {"id": "p", "gold": [ONE, TWO]}))
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"id": "a", "lines": [{"text": "Zq", "label": "content"}]}\n')
    floors = tmp_path / "floors.toml"
    floors.write_text("[texts]\nf1 = 0.9\n")
    assert run(["eval", texts, "--floors", str(floors), "--worst", "1"]) == 0
    assert run(["eval", texts, str(lines)]) == 2
    assert run(["eval", texts, "--ablate"]) == 2
    assert run(["eval", texts, "--by", "rule"]) == 2
    told = capsys.readouterr().err
    assert "one kind at a time" in told
    assert "labelled lines only" in told
    assert "no scores by rule" in told


def test_every_rule_is_tried_where_none_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text(
        '{"id": "a", "lang": "en", "lines": [{"text": "Share this", "label": "boilerplate"}]}\n'
    )
    assert run(["eval", str(lines), "--format", "json", "--ablate"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["without_each_rule"]
    assert (row["rule"], row["earned"], row["cost"]) == ("en/share/buttons", 1, 0)
