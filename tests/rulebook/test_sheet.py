"""Guards answered for a whole page at once, and literals looked for where they can matter."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.rulebook import RuleBook
from cleaner.rulebook.guards import guard
from cleaner.rulebook.load import read_rules
from cleaner.rulebook.passage import passages
from cleaner.rulebook.rule import Range
from cleaner.rulebook.sheet import Ladder, Sheet, bits, places
from cleaner.stages.extract import lines
from tests.strategies import documents

NUMBERS = st.integers(0, 30)
LONG = (
    "The council voted on Tuesday to rebuild the old bridge over the river after a long debate, "
    "with nine of its members in favour and four against, and the mayor said that the work would "
    "begin in spring, once the money has come in and the last of the permits has been granted."
)


@given(st.lists(NUMBERS), NUMBERS, NUMBERS)
def test_a_ladder_finds_what_lies_in_a_range(values: list[int], low: int, high: int) -> None:
    wanted = Range(low, high)
    assert list(places(Ladder(values).within(wanted))) == [
        place for place, value in enumerate(values) if value in wanted
    ]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("words", Range(2, 9)),
        ("chars", Range(10, 60)),
        ("sentence", True),
        ("sentence", False),
        ("prose", True),
        ("prose", False),
        ("numbered", True),
        ("tree", False),
    ],
)
@given(documents())
def test_a_sheet_says_of_each_place_what_its_passage_says(
    name: str, wanted: Any, text: str
) -> None:
    left = passages(list(enumerate(lines(text))), text)
    asked = guard(name, wanted)
    assert Sheet(left).where(asked) == bits(map(asked.holds, left))


@pytest.mark.parametrize(
    ("rule", "text", "cut"),
    [
        ("words: ..90\n  has: in spring, once the", LONG, [LONG]),
        (
            "is: read on\n  words: ..4\n  prev: {has: permits has been granted}",
            f"{LONG}\nRead on",
            ["Read on"],
        ),
        (
            "is: read on\n  words: ..4\n  next: {starts: the council voted}",
            f"Read on\n{LONG}",
            ["Read on"],
        ),
        (
            "is: read on\n  then: [{starts: the council voted}]",
            f"Read on\n{LONG}",
            ["Read on", LONG],
        ),
        ("words: ..90\n  has: the old bridge\n  unless: {has: the last of the permits}", LONG, []),
    ],
    ids=["the rule itself", "before", "after", "a step", "what spares"],
)
def test_literals_are_looked_for_in_long_passages_too(rule: str, text: str, cut: list[str]) -> None:
    pack = f"one:\n  {rule}\n  why: Made up.\n  test: |\n    - x\n    = y\n"
    rules = RuleBook(read_rules(pack, path="p.yaml", address="any/promo", lists={}).rules)
    found = rules.label(lines(text), text).blocks
    assert [block.text(text) for block in found if not block.kept] == cut
