"""Findings in every format: what programs, code hosts and people read is what was found."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

import click
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from cleaner.cli.options import FORMS
from cleaner.cli.tell import manual
from cleaner.findings import FORMATS, About, Excerpt, Finding
from cleaner.findings.markdown import LISTED
from cleaner.rulebook.lint import CODES, HINTS
from cleaner.terminal import columns
from tests.strategies import book

LINE = "He left. Sign up for our newsletter"
CUT = Finding(
    rule="en/newsletter/sign-up",
    message="part of the block would be cut (newsletter)",
    path="pages/a.txt",
    line=3,
    column=10,
    end_line=3,
    end_column=36,
    label="newsletter",
    stage="strip",
    excerpt=Excerpt(LINE, 9, 35, 3, 10),
    fingerprint="f1",
)
IN_RECORD = Finding(
    rule="repair/lost-quote",
    message="`†` would become `” `",
    path="a.jsonl",
    line=17,
    record="id-17",
    field="text",
    stage="repair",
    excerpt=Excerpt("it is done†but nobody", 10, 11, 5, 11),
    fingerprint="f2",
)
DOUBT = Finding(
    rule="lint/unguarded", message="add a guard", path="rules/en/promo.yaml", line=4,
    level="warning", details={"of": "en/promo/x"}, fingerprint="f3",
)  # fmt: skip
HINT = msgspec.structs.replace(DOUBT, rule="lint/idle-example", level="note", fingerprint="f5")
EVERY = [CUT, IN_RECORD, DOUBT]
EVIL = Finding(
    rule="x/y",
    message="a | b <script>\n::set-output name=x::y\r\n%0A \x1b[2J \x00",
    path="dir/a,b:c.txt",
    line=1,
    excerpt=Excerpt("]]> <b>&amp;`|` @team \x01\x1b[31m ::error::", 0, 30, 1, 1),
    details={"got": "\x1b[2J|"},
    fingerprint="f4",
)


def told(form: str, findings: list[Finding], **about: Any) -> str:
    known = {"version": "1.2.3", "manual": manual(book()), **about}
    return "".join(FORMATS[form](findings, About(**known)))


def test_the_command_line_knows_every_format() -> None:
    assert tuple(FORMATS) == FORMS


def test_text_shows_the_line_and_what_is_meant() -> None:
    assert told("text", EVERY).splitlines() == [
        "pages/a.txt:3:10: en/newsletter/sign-up part of the block would be cut (newsletter)",
        "3 | He left. Sign up for our newsletter",
        "  |          ^^^^^^^^^^^^^^^^^^^^^^^^^^",
        "",
        "a.jsonl:17:1: repair/lost-quote `†` would become `” ` (record id-17, text 5:11)",
        "5 | it is done†but nobody",
        "  |           ^",
        "",
        "rules/en/promo.yaml:4:1: lint/unguarded add a guard",
        "    of  en/promo/x",
        "",
    ]


@given(
    st.text(st.sampled_from("ab 日本é\u0301\x1b\u200b"), min_size=1, max_size=200),
    st.integers(0, 199), st.integers(0, 199), st.integers(40, 120),
)  # fmt: skip
def test_carets_stand_under_what_is_meant(line: str, one: int, other: int, width: int) -> None:
    start, end = sorted((one % (len(line) + 1), other % (len(line) + 1)))
    finding = msgspec.structs.replace(CUT, excerpt=Excerpt(line, start, end, 3, start + 1))
    shown = told("text", [finding], width=width).splitlines()[1:3]
    if not line.strip():
        return
    assert all(columns(one) <= width for one in shown)
    text, carets = (one[len("3 | ") :] for one in shown)
    assert set(carets.strip()) == {"^"}
    assert "\x1b" not in text


def test_colour_changes_nothing_but_colour() -> None:
    colored = told("text", EVERY, color=True)
    assert "\x1b[" in colored
    assert click.unstyle(colored) == told("text", EVERY)


def test_json_and_json_lines_hold_the_same() -> None:
    rows = [json.loads(line) for line in told("jsonl", EVERY).splitlines()]
    assert json.loads(told("json", EVERY)) == rows
    assert [msgspec.convert(row, Finding) for row in rows] == EVERY
    assert json.loads(told("json", [])) == []


def test_github_annotates_lines() -> None:
    assert told("github", EVERY).splitlines() == [
        "::error title=en/newsletter/sign-up,file=pages/a.txt,line=3,col=10,endColumn=36::"
        "part of the block would be cut (newsletter)%0ASign up for our newsletter",
        "::error title=repair/lost-quote,file=a.jsonl,line=17,col=1::"
        "`†` would become `” ` (record id-17, text 5:11)%0Ait is done†but nobody",
        "::warning title=lint/unguarded,file=rules/en/promo.yaml,line=4,col=1::add a guard",
    ]


def test_an_article_can_give_github_no_command() -> None:
    (line,) = told("github", [EVIL]).splitlines()
    assert line.startswith("::error title=x/y,file=dir/a%2Cb%3Ac.txt,line=1,col=1::")
    assert "%250A" in line


def test_sarif_fits_its_schema() -> None:
    Sarif.model_validate_json(told("sarif", [*EVERY, EVIL]))
    Sarif.model_validate_json(told("sarif", []))


def test_sarif_says_where_and_carries_the_rules_page() -> None:
    (run,) = json.loads(told("sarif", EVERY))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [finding.rule for finding in EVERY]
    assert rules[0]["shortDescription"]["text"] == book().rule(CUT.rule).why  # type: ignore[union-attr]
    assert "Examples" in rules[0]["help"]["text"]
    first = run["results"][0]
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "pages/a.txt", "uriBaseId": "SRCROOT"},
        "region": {
            "startLine": 3, "startColumn": 10, "endLine": 3, "endColumn": 36,
            "snippet": {"text": "Sign up for our newsletter"},
        },
    }  # fmt: skip
    assert first["partialFingerprints"] == {"cleanerFinding/v1": "f1"}


def test_gitlab_gets_the_five_things_it_asks_for() -> None:
    rows = json.loads(told("gitlab", EVERY))
    assert rows[0] == {
        "description": f"{CUT.rule}: {CUT.message}",
        "check_name": CUT.rule,
        "fingerprint": "f1",
        "severity": "major",
        "location": {"path": "pages/a.txt", "lines": {"begin": 3}},
    }
    assert [row["severity"] for row in rows] == ["major", "major", "minor"]


def test_junit_counts_what_failed_and_what_passed() -> None:
    whole = ElementTree.fromstring(told("junit", EVERY, checked=["ok.txt", "pages/a.txt"]))
    assert (whole.get("tests"), whole.get("failures")) == ("4", "3")
    assert [suite.get("name") for suite in whole] == [
        "ok.txt", "pages/a.txt", "a.jsonl", "rules/en/promo.yaml",
    ]  # fmt: skip
    for suite in whole:
        assert suite.get("tests") == str(len(suite))
        assert suite.get("failures") == str(len(suite.findall("testcase/failure")))


def test_a_note_fails_nothing() -> None:
    assert told("github", [HINT]).startswith("::notice ")
    assert json.loads(told("gitlab", [HINT]))[0]["severity"] == "info"
    assert json.loads(told("sarif", [HINT]))["runs"][0]["results"][0]["level"] == "note"
    whole = ElementTree.fromstring(told("junit", [DOUBT, HINT]))
    assert (whole.get("tests"), whole.get("failures")) == ("2", "1")


def test_a_doubt_is_explained_by_its_code() -> None:
    known = manual(book())
    assert all(known(f"lint/{code}") for code in (*CODES, *HINTS))


def test_junit_holds_what_xml_cannot() -> None:
    whole = ElementTree.fromstring(told("junit", [EVIL]))
    failure = whole.find("testsuite/testcase/failure")
    assert failure is not None
    assert "]]> <b>&amp;`|` @team" in (failure.text or "")


def test_markdown_counts_by_rule_and_lists() -> None:
    page = told("markdown", [CUT, CUT, DOUBT], checked=["pages/a.txt", "b.txt"])
    assert "**3 findings** in 2 of 2 files." in page
    assert f"| `{CUT.rule}` | 2 | An" in page
    assert page.count("| pages/a\\.txt") == 0
    assert page.count("| pages/a.txt\\:3\\:10 |") == 2


def test_markdown_cannot_be_drawn_in_by_an_article() -> None:
    page = told("markdown", [EVIL])
    assert "<script>" not in page
    assert "\\@team" in page
    rows = [line for line in page.splitlines() if line.startswith("| dir")]
    assert [row.replace("\\|", "").count("|") for row in rows] == [4]


def test_markdown_stays_small() -> None:
    page = told("markdown", [CUT] * 1000)
    assert "**1,000 findings**" in page
    assert page.count("| pages/a.txt") == LISTED
    assert f"the first {LISTED}" in page


def test_nothing_found_is_said() -> None:
    assert "Nothing found in 2 files." in told("markdown", [], checked=["a", "b"])
    assert told("text", []) == told("github", []) == ""
    assert json.loads(told("gitlab", [])) == []


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_can_be_written_whatever_an_article_says(form: str) -> None:
    assert "x/y" in told(form, [EVIL])
