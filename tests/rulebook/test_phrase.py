"""Phrases: what they match, what they look for, and how they are refused."""

from __future__ import annotations

from typing import Any

import pytest
import regex
from hypothesis import assume, given
from hypothesis import strategies as st

from cleaner.rulebook.atoms import AFTER, BEFORE, Sought, of_regex
from cleaner.rulebook.expression import bounds, digit_first, needs_digit, opens_twice
from cleaner.rulebook.pattern import atoms_of, edgeless, sayings, to_regex
from cleaner.rulebook.phrase import PhraseError, parse
from cleaner.rulebook.rule import ENDLESS
from cleaner.rulebook.view import view

LISTS = {"agency": ["AFP", "Getty Images", "EPA[-EFE]"]}


def matches(kind: str, phrase: str, text: str) -> bool:
    return bool(regex.search(to_regex(kind, parse(phrase, LISTS)), view(text)))


@pytest.mark.parametrize(
    ("kind", "phrase", "yes", "no"),
    [
        ("starts", "Sign up (for|to) [our|the] {name}", "Sign up for the News", "sign up fornews"),
        ("is", "More [stories] [today]", "» More stories today", "morestories"),
        ("is", "More [stories] [today]", "MORE TODAY:", "“More”"),
        ("is", "[The] (Sunday|Daily) [Night] Times", "Daily Night Times", "The Times"),
        ("is", "Sign up [now], please", "Sign up, please", "sign up , please"),
        (
            "ends",
            "(Picture|Photo)[s]: [{name}/]{agency}",
            "Kim. Photos: J. Doe/EPA-EFE",
            "Photo: x",
        ),
        ("is", "[a] [b] c [d] [e] f [g] [h]", "b c e f h", "cf"),
        ("is", "a [b], [c] d", "a b, d", "a b d"),
        ("is", "Foto [:] {name}", "Foto: Erika Muster", "fotos von Erika"),
        ("starts", "[（](责任编辑|编辑)：{any}", "（编辑：王伟）", "总编辑：王伟"),
        ("starts", "Il vous reste {n} % de cet article", "Il vous reste 72.5% de cet article", "x"),
        ("has", r"\(Reporting by {name}\)", "The end. (Reporting by Jane)", "reporting by Jane"),
        ("has", "(阅读|Read) more", "点阅读 more", "bread more"),
        ("has", "in your inbox", "News in your inbox daily", "in your inboxes"),
        ("is", "(Foto: {name}|{name} / dpa)", "Muster / dpa", "Muster dpa"),
        ("is", "Don't miss this", "DON’T MISS THIS!", "do not miss this"),
    ],
)
def test_matching(kind: str, phrase: str, yes: str, no: str) -> None:
    assert matches(kind, phrase, yes)
    assert not matches(kind, phrase, no)


@pytest.mark.parametrize(
    ("phrase", "offset"),
    [("a (b", 2), ("a) b", 1), ("{foo} x", 0), ("a [b)", 4), ("", 0), ("  ", 0), ("x {", 2)],
)
def test_errors_say_where(phrase: str, offset: int) -> None:
    with pytest.raises(PhraseError) as caught:
        parse(phrase, LISTS)
    assert caught.value.offset == offset


def test_a_list_that_contains_itself_is_refused() -> None:
    with pytest.raises(PhraseError, match="contains itself"):
        parse("{a}", {"a": ["{b}"], "b": ["{a}"]})


PIECES = st.sampled_from(
    [
        "alpha",
        "beta gamma",
        "(alpha|beta)",
        "[gamma]",
        "[one|two]",
        "{agency}",
        "{n}",
        "(a [b] c|d)",
        ",",
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=5).map(" ".join))
def test_everything_a_phrase_can_say_is_matched_and_found(phrase: str) -> None:
    tree = parse(phrase, LISTS)
    said = sayings(tree)
    compiled = regex.compile(to_regex("is", tree))
    assume(not compiled.search(""))  # such a phrase is refused when it is loaded
    if said is not None:
        for saying in said:
            if saying.strip():
                assert compiled.search(view(saying)), (phrase, saying)
        keys = {edgeless(saying) for saying in said}
        for saying in said:
            assert edgeless(f"» {saying}:") in keys
    held = atoms_of("is", tree)
    for required in (held.sought() or {""}, *held.also()):
        for saying in said or ():
            assert any(atom in saying for atom in required)


REGEXES = st.recursive(
    st.sampled_from(
        ["a", "b", "ab", ".", r"\w", "[ab]", "[^a]", r"\b", "^", "$", "(?=a)", "(?!b)"]
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.builds(
            lambda part, times: f"(?:{part}){times}",
            inner,
            st.sampled_from(["?", "*", "+", "{2}", "{1,3}", "{2,}"]),
        ),
        inner.map(lambda part: f"(?>{part})"),
    ),
    max_leaves=6,
)


@given(REGEXES, st.text("abc ", max_size=12))
def test_required_literals_stand_in_every_match(pattern: str, text: str) -> None:
    held = of_regex(pattern)
    for match in regex.finditer(pattern, text):
        for required in (held.sought() or {""}, *held.also()):
            assert any(atom in match[0] for atom in required), (pattern, match[0])
        sought = held.sought() or {"": Sought(0, ENDLESS, ENDLESS)}
        assert any(_stands(match, *one) for one in sought.items()), (pattern, match)


def _stands(match: Any, atom: str, sought: Sought) -> bool:
    """Does the atom stand in the match where it may, with no letter beside its borders?"""
    text = match.string
    return any(
        text.startswith(atom, at)
        and at - match.start() <= sought.before
        and match.end() - at - len(atom) <= sought.after
        and not (sought.edges & BEFORE and text[max(0, at - 1) : at].isalpha())
        and not (sought.edges & AFTER and text[at + len(atom) :][:1].isalpha())
        for at in range(match.start(), match.end() - len(atom) + 1)
    )


@pytest.mark.parametrize(
    ("pattern", "sought"),
    [
        (r"\bphoto\b", {"photo": BEFORE | AFTER}),
        (r"(?:^|[ (])photo", {"photo": BEFORE}),
        (r"(?:^|[ \w])photo", {"photo": 0}),
        (r"\bphotos?$", {"photo": BEFORE | AFTER, "photos": BEFORE | AFTER}),
        (r"\B-ap\b", {"-ap": AFTER}),
        (r"x+ap\b.y", {"ap": AFTER}),
        (r"ap\b", {"ap": AFTER}),
    ],
)
def test_which_edges_of_a_literal_are_borders_of_a_word(
    pattern: str, sought: dict[str, int]
) -> None:
    found = of_regex(pattern).sought() or {}
    assert {atom: one.edges for atom, one in found.items()} == sought


@pytest.mark.parametrize(
    ("kind", "phrase", "sought"),
    [
        ("is", "{agency}", {"afp": BEFORE | AFTER, "getty images": BEFORE | AFTER}),
        ("is", "[Photo by] {agency}", {"afp": BEFORE | AFTER, "getty images": BEFORE | AFTER}),
        ("starts", "{word}{agency} now", {"afp now": AFTER, "getty images now": AFTER}),
        ("has", "the (on[ ]|off)air", {"the on air": BEFORE | AFTER, "the onair": BEFORE | AFTER}),
    ],
)
def test_borders_of_words_are_known_inside_slots_and_choices(
    kind: str, phrase: str, sought: dict[str, int]
) -> None:
    found = atoms_of(kind, parse(phrase, LISTS)).sought() or {}
    assert {atom: found[atom].edges for atom in sought} == sought


@pytest.mark.parametrize(
    ("pattern", "before", "after"),
    [
        (r"photo", 0, 0),
        (r"a?.{2,4}photo.", 5, 1),
        (r"(?:a|bcd)?photo\d{1,2}", 3, 2),
        (r"(?:[^a]{3}|b)photo(?:x+)", 3, ENDLESS),
        (r"(?:photo ){1,3}[xy]", 12, 13),
    ],
)
def test_how_much_of_a_match_stands_around_a_literal(pattern: str, before: int, after: int) -> None:
    found = of_regex(pattern).sought() or {}
    (one,) = (one for atom, one in found.items() if "photo" in atom)
    assert (min(one.before, ENDLESS), min(one.after, ENDLESS)) == (before, after)


@pytest.mark.parametrize(
    ("pattern", "starts", "ends"),
    [
        (r"^photo$", True, True),
        (r"^(?:a|b)|(?:^c$)", True, False),
        (r"a|b$", False, False),
        (r"(?:a$|.*b$)", False, True),
        (r"^a|b", False, False),
        (r"a$?", False, False),
    ],
)
def test_which_patterns_are_tied_to_the_ends_of_a_text(
    pattern: str, starts: bool, ends: bool
) -> None:
    assert bounds(pattern)[:2] == (starts, ends)


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"^\d{1,2}:x", True),
        (r"^(?!7)\d+x", True),
        (r"a?[0-9]+", True),
        (r"\d*a", False),
        (r"1\d|2\d", True),
        (r"\d|a", False),
    ],
)
def test_which_patterns_need_a_digit(pattern: str, needs: bool) -> None:
    assert needs_digit(pattern) is needs


@pytest.mark.parametrize(
    ("pattern", "opens"),
    [
        (r"^\d{1,2}:x", True),
        (r"^(?:1|2)x", True),
        (r"^\d?x", False),
        (r"^x\d", False),
        (r"\dx", False),
        (r"^\d|x", False),
    ],
)
def test_which_patterns_open_with_a_digit(pattern: str, opens: bool) -> None:
    assert digit_first(pattern) is opens


@pytest.mark.parametrize(
    ("pattern", "twice"),
    [
        (r"^(?P<title>[^|]{16,150}?)[ .|-]{1,3}(?P=title)$", 16),
        (r"^(?=.*\p{L})(.{9,})\1", 9),
        (r"^(.{3,}) \1", 0),  # too few to tell
        (r"(.{9,}) \1", 0),  # not tied to the start
        (r"^(.{9,}) (?:\1)?", 0),
        (r"^(.{9,}) (.{9,}) \2", 0),
        (r"^(.{9,}|x) \1", 0),
    ],
)
def test_which_patterns_open_with_what_comes_twice(pattern: str, twice: int) -> None:
    assert opens_twice(pattern) == twice


def test_what_must_stand_beside_the_rarest_literal_is_asked_for_too() -> None:
    held = of_regex(r"^[^|]{3,9}\b(?:speaks|waves)\b.{0,9}(?:19|20)\d\d")
    assert {frozenset(held.sought() or ()), *map(frozenset, held.also())} == {
        frozenset({"speaks", "waves"}),
        frozenset({"19", "20"}),
    }


def test_what_is_not_understood_is_not_promised() -> None:
    for pattern in (r"(?i)alpha", r"(?i:alpha)", r"(?:alpha){e<=1}", r"\p{L}+", "(", r"(?(1)a|b)"):
        assert of_regex(pattern).sought() is None
        assert of_regex(pattern).also() == ()
