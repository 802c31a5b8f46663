"""Headline, standfirst, dateline, and what is no headline."""

from __future__ import annotations

import pytest

from cleaner.stages.dates import absolute_date
from tests.strategies import cleaner

BODY = (
    "The harbour wall, built in 1911, lost nine metres of its crown in the storm of January.",
    "Engineers had warned that the stones were moving, but nobody found the money to mend it.",
    "A decision is expected in March, when the council returns from its recess and votes.",
)
HEADLINE = "Harlow waits for a decision on its wall"


def page(*blocks: str) -> str:
    return "\n\n".join(blocks)


def test_a_headline_above_prose() -> None:
    article = cleaner().clean(page(HEADLINE, *BODY))
    assert article.headline == HEADLINE
    assert [block.text for block in article.blocks] == list(BODY)
    assert [fact.field for fact in article.facts] == ["headline"]


@pytest.mark.parametrize("headline", ["Will the wall ever be mended?", "‘We will mend it’"])
def test_headlines_that_ask_or_quote(headline: str) -> None:
    assert cleaner().clean(page(headline, *BODY)).headline == headline


def test_prose_is_no_headline() -> None:
    article = cleaner().clean(page(*BODY))
    assert article.headline is None
    assert len(article.blocks) == 3


def test_the_headline_said_again_is_a_duplicate() -> None:
    article = cleaner().clean(page("Harbour wall fails", "HARBOUR WALL FAILS", *BODY))
    assert article.headline == "Harbour wall fails"
    assert [removal.rule for removal in article.removed] == ["frame/headline-repeated"]


def test_a_dateline_proves_the_standfirst() -> None:
    standfirst = "A town by the sea asks who will pay for what its storms have broken."
    article = cleaner().clean(page(HEADLINE, standfirst, f"HARLOW — {BODY[0]}", *BODY[1:]))
    assert article.description == standfirst
    assert article.dateline == "HARLOW"
    assert article.blocks[0].text.startswith("HARLOW — ")


def test_a_first_paragraph_is_no_standfirst() -> None:
    article = cleaner().clean(page(HEADLINE, *BODY))
    assert article.description is None


def test_a_fuller_telling_proves_the_standfirst() -> None:
    standfirst = "The harbour wall lost its crown in the January storm."
    article = cleaner().clean(page(HEADLINE, standfirst, *BODY))
    assert article.description == standfirst


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("6 September 2023", "2023-09-06"),
        ("September 6, 2023", "2023-09-06"),
        ("6. September 2023", "2023-09-06"),
        ("6 septembre 2023", "2023-09-06"),
        ("6 de septiembre de 2023", "2023-09-06"),
        ("2023-09-06", "2023-09-06"),
        ("yesterday", None),
        ("September 2023", None),
        ("6 September", None),
        ("", None),
    ],
)
def test_dates_written_in_full(written: str, date: str | None) -> None:
    assert absolute_date(written) == date
