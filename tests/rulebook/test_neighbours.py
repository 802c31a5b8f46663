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


def test_the_foot_begins_below_the_first_of_two_signs() -> None:
    page = [PROSE, "Mast", "Share", "Sail", "Share", "Rope"]
    assert taken(rules(FOOT), *page) == ["Share", "Sail", "Share", "Rope"]


def test_one_sign_is_not_enough_for_a_foot() -> None:
    assert taken(rules(FOOT), PROSE, "Mast", "Share", "Sail") == ["Share"]


def test_above_the_last_paragraph_there_is_no_foot() -> None:
    assert taken(rules(FOOT), "Share", "Sail", "Share", PROSE) == ["Share", "Share"]


def test_english_rules_speak_to_every_page() -> None:
    assert speaks(["en"], "ja")
    assert not speaks(["ja"], "en")
    assert not speaks(["en", "de"], "ja")
