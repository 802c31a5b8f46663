"""Tools for rule writers: quotes, descriptions, drafts, proofs."""

from __future__ import annotations

import pytest

from cleaner.rulebook import RuleBook
from cleaner.rulebook.describe import page
from cleaner.rulebook.load import read_rules
from cleaner.rulebook.proof import prove
from cleaner.rulebook.quotes import inside_quotes
from cleaner.rulebook.sketch import sketch
from cleaner.rulebook.view import view
from tests.strategies import book


@pytest.mark.parametrize(
    ("text", "word", "inside"),
    [
        ("He said “sign up now” and left.", "sign", True),
        ("“One paragraph of several, sign up", "sign", True),
        ("He left. Sign up now", "sign", False),
        ("Die Worte »sign up now« standen da.", "sign", True),
        ("» sign up now", "sign", False),
        ("The words ‘sign up now’ were read.", "sign", True),
        ("It’s the club’s offer: sign up now", "sign", False),
        ("the workers’ club: sign up", "sign", False),
        ("「sign up」と言った", "sign", True),
    ],
)
def test_inside_quotes(text: str, word: str, inside: bool) -> None:
    seen = view(text)
    assert inside_quotes(seen, seen.index(word)) is inside


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["Sign up for Morning Tide", "Sign up for Harbour News"], "starts"),
        (["Sign up for our news", "Sign up to our news"], "is"),
        (["Get the Tide in your inbox", "Get the Morning Post in your inbox"], "is"),
        (["Tide is a registered trademark", "The Post is a registered trademark"], "ends"),
        (["214 Shares"], "is"),
        (["Read (more) at https://tide.example/a"], "is"),
        (["责任编辑：王伟"], "is"),
    ],
)
def test_a_draft_holds_on_its_own_lines(lines: list[str], kind: str) -> None:
    draft = sketch(lines, keep=["He left."], label="promo", language="en")
    assert f"  {kind}: |" in draft.text
    assert draft.broken == ()
    rules = read_rules(draft.text, path="p", address="en/promo", lists={}).rules
    assert list(prove(rules)) == []


def test_every_rule_has_a_page() -> None:
    for rule in book().rules:
        told = page(rule)
        assert rule.id in told
        assert rule.why in told


def test_proofs_notice_what_does_not_hold() -> None:
    text = (
        "a:\n  why: W.\n  is: alpha\n  test: |\n    - beta\n    = alpha\n    = gamma\n\n"
        "    = one [-alpha-] two\n"
    )
    rules = read_rules(text, path="p", address="en/promo", lists={}).rules
    broken = list(prove(rules, among=RuleBook(rules)))
    wanted = {(line, among) for line in (5, 6, 9) for among in ("alone", "all rules")}
    assert {(one.line, one.among) for one in broken} == wanted
