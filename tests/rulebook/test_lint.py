"""What is doubtful about rules that load."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.rulebook.lint import CODES, HINTS, NEVER_FIRES, hints, lint
from cleaner.rulebook.load import read_rules
from cleaner.rulebook.rule import Rule
from tests.strategies import book

GUIDE = Path(__file__).parents[2] / "docs" / "writing-rules.md"
TEST = "\n  why: Made up.\n  test: |\n    - x\n    = y\n"


def rules(text: str, address: str = "en/promo") -> tuple[Rule, ...]:
    return read_rules(text, path="p", address=address, lists={}).rules


def rule(name: str, body: str, test: str) -> str:
    lines = "".join(f"    {line}\n" for line in test.split("\n"))
    return f"{name}:\n  why: Made up.\n  {body}\n  test: |\n{lines}"


def doubted(text: str, address: str = "en/promo") -> set[str]:
    return {doubt.code for doubt in lint(rules(text, address))}


def hinted(text: str, address: str = "en/promo") -> list[str]:
    return [f"{hint.line}: {hint.code}: {hint.rule}" for hint in hints(rules(text, address))]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("re: Sign up", "never-matches"),
        (r"re: 'x(?:a+)+b'", "blow-up"),
        (r"re: '^(?:a|ab|b)+c$'", "blow-up"),
        ("has: '{any} {n}'\n  words: ..99", "short-literal"),
        ("re: '\\d{4}'\n  words: ..99", "no-literal"),
        ("is: alpha\n  take: rest", "unguarded-rest"),
        ("has: alpha", "unguarded"),
    ],
)
def test_what_a_pattern_may_not_mean(body: str, code: str) -> None:
    assert code in doubted(f"a:\n  {body}{TEST}")


@pytest.mark.parametrize(
    ("phrase", "address", "code"),
    [
        ("naïveté", "ru/promo", "wrong-alphabet"),
        ("Подписка", "de/promo", "wrong-alphabet"),
        ("Read m\N{CYRILLIC SMALL LETTER O}re", "en/promo", "mixed-alphabets"),
        ("Читайте також", "ru/promo", None),
        ("Більше новин", "ru/promo", "foreign-letter"),
        ("Подписывайтесь", "uk/promo", "foreign-letter"),
        ("Подписка на Telegram", "ru/promo", None),
        ("(English|Русский|日本語|한국어|العربية)", "en/navigation", None),
        ("विज्ञापन", "hi/advert", None),
        ("اشترك مجاناً", "ar/promo", None),
    ],
)
def test_letters_that_are_out_of_place(phrase: str, address: str, code: str | None) -> None:
    assert doubted(f"a:\n  is: {phrase}{TEST}", address) == ({code} if code else set())


def test_a_look_alike_letter_is_seen_in_an_example_too() -> None:
    assert doubted(rule("a", "is: Read more", "- Read m\N{CYRILLIC SMALL LETTER O}re\n= x")) == {
        "mixed-alphabets"
    }


def test_two_rules_with_one_phrase() -> None:
    assert doubted(f"a:\n  is: alpha{TEST}b:\n  is: alpha{TEST}") == {"shared-phrase"}


def test_a_rule_is_shadowed_where_another_takes_all_its_examples() -> None:
    wide = rule("wide", "starts: Join our club", "- Join our club\n= They join our club.")
    same = rule(
        "same", "is: Join our club now", "- Join our club now\n= Join our club now or never."
    )
    more = rule("more", "is: |\n    Join our club now\n    Join us", "- Join us\n= Join us or go.")
    assert "7: shadowed: en/promo/same" in hinted(wide + same)
    assert [hint for hint in hinted(wide + more) if "shadowed" in hint] == []


@pytest.mark.parametrize(
    "body",
    [
        "starts: Join our club\n  at: tail",
        "starts: Join our club\n  prev: {words: 3}",
        "starts: Join our club\n  confidence: low",
        "starts: Join our club\n  sites: tide.example",
        "starts: Join our club\n  then: [{words: 3}]",
    ],
)
def test_a_rule_that_asks_for_more_shadows_none(body: str) -> None:
    other = rule("other", body, "- Join our club\n= They join our club.")
    same = rule("same", "is: Join our club now", "- Join our club now\n= Join our club now or not.")
    assert [hint for hint in hinted(other + same) if "same" in hint] == []


def test_a_phrase_is_covered_by_another_that_says_more() -> None:
    text = rule(
        "a", "is: |\n    Read more\n    Read [much] more", "- Read more\n= Read more or not."
    )
    assert hinted(text) == ["4: covered-phrase: en/promo/a"]


def test_a_counter_example_must_try_the_guards() -> None:
    assert hinted(rule("a", "starts: Read more", "- Read more\n= He left.")) == [
        "6: idle-counter-example: en/promo/a"
    ]
    assert hinted(rule("a", "starts: Read more", "- Read more\n= They read more than we.")) == []


def test_the_built_in_rules_are_beyond_doubt() -> None:
    assert lint(book().rules) == []


def test_the_guide_lists_every_doubt_and_hint() -> None:
    guide = GUIDE.read_text("utf-8")
    assert [code for code in (*CODES, *HINTS) if f"| `{code}` |" not in guide] == []
    assert NEVER_FIRES in HINTS
