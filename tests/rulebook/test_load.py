"""Errors in rule files teach: what, where, and what to try."""

from __future__ import annotations

import pytest

from cleaner.errors import RuleError
from cleaner.rulebook.load import read_lists, read_rules

GOOD = """\
sign-up:
  why: An invitation.
  starts: |
    Sign up for {name}
  test: |
    - Sign up for Morning Tide
    = He signed up for the navy.
"""


def broken(text: str, address: str = "en/newsletter") -> list[str]:
    with pytest.raises(RuleError) as caught:
        read_rules(text, path="r.yaml", address=address, lists={})
    error = caught.value
    return [line for line in str(error).splitlines() if line.startswith("r.yaml")]


def test_a_rule_is_known_by_its_address() -> None:
    (rule,) = read_rules(GOOD, path="r.yaml", address="en/newsletter", lists={}).rules
    assert (rule.id, rule.label, rule.languages) == ("en/newsletter/sign-up", "newsletter", ("en",))
    assert str(rule.when.words) == "..40"
    assert rule.line == 1


def test_a_blank_at_the_start_of_an_expression_is_part_of_it() -> None:
    text = GOOD.replace("starts: |\n    Sign up for {name}", "re: ' ?\\[sign up\\]$'")
    (rule,) = read_rules(text, path="r.yaml", address="en/newsletter", lists={}).rules
    assert rule.when.patterns[0].regex == r" ?\[sign up\]$"


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("starts:", "startz:", "r.yaml:3:3: a rule has no 'startz' (did you mean 'starts'?)"),
        ("{name}", "{nam}", "r.yaml:4:17: unknown slot {nam}"),
        ("for {name}", "(for {name}", "r.yaml:4:13: '(' is never closed"),
        ("  why: An invitation.\n", "", "r.yaml:1:1: 'sign-up' does not say why"),
        ("    = He signed up for the navy.\n", "", "r.yaml:5:9: the test lacks a `=` line"),
        ("    - Sign up for Morning Tide\n", "", "r.yaml:5:9: the test lacks a `-` line"),
        ("    - Sign", "    + Sign", "r.yaml:6:1: a test line starts with"),
        ("  test:", "  words: many\n  test:", "r.yaml:5:10: 'many' is not a range"),
        ("  test:", "  words: 9..2\n  test:", "r.yaml:5:10: '9..2' runs backwards"),
        ("  test:", "  sentence: no\n  test:", "r.yaml:5:13: 'no' is neither"),
        ("  test:", "  at: haed\n  test:", "r.yaml:5:7: 'haed' is not known here"),
        ("  test:", "  label: promo\n  test:", "r.yaml:5:10: this file is for 'newsletter'"),
        ("  test:", "  unless: {}\n  test:", "r.yaml:5:11: an empty condition"),
        ("  test:", "  then: {words: 3}\n  test:", "r.yaml:5:9: `then` is a list"),
        ("  test:", "  then: [{times: 3}]\n  test:", "r.yaml:5:10: this step would walk"),
        ("  test:", "  re: '(a'\n  test:", "r.yaml:5:7: not a regular expression"),
        ("  test:", "  re: 'a*'\n  test:", "r.yaml:5:7: 'a*' matches the empty string"),
        ("  test:", "  why: Again.\n  test:", "r.yaml:5:3: 'why' is given twice"),
        ("sign-up:", "Sign Up:", "r.yaml:1:1: 'Sign Up' cannot name a rule"),
        ("sign-up:", "sign-up: &x", "r.yaml:1:10: anchors and aliases"),
        ("An invitation.", "!!python/name:os.system x", "r.yaml:2:8: tags are not part"),
        ("starts: |", "starts: [", "not YAML"),
    ],
)
def test_each_mistake_has_its_place(old: str, new: str, wanted: str) -> None:
    found = broken(GOOD.replace(old, new, 1))
    assert any(wanted in line for line in found), found


def test_a_label_that_is_none() -> None:
    text = GOOD.replace("  test:", "  label: relatd\n  test:")
    assert broken(text, "en/mixed") == [
        "r.yaml:5:10: 'relatd' is not a label (did you mean 'related'?)"
    ]
    assert "needs a `label`" in broken(GOOD, "en/mixed")[0]


def test_all_errors_are_told_at_once_in_order() -> None:
    text = GOOD.replace("{name}", "{nam}").replace("  why: An invitation.\n", "")
    places = [int(line.split(":")[1]) for line in broken(text)]
    assert places == sorted(places)
    assert len(places) == 2


def test_the_line_is_shown_with_a_caret() -> None:
    with pytest.raises(RuleError) as caught:
        read_rules(GOOD.replace("starts", "startz"), path="r.yaml", address="en/promo", lists={})
    assert str(caught.value).splitlines()[1:3] == ["      startz: |", "      ^"]


def test_a_norwegian_no_stays_a_word() -> None:
    text = GOOD.replace("Sign up for {name}", "no").replace("  starts: |\n    no", "  is: no")
    (rule,) = read_rules(text.replace("- Sign up for Morning Tide", "- no"), path="r.yaml",
                         address="no/promo", lists={}).rules  # fmt: skip
    assert rule.when.patterns[0].written == "no"
    assert rule.languages == ("no",)


def test_a_slot_cannot_be_redefined() -> None:
    with pytest.raises(RuleError, match="built-in slot"):
        read_lists("name: |\n  a\n", "lists.yaml")


@pytest.mark.parametrize("text", ["- a", "\x00", "a: b: c", "{", "? [a]\n: b", "x: *y"])
def test_junk_is_refused(text: str) -> None:
    assert broken(text)


def test_an_empty_file_says_nothing() -> None:
    assert read_rules("", path="r.yaml", address="en/promo", lists={}).rules == ()
