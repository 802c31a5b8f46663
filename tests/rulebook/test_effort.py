"""Which expressions must watch the clock."""

import pytest

from cleaner.rulebook.effort import calm
from cleaner.rulebook.rule import ENDLESS


@pytest.mark.parametrize(
    "pattern",
    [
        "(?:a+)+b",
        "(?:a|aa)+b",
        r"(?:\w+\s?)*x",
        "(?:a|b|ab)*c",
        "(?:.*a){20}",
        "(?i)(",
        "(?:a){e<=1}",
    ],
)
def test_what_may_take_for_ever_is_never_calm(pattern: str) -> None:
    assert calm(pattern) == 0


@pytest.mark.parametrize(
    "pattern",
    [
        "^sign up for (?:our|the) newsletters?",
        "(?:afp|ap photo|reuters)$",
        r"^(?:[^.!?]|\.(?=\w)){1,60} on twitter",
        r"^\w{1,20}(?: \w{1,20}){1,4}, ",
    ],
)
def test_phrases_are_always_calm(pattern: str) -> None:
    assert calm(pattern) == ENDLESS


def test_each_open_repeat_makes_the_longest_calm_text_shorter() -> None:
    one, two, three = (calm("a" + ".*b" * times) for times in (1, 2, 3))
    assert ENDLESS > one > two > three > 0
