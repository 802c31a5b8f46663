"""Pages as blocks, and rules tried on them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from cleaner.cli import run
from cleaner.evaluate.hits import Hit, hits_on
from cleaner.evaluate.sheets import Sheet, of_record, read_sheets
from cleaner.evaluate.tried import tried
from cleaner.record import Failure
from cleaner.rulebook import RuleBook
from cleaner.rulebook.load import read_rules
from tests.strategies import book, cleaner

PAGE = (
    "Harlow waits for its wall\n\n"
    "The harbour wall, built in 1911, lost nine metres of its crown in the storm of January.\n\n"
    "Sign up for Harbour News\n"
)
LINES = {
    "id": "mill",
    "lang": "en",
    "domain": "tide.example",
    "lines": [
        {"text": "The mill has stopped.", "label": "content"},
        {"text": " ", "label": "content"},
        {"text": "Share this", "label": "boilerplate"},
    ],
}


def read(path: Path) -> list[Sheet | Failure]:
    return list(read_sheets([str(path)], cleaner()))


def texts(sheet: Sheet | Failure) -> list[str]:
    assert isinstance(sheet, Sheet)
    return [block.text(sheet.source) for block in sheet.blocks]


def test_labelled_lines_are_blocks_and_say_what_is_story(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(LINES).encode()))
    (sheet,) = read(path)
    assert texts(sheet) == ["The mill has stopped.", "Share this"]
    assert isinstance(sheet, Sheet)
    assert (sheet.language, sheet.site, sheet.story) == ("en", "tide.example", frozenset({0}))


def test_a_record_is_laid_out_as_its_page_came(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE)
    record = tmp_path / "record.jsonl"
    record.write_bytes(cleaner().clean(PAGE).to_json())
    (before,), (after,) = read(path), read(record)
    assert texts(before) == texts(after) == [line for line in PAGE.split("\n") if line]


def test_what_a_rule_read_inside_a_paragraph_is_part_of_it() -> None:
    page = "HARLOW, Jan 3 (Reuters) - The wall is broken, the town said.\n\n" + PAGE
    sheet = of_record(cleaner().clean(page, language="en"))
    assert texts(sheet)[0].startswith("HARLOW, Jan 3 (Reuters) - The wall")


def test_a_page_that_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(b"%PDF-1.4 ...")
    (failed,) = read(path)
    assert isinstance(failed, Failure)


def test_rules_are_counted_where_they_speak(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(LINES))
    found = tried([sheet for sheet in read(path) if isinstance(sheet, Sheet)], book())
    share = book().rule("en/share/buttons")
    assert share is not None
    assert (found.pages, found.blocks) == (1, {share.id: 1})
    asked = {rule.id: found.asked(rule) for rule in book().rules}
    assert asked["en/newsletter/sign-up"] == asked["any/legal/reserved"] == 1
    assert {n for rule, n in asked.items() if rule.startswith(("de/", "site/"))} == {0}


def test_lint_tells_which_rules_never_fire(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE)
    assert run(["rules", "lint", "en/newsletter", "--on", str(path), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    silent = {hint["details"]["of"] for hint in told if hint["rule"] == "lint/never-fires"}
    assert "en/newsletter/thanks" in silent
    assert not silent & {"en/newsletter/sign-up", "de/newsletter/danke"}


DRAFT = "a:\n  why: W.\n  starts: Share this\n  test: |\n    - Share this\n    = x\n"


def hits(draft: str, page: Mapping[str, object], path: Path) -> list[Hit]:
    path.write_text(json.dumps(page))
    rule = RuleBook(read_rules(draft, path="p", address="en/promo", lists={}).rules)
    return [h for s in read(path) if isinstance(s, Sheet) for h in hits_on(s, rule, book())]


def test_what_a_draft_takes_is_shown_between_its_neighbours(tmp_path: Path) -> None:
    assert hits(DRAFT, LINES, tmp_path / "gold.jsonl") == [
        Hit("mill", "Share this", "The mill has stopped.", "", False, False, "en/share/buttons")
    ]


def test_a_draft_that_takes_a_sentence_of_the_story_is_told_of_first(tmp_path: Path) -> None:
    prose = "Share this with nobody, the miller told his sons before he shut the mill for good."
    lines = [{"text": "Share this", "label": "boilerplate"}, {"text": prose, "label": "content"}]
    found = hits(DRAFT, {**LINES, "lines": lines}, tmp_path / "gold.jsonl")
    first, second = sorted(found, key=Hit.weight)
    assert (first.taken, first.prose, first.story, first.known) == (prose, True, True, None)
    assert (second.taken, second.story) == ("Share this", False)


def test_a_part_that_a_draft_takes_is_shown_alone(tmp_path: Path) -> None:
    draft = DRAFT.replace("starts: Share this", "has: has stopped\n  take: match")
    (hit,) = hits(draft, LINES, tmp_path / "gold.jsonl")
    assert (hit.taken, hit.known) == ("has stopped", None)


def test_a_draft_is_tried_on_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE)
    line = "Sign up for Morning Tide"
    assert run(["rules", "new", line, "Sign up for the Bell", "--on", str(path)]) == 0
    told = capsys.readouterr()
    assert "starts: |\n    Sign up for {any}\n" in told.out
    assert "takes 1 line on 1 of 1 pages; 1 gone already; like prose: 0\n" in told.err
    assert "  - Sign up for Harbour News\n" in told.err
