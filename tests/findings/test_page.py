"""What is found on a page, and where."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cleaner import Cleaner, InputError
from cleaner.cli.checking import ROAD
from cleaner.draft import Page
from cleaner.findings import Finding, fingerprint, page_findings, told_apart
from cleaner.findings.patch import diff, patch, remaining
from cleaner.findings.place import AROUND, MOST, Markup, Original
from cleaner.record import FLAGS
from cleaner.spans import Edit, rewrite
from cleaner.stages.reasons import reason
from tests.strategies import book, cleaner, documents

PROSE = "The harbour wall lost nine metres of its crown in the storm of January, they said."
CHECK = Cleaner(rules=book(), stages=ROAD)


def found(text: str, **known: str) -> list[Finding]:
    draft = CHECK.draft(Page(content=text, **known))  # type: ignore[arg-type]
    markup = text if draft.format == "html" else None
    return list(page_findings(draft, CHECK.close(draft), "a.txt", markup=markup))


def test_a_clean_text_has_no_findings() -> None:
    assert found(f"The wall\n\n{PROSE}\n\n{PROSE} Again.\n") == []


def test_a_cut_is_found_where_it_stands() -> None:
    (cut,) = found(f"{PROSE}\n\n  Sign up for our newsletter\n\n{PROSE} Again.")
    assert (cut.label, cut.stage) == ("newsletter", "strip")
    assert cut.rule.startswith("en/newsletter/")
    assert cut.where == "a.txt:3:3"
    assert (cut.end_line, cut.end_column) == (3, 29)


def test_places_are_those_of_the_text_as_it_came() -> None:
    text = f"He said “it is done†but “nobody†heard.\r\n\r\n{PROSE}\r\nSign up for our newsletter"
    one, two, cut = found(text)
    assert (one.rule, one.where, one.message) == (
        "repair/lost-quote", "a.txt:1:20", "`†` would become `” `",
    )  # fmt: skip
    assert (two.where, cut.where) == ("a.txt:1:32", "a.txt:4:1")


def test_what_stands_apart_in_a_record_is_found_too() -> None:
    lines = ["By Jane Harlow", PROSE, "Boats in the harbour. Picture: AFP", f"{PROSE} Again."]
    assert [(one.label, one.message) for one in found("\n\n".join(lines))] == [
        ("byline", "would be cut (byline)"),
        ("caption", "would move to the captions"),
    ]


def test_a_copy_names_what_it_copies() -> None:
    caption = "Boats in the harbour. Picture: AFP"
    (_, again) = found(f"{PROSE}\n\n{caption}\n\n{caption}\n\n{PROSE} Again.")
    assert again.message == f"would be cut (caption): a copy of “{caption}”"


def test_broken_lines_are_one_finding_of_the_page() -> None:
    wrapped = "\n".join(re.findall(r".{1,60}(?:\s|$)", f"{PROSE} One. " * 12))
    assert [one.rule for one in found(wrapped)] == ["flag/hard-wrapped"]


def test_markup_is_searched_for_the_line() -> None:
    page = (
        f"<html><body><article>\n<h1>The wall</h1>\n<p>{PROSE}</p>\n<p>{PROSE} Again.</p>\n"
        "  <p>Sign&nbsp;up <b>for</b>\nour newsletter</p></article></body></html>"
    )
    (cut,) = found(page)
    assert (cut.where, cut.end_line) == ("a.txt:5:6", None)


@given(documents())
def test_everything_found_has_a_reason_that_can_be_looked_up(text: str) -> None:
    try:
        findings = found(text)
    except InputError:
        assume(False)
    for finding in findings:
        assert book().rule(finding.rule) or reason(finding.rule), finding.rule


@given(documents())
def test_what_cleaning_leaves_has_no_cuts_and_no_repairs(text: str) -> None:
    try:
        article = cleaner().clean(text, format="text")
    except InputError:
        assume(False)
    assume(article.text.strip())
    again = found(article.text, format="text", language=article.language or "en",
                  url=article.url or article.canonical_url or "")  # fmt: skip
    assert [one.rule for one in again if not one.rule.startswith("flag/")] == []


def test_every_damning_flag_is_explained() -> None:
    from cleaner.findings.page import DAMNING

    assert set(DAMNING) <= set(FLAGS)
    assert all(reason(f"flag/{flag}") for flag in DAMNING)


# --- fingerprints


def test_a_fingerprint_stays_when_lines_move() -> None:
    line = "Sign up for our newsletter"
    (before,) = found(f"{PROSE}\n\n{line}\n\n{PROSE} Again.")
    (after,) = found(f"Another paragraph. {PROSE}\n\n{PROSE}\n\n{line}\n\n{PROSE} Again.")
    assert before.line != after.line
    assert before.fingerprint == after.fingerprint


def test_repairs_of_one_kind_have_fingerprints_of_their_own() -> None:
    one, two = found("He said “it is done†but she said “it is not done at all†and left.")
    assert one.fingerprint != two.fingerprint


def test_copies_are_told_apart_in_each_file() -> None:
    def at(path: str) -> Finding:
        return Finding(
            rule="x", message="m", path=path, fingerprint=fingerprint("x", path, "", "t")
        )

    prints = [one.fingerprint for one in told_apart([at("a"), at("a"), at("a"), at("b"), at("b")])]
    assert len(set(prints)) == 5
    assert prints[0] == at("a").fingerprint
    assert prints[3] == at("b").fingerprint


# --- places


TEXTS = st.text(st.sampled_from("ab\n é日"), max_size=60)


@st.composite
def rewritten(draw: st.DrawFn) -> tuple[str, str, list[Edit]]:
    text = draw(TEXTS)
    cuts = sorted(set(draw(st.lists(st.integers(0, len(text)), max_size=6))))
    edits = [
        Edit(low, high, draw(st.text("xy", max_size=2)), "fix")
        for low, high in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    return text, *rewrite(text, edits)  # type: ignore[return-value]


@given(rewritten())
def test_spans_lead_back_through_repairs(made: tuple[str, str, list[Edit]]) -> None:
    text, source, repairs = made
    original = Original(source, repairs)  # type: ignore[arg-type]
    assert original.text == text
    for repair in repairs:
        start, end = original.span(repair.start, repair.end)
        assert repair.before in text[start:end]  # type: ignore[attr-defined]
    assert original.span(0, len(source)) == (0, len(text))


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_an_excerpt_is_a_piece_of_its_line(text: str, one: int, other: int) -> None:
    start, end = sorted((one % (len(text) + 1), other % (len(text) + 1)))
    original = Original(text, [])
    excerpt = original.excerpt(start, end)
    line = text.split("\n")[excerpt.line - 1]
    assert excerpt.text in line
    assert line[excerpt.column - 1 :].startswith(excerpt.text[excerpt.start : excerpt.end])
    assert text[start:end].startswith(excerpt.text[excerpt.start : excerpt.end])


def test_an_excerpt_of_a_long_line_is_short() -> None:
    original = Original("x" * 10_000, [])
    excerpt = original.excerpt(5000, 9000)
    assert (excerpt.start, len(excerpt.text)) == (AROUND, AROUND + MOST + AROUND)


def test_markup_tells_copies_apart_by_their_order() -> None:
    markup = Markup("<p>One two</p>\n<p>One two</p>\n")
    assert [markup.place("One two") for _ in range(3)] == [(1, 4), (2, 4), (1, 4)]
    assert markup.place("Three") is None
    assert markup.place("…") is None


# --- patches


@pytest.mark.parametrize(
    ("text", "gone", "left"),
    [
        ("A.\n\nX\n\nB.\n", ["X"], "A.\n\nB.\n"),
        ("A.\nX\nB.\n", ["X"], "A.\nB.\n"),
        ("X\n\nA.\n", ["X"], "A.\n"),
        ("A.\n\nX\n\n", ["X"], "A.\n"),
        ("A.\n\nX", ["X"], "A.\n"),
        ("A.\n\nX\n\nY\n\n\nB.\n", ["X", "Y"], "A.\n\nB.\n"),
        ("A. X\nB.\n", ["X"], "A.\nB.\n"),
        ("A.\n\n\nB.\n", [], "A.\n\n\nB.\n"),
    ],
)
def test_a_line_leaves_with_the_blank_lines_of_one_side(
    text: str, gone: list[str], left: str
) -> None:
    spans = [(text.index(one), text.index(one) + len(one)) for one in gone]
    assert "".join(remaining(text, spans)) == left


def test_a_diff_says_where_a_last_line_has_no_end() -> None:
    assert list(diff("a\nb", "a\n", "x", "y"))[-1] == "-b\n\\ No newline at end of file\n"


@given(documents())
def test_a_patched_text_is_clean(text: str) -> None:
    """What `--diff` shows, applied, leaves nothing to cut or repair but what stands apart now."""
    try:
        draft = CHECK.draft(Page(content=text, format="text", language="en"))
    except InputError:
        assume(False)
    lines = list(patch(draft, CHECK.close(draft), "a.txt"))
    assert bool(lines) == bool(
        [one for one in page_findings(draft, CHECK.close(draft), "a.txt") if one.rule[:4] != "flag"]
        or "hard-wrapped" in draft.flags
    )
