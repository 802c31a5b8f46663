"""What is drawn for people fits their terminal, with colour and without."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cleaner import InputError
from cleaner.cli import run
from cleaner.cli.diff import _page
from cleaner.cli.paint import NARROWEST, Painter
from cleaner.cli.show import show
from cleaner.draft import Draft, Page
from cleaner.rulebook.describe import page as rule_page
from cleaner.terminal import columns, folded
from tests.strategies import book, cleaner, documents

WIDTHS = st.integers(NARROWEST, 140)
WIDE = "港口防波堤在一月的風暴中失去了九米的頂部他們說。" * 4


def draft_of(text: str) -> Draft:
    try:
        return cleaner().draft(Page(content=text, format="text"))
    except InputError:
        assume(False)
        raise


@given(documents(), WIDTHS)
def test_no_line_is_wider_than_the_terminal(text: str, width: int) -> None:
    draft = draft_of(f"{text}\n\n{WIDE}\n\n{WIDE[:30]} Picture: AFP")
    painter = Painter(False, width)
    lines = [*painter.draft(draft).splitlines(), *_page(draft, painter, None)]
    assert [line for line in lines if columns(line) > width] == []


@given(documents(), WIDTHS)
def test_colour_is_all_that_colour_adds(text: str, width: int) -> None:
    draft = draft_of(text)
    drawn = Painter(True, width).draft(draft)
    assert click.unstyle(drawn) == Painter(False, width).draft(draft)


@given(st.sampled_from(book().rules), WIDTHS)
def test_a_rules_page_is_folded_and_says_the_same(rule: object, width: int) -> None:
    page = rule_page(rule)  # type: ignore[arg-type]
    lines = [part for line in page.splitlines() for part in folded(line, width)]
    assert [line for line in lines if columns(line) > width] == []
    assert "".join("".join(lines).split()) == "".join(page.split())


class Terminal:
    """A stdout that says that it is a terminal."""

    def __init__(self) -> None:
        self.text = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None:
        return


@pytest.fixture
def paged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What went through the pager."""
    found: list[str] = []
    monkeypatch.setattr(click, "echo_via_pager", found.append)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("LINES", "10")
    return found


def test_what_would_scroll_away_is_paged_on_a_terminal_only(
    paged: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    show("line\n" * 20)
    assert (paged, capsys.readouterr().out) == ([], "line\n" * 20)
    monkeypatch.setattr(sys, "stdout", terminal := Terminal())
    show("line\n" * 20)
    show("line\n" * 5)
    show("line\n" * 30, pager=False)
    assert (paged, terminal.text) == (["line\n" * 20], "line\n" * 35)


@pytest.mark.parametrize("command", ["explain", "diff"])
def test_the_pager_can_be_refused(
    command: str, paged: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (page := tmp_path / "page.txt").write_text("\n\n".join(["Sign up for our newsletter"] * 20))
    monkeypatch.setattr(sys, "stdout", terminal := Terminal())
    assert run([command, str(page)]) == 0
    assert (len(paged), terminal.text) == (1, "")
    assert run([command, str(page), "--no-pager"]) == 0
    assert (len(paged), terminal.text) == (1, paged[0])
