"""Rules that lean on what other rules take: `gone`, `at: top`, `at: foot`."""

import pytest

from cleaner.draft import Block
from cleaner.errors import RuleError
from cleaner.rulebook import RuleBook
from cleaner.rulebook.book import speaks
from cleaner.rulebook.load import read_rules

PROSE = "The committee met on Tuesday to speak of the old harbour wall and its many cracks."


def rules(text: str, address: str = "en/share") -> RuleBook:
    return RuleBook(read_rules(text, path="x.yaml", address=address, lists={}).rules)


def taken(book: RuleBook, *lines: str) -> list[str]:
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(at, at + len(line)))
        at += len(line) + 2
    labelled = book.label(blocks, "\n\n".join(lines), language="en")
    return [line for line, block in zip(lines, labelled.blocks, strict=True) if not block.kept]


BETWEEN = """
button: {why: w, is: Share, test: "- Share\\n= Stay"}
between:
  why: w
  words: ..3
  prev: {gone: %s}
  next: {gone: true}
  test: "- a\\n= b"
"""


def test_a_line_between_two_that_go_goes_too() -> None:
    assert taken(rules(BETWEEN % "true"), PROSE, "Share", "Mast", "Share") == [
        "Share",
        "Mast",
        "Share",
    ]
    assert taken(rules(BETWEEN % "true"), PROSE, "Share", "Mast", PROSE) == ["Share"]


def test_gone_may_name_the_label() -> None:
    assert "Mast" in taken(rules(BETWEEN % "[share]"), PROSE, "Share", "Mast", "Share")
    assert "Mast" not in taken(rules(BETWEEN % "[legal]"), PROSE, "Share", "Mast", "Share")


def test_gone_grows_along_a_row() -> None:
    row = [PROSE, "Share", "Mast", "Share", "Sail", "Share"]
    assert taken(rules(BETWEEN % "true"), *row) == row[1:]


def test_an_unknown_label_is_refused() -> None:
    with pytest.raises(RuleError, match="shares"):
        rules(BETWEEN % "[shares]")


FOOT = """
button: {why: w, is: Share, test: "- Share\\n= Stay"}
foot: {why: w, words: ..5, at: foot, test: "- a\\n= b"}
"""


def test_the_foot_begins_below_the_first_of_three_signs() -> None:
    page = [PROSE, "Mast", "Share", "Sail", "Share", "Rope", "Share", "Keel"]
    assert taken(rules(FOOT), *page) == ["Share", "Sail", "Share", "Rope", "Share", "Keel"]


def test_two_signs_may_interrupt_a_story_and_make_no_foot() -> None:
    assert taken(rules(FOOT), PROSE, "Share", "Sail", "Share", "Rope") == ["Share", "Share"]


def test_prose_alone_among_furniture_does_not_end_the_foot() -> None:
    page = [PROSE, PROSE, "Share", "Sail", "Share", PROSE, "Share", "Rope"]
    assert taken(rules(FOOT), *page) == ["Share", "Sail", "Share", "Share", "Rope"]


def test_two_paragraphs_on_end_are_the_story_wherever_they_stand() -> None:
    page = [PROSE, PROSE, "Share", "Sail", "Share", "Share", PROSE, PROSE]
    assert taken(rules(FOOT), *page) == ["Share"] * 3


def test_a_long_paragraph_is_the_story_even_alone() -> None:
    page = [PROSE, PROSE, "Share", "Sail", "Share", "Share", " ".join([PROSE] * 3)]
    assert taken(rules(FOOT), *page) == ["Share"] * 3


def test_a_subhead_parts_no_two_paragraphs() -> None:
    page = [PROSE, PROSE, "Share", "Sail", "Share", "Share", PROSE, "Mast", PROSE]
    assert taken(rules(FOOT), *page) == ["Share"] * 3


def test_three_short_sentences_on_end_are_the_story_too() -> None:
    steps = ["Peel all the apples first.", "Cut them very small now.", "Bake for half an hour."]
    page = [PROSE, PROSE, "Share", "Sail", "Share", "Share", *steps]
    assert taken(rules(FOOT), *page) == ["Share"] * 3


def test_two_short_sentences_may_be_teasers() -> None:
    page = [PROSE, PROSE, "Share", "Sail", "Share", "Share", *["The mast fell at noon."] * 2]
    assert taken(rules(FOOT), *page)[1] == "Sail"


def test_headlines_that_ask_are_no_prose_of_the_story() -> None:
    ask = PROSE.replace("cracks.", "cracks?")
    page = [PROSE, PROSE, "Share", "Sail", "Share", "Share", ask, ask, "Rope"]
    assert taken(rules(FOOT), *page) == ["Share", "Sail", "Share", "Share", "Rope"]


AD = """
ad: {why: w, is: Advert, test: "- Advert\\n= Stay"}
"""


def test_an_advertisement_interrupts_and_proves_nothing() -> None:
    book = RuleBook((*rules(FOOT).rules, *rules(AD, "en/advert").rules))
    page = [PROSE, PROSE, "Share", "Sail", "Share", "Share", PROSE, "Advert", PROSE]
    assert taken(book, *page) == ["Share", "Share", "Share", "Advert"]


def test_above_the_last_paragraph_there_is_no_foot() -> None:
    assert taken(rules(FOOT), "Share", "Sail", "Share", "Share", PROSE) == ["Share"] * 3


def test_english_rules_speak_to_every_page() -> None:
    assert speaks(["en"], "ja")
    assert not speaks(["ja"], "en")
    assert not speaks(["en", "de"], "ja")
