"""Blocks of plain text: lines, and lines that a hard wrap broke."""

from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from cleaner import Article
from cleaner.spans import undo
from tests.strategies import PROSE, cleaner

PARAGRAPHS = [
    "The harbour wall, built in 1911, lost nine metres of its crown in the storm of January, and "
    "the sea has come over it at every spring tide since.",
    "Engineers had warned that the stones were moving. Their report, which was read to the council "
    "in autumn, asked for money at once; the council put the question off until the new year.",
    "A decision is expected before the end of the month. Until then the quay stays closed to "
    "lorries, and boats have to unload at the northern pier.",
]


def texts(article: Article) -> list[str]:
    return [block.text for block in article.blocks]


def test_each_line_is_a_block() -> None:
    article = cleaner().clean("\n".join(PARAGRAPHS))
    assert texts(article) == PARAGRAPHS
    assert "hard-wrapped" not in article.flags


@given(st.integers(40, 90))
def test_a_hard_wrap_is_undone(width: int) -> None:
    page = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS)
    draft_text = cleaner().clean(page)
    assert texts(draft_text) == PARAGRAPHS
    assert "hard-wrapped" in draft_text.flags
    assert undo(draft_text.source_text(), draft_text.repairs).split() == page.split()


def test_wrapped_paragraphs_without_blank_lines_between_them() -> None:
    page = "\n".join(textwrap.fill(paragraph, 60) for paragraph in PARAGRAPHS)
    assert texts(cleaner().clean(page)) == PARAGRAPHS


def test_a_hyphen_at_the_margin_stays_with_its_word() -> None:
    page = textwrap.fill(PARAGRAPHS[1], 52).replace("storm", "storm").replace(" be\n", " be-\n")
    joined = cleaner().clean("\n".join(["well-known-place " * 3, page]))
    assert "- " not in joined.text


@given(st.lists(PROSE, min_size=1, max_size=8, unique=True))
def test_whole_paragraphs_are_never_joined(paragraphs: list[str]) -> None:
    article = cleaner().clean("\n".join(paragraphs))
    assert "hard-wrapped" not in article.flags


def test_lists_and_verse_are_not_joined() -> None:
    verse = "\n".join(
        ["O wall that stood", "against the sea", "what stone was good", "enough for thee"] * 4
    )
    assert "hard-wrapped" not in cleaner().clean(verse).flags
    items = "\n".join(f"- item number {i} of the long list of things" for i in range(12))
    assert "hard-wrapped" not in cleaner().clean(items).flags


def test_uniform_crlf_is_one_flag() -> None:
    article = cleaner().clean("\r\n".join(PARAGRAPHS))
    assert "crlf" in article.flags
    assert article.repairs == ()
    assert texts(article) == PARAGRAPHS
