"""What one page says twice."""

from __future__ import annotations

import pytest

from cleaner import Article
from tests.strategies import cleaner

BODY = (
    "The harbour wall, built in 1911, lost nine metres of its crown in the storm of January.\n\n"
    "Engineers had warned that the stones were moving, but nobody found the money to mend it.\n\n"
)


def clean(*captions: str) -> Article:
    return cleaner().clean(BODY + "\n\n".join(captions) + "\n\nA decision is expected in March, "
                           "when the council returns from its recess and votes on it.")  # fmt: skip


ONE = "Boats at the northern pier of Harlow in 2019. Picture: AFP"


@pytest.mark.parametrize(
    "again",
    [
        ONE,
        "Boats at the northern pier of Harlow in 2019. Picture: Reuters",
        "BOATS AT THE NORTHERN PIER OF HARLOW IN 2019. Picture: AFP",
        "Boats at the northern pier of Harlow in 2019.",
        "Boats at the northern pier … Picture: AFP",
        "Boats at the Northern pier of Harlow in 2019 Photo: AFP",
    ],
)
def test_a_caption_is_kept_once(again: str) -> None:
    article = clean(ONE, again)
    assert [(c.text, c.credit) for c in article.captions] == [
        ("Boats at the northern pier of Harlow in 2019.", "AFP")
    ]
    (repeat,) = [removal for removal in article.removed if removal.stage == "dedup"]
    assert repeat.label == "caption"
    assert repeat.duplicate_of == article.captions[0].start


@pytest.mark.parametrize(
    "other",
    [
        "Boats of the fleet at the northern pier of the town of Harlow in 2020. Picture: AFP",
        "Boats of the fleet at the northern pier of the town of Marlow in 2019. Picture: AFP",
        "Lorries on the quay of Harlow on the first day of the works. Picture: AFP",
    ],
)
def test_another_number_or_name_is_another_picture(other: str) -> None:
    one = "Boats of the fleet at the northern pier of the town of Harlow in 2019. Picture: AFP"
    assert len(clean(one, other).captions) == 2


def test_the_fuller_copy_is_kept() -> None:
    short = "Boats at the northern pier of Harlow. Picture: AFP"
    long = "Boats at the northern pier of Harlow, photographed before the storm. Picture: AFP"
    for order in ((short, long), (long, short)):
        (caption,) = clean(*order).captions
        assert caption.text.endswith("before the storm.")


def test_a_repeated_paragraph_is_a_duplicate() -> None:
    article = cleaner().clean(BODY + BODY)
    assert [removal.label for removal in article.removed] == ["duplicate", "duplicate"]
    assert len(article.blocks) == 2


def test_short_lines_may_come_back() -> None:
    lines = ["No.", "Why not?", "No.", "Because of the wall, and of the sea behind the wall."]
    article = cleaner().clean(BODY + "\n\n".join(lines))
    assert article.text.count("No.") == 2


@pytest.mark.parametrize(
    "line",
    [
        "What do you cook for yourself when nobody else is at home?",
        "Sixty ounces of water, twelve cups and four or five mugs",
    ],
)
def test_a_question_or_an_item_may_come_back(line: str) -> None:
    answers = ("Soup, mostly, with whatever the garden gives.", "Eggs, because they are quick.")
    text = BODY + "\n\n".join(f"{line}\n\n{answer}" for answer in answers)
    assert cleaner().clean(text).text.count(line) == 2


def test_what_comes_back_thrice_was_meant_to() -> None:
    line = "Mix one cup of flour with two eggs and a pinch of salt."
    dishes = ("Pancakes.", "Dumplings.", "Waffles.")
    text = BODY + "\n\n".join(f"{dish}\n\n{line}" for dish in dishes)
    assert cleaner().clean(text).text.count(line) == 3


def test_copies_that_come_together_are_seen_too() -> None:
    one, other = BODY.split("\n\n")[:2]
    article = cleaner().clean("\n\n".join([one, other, one, other, one]))
    assert [article.text[block.start : block.end] for block in article.blocks] == [one, other]
