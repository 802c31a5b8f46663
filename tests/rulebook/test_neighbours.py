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


def test_gone_is_true_beside_each_line_that_names_itself() -> None:
    row = [PROSE, "Share", "Mast", "Share", "Sail", "Share"]
    assert taken(rules(BETWEEN % "true"), *row) == row[1:]


def test_what_goes_for_its_shape_is_no_evidence_to_its_neighbour() -> None:
    below = """
button: {why: w, is: Share, test: "- Share\\n= Stay"}
below: {why: w, words: ..4, prev: {gone: true}, test: "- a\\n= b"}
"""
    list_of_things = [PROSE, "Share", "300 g of flour", "2 eggs", "Butter", "Salt"]
    assert taken(rules(below), *list_of_things) == ["Share", "300 g of flour"]


def test_what_a_rule_is_not_sure_of_is_no_evidence() -> None:
    unsure = BETWEEN.replace("{why: w, is: Share,", "{why: w, is: Share, confidence: medium,")
    assert taken(rules(unsure % "true"), PROSE, "Share", "Mast", "Share") == ["Share", "Share"]


def test_what_a_sequence_walked_over_is_gone() -> None:
    headed = """
more: {why: w, is: More, then: [{words: ..3, times: 1}], test: "- More\\n- a\\n= b"}
below: {why: w, words: 4, prev: {gone: true}, test: "- a\\n= b"}
"""
    page = [PROSE, "More", "Mast and sail", "Rope of the keel", "Keel of the rope"]
    assert taken(rules(headed), *page) == page[1:4]


def test_an_unknown_label_is_refused() -> None:
    with pytest.raises(RuleError, match="shares"):
        rules(BETWEEN % "[shares]")


FOOT = """
button: {why: w, is: Share, test: "- Share\\n= Stay"}
like: {why: w, is: Like, test: "- Like\\n= Stay"}
pin: {why: w, is: [Pin, Share it], test: "- Pin\\n= Stay"}
foot: {why: w, words: ..5, at: foot, test: "- a\\n= b"}
"""


def test_the_foot_begins_below_the_first_of_three_signs() -> None:
    page = [PROSE, "Mast", "Share", "Sail", "Like", "Rope", "Pin", "Keel"]
    assert taken(rules(FOOT), *page) == page[2:]


def test_two_signs_may_interrupt_a_story_and_make_no_foot() -> None:
    assert taken(rules(FOOT), PROSE, "Share", "Sail", "Like", "Rope") == ["Share", "Like"]


def test_one_rule_that_speaks_three_times_makes_no_foot() -> None:
    page = [PROSE, "Share", "Peel the apples", "Share", "Cut them small", "Share", "Bake"]
    assert taken(rules(FOOT), *page) == ["Share"] * 3


def test_a_line_that_three_rules_know_is_one_sign() -> None:
    known = FOOT.replace("is: Like", "is: [Like, Share]").replace("Share it", "Share")
    assert taken(rules(known), PROSE, "Share", "Sail", "Share", "Rope") == ["Share", "Share"]


def test_what_a_sequence_walked_over_is_no_sign() -> None:
    headed = FOOT.replace(
        'is: Share, test: "- Share', 'is: Share, then: [{words: 2, times: 1..}], test: "- Share'
    )
    page = [PROSE, "Share", "Old mast", "Old keel", "Old rope", "Sail", "Like"]
    assert taken(rules(headed), *page) == ["Share", "Old mast", "Old keel", "Old rope", "Like"]


def test_prose_alone_among_furniture_does_not_end_the_foot() -> None:
    page = [PROSE, PROSE, "Share", "Sail", "Like", PROSE, "Pin", "Rope"]
    assert taken(rules(FOOT), *page) == ["Share", "Sail", "Like", "Pin", "Rope"]


def test_two_paragraphs_on_end_are_the_story_wherever_they_stand() -> None:
    page = [PROSE, PROSE, "Share", "Sail", "Like", "Pin", PROSE, PROSE]
    assert taken(rules(FOOT), *page) == ["Share", "Like", "Pin"]


def test_a_long_paragraph_is_the_story_even_alone() -> None:
    page = [PROSE, PROSE, "Share", "Sail", "Like", "Pin", " ".join([PROSE] * 3)]
    assert taken(rules(FOOT), *page) == ["Share", "Like", "Pin"]


def test_a_subhead_parts_no_two_paragraphs() -> None:
    page = [PROSE, PROSE, "Share", "Sail", "Like", "Pin", PROSE, "Mast", PROSE]
    assert taken(rules(FOOT), *page) == ["Share", "Like", "Pin"]


def test_three_short_sentences_on_end_are_the_story_too() -> None:
    steps = ["Peel all the apples first.", "Cut them very small now.", "Bake for half an hour."]
    page = [PROSE, PROSE, "Share", "Sail", "Like", "Pin", *steps]
    assert taken(rules(FOOT), *page) == ["Share", "Like", "Pin"]


def test_what_names_itself_as_furniture_parts_no_steps() -> None:
    steps = ["Peel the apples.", "Share", "Cut them small.", "Like", "Bake them."]
    page = [PROSE, PROSE, "Share", "Sail", "Like", "Pin", *steps, "Rope"]
    assert taken(rules(FOOT), *page) == ["Share", "Like", "Pin", "Share", "Like"]


def test_two_short_sentences_may_be_teasers() -> None:
    page = [PROSE, PROSE, "Share", "Sail", "Like", "Pin", *["The mast fell at noon."] * 2]
    assert taken(rules(FOOT), *page)[1] == "Sail"


def test_headlines_that_ask_are_no_prose_of_the_story() -> None:
    ask = PROSE.replace("cracks.", "cracks?")
    page = [PROSE, PROSE, "Share", "Sail", "Like", "Pin", ask, ask, "Rope"]
    assert taken(rules(FOOT), *page) == ["Share", "Sail", "Like", "Pin", "Rope"]


AD = """
ad: {why: w, is: Advert, test: "- Advert\\n= Stay"}
"""


def test_an_advertisement_interrupts_and_proves_nothing() -> None:
    book = RuleBook((*rules(FOOT).rules, *rules(AD, "en/advert").rules))
    page = [PROSE, PROSE, "Share", "Sail", "Like", "Pin", PROSE, "Advert", PROSE]
    assert taken(book, *page) == ["Share", "Like", "Pin", "Advert"]


def test_buttons_strewn_into_a_long_list_make_no_foot() -> None:
    acts = [f"Act {number}" for number in range(40)]
    page = [PROSE, PROSE, "Share", *acts[:20], "Like", *acts[20:], "Pin"]
    assert taken(rules(FOOT), *page) == ["Share", "Like", "Pin"]


def test_below_a_list_the_foot_begins_where_furniture_is_thick() -> None:
    acts = [f"Act {number}" for number in range(40)]
    page = [PROSE, PROSE, "Share", *acts, "Like", "Sail", "Share", "Mast", "Pin"]
    assert taken(rules(FOOT), *page) == ["Share", "Like", "Sail", "Share", "Mast", "Pin"]


def test_a_foot_that_tells_too_much_is_none() -> None:
    steps = ["Peel all the apples first.", "Part 1 of 9"] * 6
    page = [PROSE, PROSE, "Share", *steps, "Like", "Pin"]
    assert taken(rules(FOOT), *page) == ["Share", "Like", "Pin"]
    assert "Part 1 of 9" in taken(rules(FOOT), *[PROSE, PROSE, "Share", *steps[:4], "Like", "Pin"])


def test_above_the_last_paragraph_there_is_no_foot() -> None:
    assert taken(rules(FOOT), "Share", "Sail", "Like", "Pin", PROSE) == ["Share", "Like", "Pin"]


def test_english_rules_speak_to_every_page() -> None:
    assert speaks(["en"], "ja")
    assert not speaks(["ja"], "en")
    assert not speaks(["en", "de"], "ja")
