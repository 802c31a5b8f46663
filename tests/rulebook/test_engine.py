"""The laws of the rule engine, for the built-in packs and for packs made up on the spot."""

from __future__ import annotations

import random
import time
import unicodedata
from functools import lru_cache
from itertools import pairwise

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cleaner.draft import Block, Tree
from cleaner.errors import RuleError
from cleaner.rulebook import Labelled, Rule, RuleBook
from cleaner.rulebook.load import read_rules
from cleaner.rulebook.proof import prove
from cleaner.stages.extract import lines as cut_into_lines
from tests.strategies import LANGUAGES, SITES, book, documents, examples

HOSTS = st.sampled_from([None, "theaustralian.com.au", "news.example"])


def label(rules: RuleBook, text: str, **more: object) -> Labelled:
    return rules.label(cut_into_lines(text), text, **more)  # type: ignore[arg-type]


def decisions(rules: RuleBook, text: str, **more: object) -> list[tuple[str, str, str]]:
    """Every cut: label, rule, and what was cut, white space folded."""
    found = []
    for block in label(rules, text, **more).blocks:
        if not block.kept and block.reason:
            found.append((block.label, block.reason.rule, " ".join(block.text(text).split())))
        found += [
            (cut.label, cut.reason.rule, " ".join(text[cut.start : cut.end].split()))
            for cut in block.cuts
        ]
    return found


def kept_text(labelled: Labelled, text: str) -> str:
    blocks = [block.text(text).strip() for block in labelled.blocks if block.kept]
    return "\n\n".join(block for block in blocks if block)


@given(documents(), LANGUAGES, HOSTS)
def test_deterministic(text: str, language: str | None, site: str | None) -> None:
    assert label(book(), text, language=language, site=site) == label(
        book(), text, language=language, site=site
    )


@given(documents(), LANGUAGES, HOSTS)
def test_idempotent(text: str, language: str | None, site: str | None) -> None:
    once = kept_text(label(book(), text, language=language, site=site), text)
    assert decisions(book(), once, language=language, site=site) == []


@given(documents(), LANGUAGES, HOSTS)
def test_the_ledger_is_lossless(text: str, language: str | None, site: str | None) -> None:
    for block in label(book(), text, language=language, site=site).blocks:
        at = block.start
        for cut in block.cuts:
            assert at <= cut.start < cut.end <= block.end
            at = cut.end
        pieces = [*block.pieces(), *((cut.start, cut.end) for cut in block.cuts)]
        assert "".join(text[s:e] for s, e in sorted(pieces)) == text[block.start : block.end]


@lru_cache
def shuffled(seed: int) -> RuleBook:
    """The built-in rules in another order; made once, since that costs more than a page."""
    return RuleBook(random.Random(seed).sample(book().rules, len(book().rules)))


@given(documents(), LANGUAGES, HOSTS, st.sampled_from([1, 2]))
def test_the_order_of_rules_means_nothing(
    text: str, language: str | None, site: str | None, seed: int
) -> None:
    assert label(shuffled(seed), text, language=language, site=site) == label(
        book(), text, language=language, site=site
    )


@given(documents(), LANGUAGES, HOSTS)
def test_the_filter_never_hides_a_match(text: str, language: str | None, site: str | None) -> None:
    assert label(book(), text, language=language, site=site, filtered=False) == label(
        book(), text, language=language, site=site
    )


def test_half_a_character_hides_no_match() -> None:
    text = "He said \ud800 so.\n\nADVERTISEMENT\n\n\udfff Sign up for our newsletter"
    cut = {(label_, part) for label_, _, part in decisions(book(), text, language="en")}
    assert ("advert", "ADVERTISEMENT") in cut
    assert any(label_ == "newsletter" for label_, _ in cut)


@given(documents(), LANGUAGES)
def test_line_ends_do_not_matter(text: str, language: str | None) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    wanted = decisions(book(), plain, language=language)
    for end in ("\r\n", "\r", "\u2028", "\n\n\n"):
        assert decisions(book(), plain.replace("\n", end), language=language) == wanted


@given(documents(), LANGUAGES)
def test_padding_does_not_matter(text: str, language: str | None) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    padded = "\n".join(f"  {line} \t" for line in plain.split("\n"))
    assert decisions(book(), padded, language=language) == decisions(
        book(), plain, language=language
    )


@given(documents(), LANGUAGES)
def test_composed_and_decomposed_text_are_one(text: str, language: str | None) -> None:
    composed = unicodedata.normalize("NFC", text)
    forms = [
        [(label, rule) for label, rule, _ in decisions(book(), form, language=language)]
        for form in (composed, unicodedata.normalize("NFD", composed))
    ]
    assert forms[0] == forms[1]


@given(documents(), LANGUAGES, st.data())
def test_taking_a_rule_away_cuts_nothing_new(
    text: str, language: str | None, data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from(plain().rules[:: len(plain()) // 8]))
    lines = [line.text for document in gone.examples for line in document]
    text = "\n".join([text, *data.draw(st.lists(st.sampled_from(lines), max_size=2))])
    assert _cut_places(without(gone.id), text, language) <= _cut_places(plain(), text, language)


@lru_cache
def plain() -> RuleBook:
    """The rules that no other rule stands in the way of: `keep`, and neighbours that matter."""
    return RuleBook([r for r in book().rules if r.label != "keep" and not _looks_around(r)])


@lru_cache
def without(rule_id: str) -> RuleBook:
    """The same, less one of them."""
    return RuleBook([rule for rule in plain().rules if rule.id != rule_id])


def _looks_around(rule: Rule) -> bool:
    return any(
        part.prev or part.next or part.at or part.unless for part in rule.conditions()
    ) or bool(rule.then)


def _cut_places(rules: RuleBook, text: str, language: str | None) -> set[int]:
    places: set[int] = set()
    for block in label(rules, text, language=language).blocks:
        if not block.kept:
            places.update(range(block.start, block.end))
        for cut in block.cuts:
            places.update(range(cut.start, cut.end))
    return {place for place in places if not text[place].isspace()}


def test_examples_hold_alone_and_among_all_rules() -> None:
    assert [str(broken) for broken in prove(book().rules, among=book())] == []


def test_no_pattern_matches_the_empty_string_or_a_single_character() -> None:
    import regex

    for rule in book().rules:
        for condition in rule.conditions():
            for pattern in condition.patterns:
                compiled = regex.compile(pattern.regex)
                # An expression may well ask for a lone number or mark; a phrase says more.
                for text in ("", " ") if pattern.kind == "re" else ("", " ", "a", ".", "的", "1"):
                    assert not compiled.search(text), (rule.id, pattern.written, text)


def test_time_grows_with_the_text_and_no_faster() -> None:
    """Doubling a hostile line at most doubles the time, give or take; twice doubled, at most
    eight times: a quadratic pattern would need sixteen."""
    import regex

    units = ("a", "a ", '"', "( ", "1 ", "read more: ", "picture: ", "sign up for ", "责任编辑:")
    slow = []
    for rule in book().rules:
        for condition in rule.conditions():
            for pattern in condition.patterns:
                compiled = regex.compile(pattern.regex)
                for unit in units:
                    if _grows(compiled, unit) and _grows(compiled, unit):
                        slow.append((rule.id, pattern.written, unit))
    assert slow == []


def _grows(compiled: object, unit: str) -> bool:
    long, short = ((unit * size)[:size] for size in (8000, 2000))
    took = _took(compiled, long)
    # Nearly all are over at once, whatever the size.
    return took > 0.02 and min(took, _took(compiled, long)) > 8 * min(
        _took(compiled, short), _took(compiled, short)
    )


def _took(compiled: object, text: str) -> float:
    started = time.process_time()
    compiled.search(text)  # type: ignore[attr-defined]
    return time.process_time() - started


# Packs made up on the spot: the laws hold for any rules, not only for ours.

VOCABULARY = ["alpha", "beta", "gamma", "read", "more", "share", "the", "AFP", "评论", "naïve"]
PHRASES = st.lists(
    st.sampled_from([*VOCABULARY, "(alpha|beta)", "[gamma]", "{n}", "{name}"]),
    min_size=1,
    max_size=3,
).map(" ".join)


@st.composite
def packs(draw: st.DrawFn) -> str:
    """A rule file."""
    rows: list[str] = []
    for number in range(draw(st.integers(1, 4))):
        take = draw(st.sampled_from(["block", "block", "match", "match", "rest", "none"]))
        rows += [
            f"r{number}:",
            "  why: Made up.",
            f"  label: {draw(st.sampled_from(['promo', 'related', 'caption', 'keep']))}",
            f"  take: {take}",
            f"  confidence: {draw(st.sampled_from(['high', 'medium']))}",
        ]
        kind = draw(st.sampled_from(["is", "starts", "ends", "has", "has"]))
        rows.append(f'  {kind}: "{draw(PHRASES)}"')
        if draw(st.booleans()):
            rows.append(f"  words: {draw(st.sampled_from(['..6', '2..', '..40']))}")
        if draw(st.integers(0, 3)) == 0:
            rows.append(f"  at: {draw(st.sampled_from(['head', 'tail', 'body']))}")
        if draw(st.integers(0, 3)) == 0:
            rows.append(f'  unless: {{has: "{draw(PHRASES)}"}}')
        if draw(st.integers(0, 3)) == 0 and take == "block":
            times = draw(st.sampled_from(["0..2", "1..1"]))
            rows.append(f"  then: [{{words: 1..4, sentence: false, times: {times}}}]")
        if draw(st.integers(0, 4)) == 0:
            rows.append(f'  {draw(st.sampled_from(["prev", "next"]))}: {{has: "{draw(PHRASES)}"}}')
        rows += ["  test: |", "    - x", "    = y"]
    return "\n".join(rows)


PAGES = (
    st.lists(
        st.lists(
            st.sampled_from(
                [
                    *VOCABULARY,
                    "alpha beta",
                    "one two three four five six seven eight nine ten eleven twelve.",
                    '"',
                    "(7)",
                    "12",
                ]
            ),
            min_size=1,
            max_size=7,
        ).map(" ".join),
        max_size=7,
    )
).map("\n".join)


@given(packs(), PAGES, st.randoms())
def test_the_laws_hold_for_any_pack(pack: str, text: str, shuffle: random.Random) -> None:
    try:
        rules = list(read_rules(pack, path="p.yaml", address="any/made-up", lists={}).rules)
    except RuleError:
        assume(False)
        return
    made = RuleBook(rules)
    labelled = label(made, text)
    shuffle.shuffle(rules)
    assert label(RuleBook(rules), text) == labelled
    assert label(made, text, filtered=False) == labelled
    once = kept_text(labelled, text)
    assert decisions(made, once) == []
    for block in labelled.blocks:
        pieces = sorted([*block.pieces(), *((cut.start, cut.end) for cut in block.cuts)])
        assert "".join(text[s:e] for s, e in pieces) == text[block.start : block.end]
        assert all(a[1] <= b[0] for a, b in pairwise(pieces))


def made(pack: str, address: str = "any/promo") -> RuleBook:
    return RuleBook(read_rules(pack, path="p.yaml", address=address, lists={}).rules)


TEST = "\n  why: Made up.\n  test: |\n    - x\n    = y\n"


def test_the_stronger_claim_wins_whatever_the_order() -> None:
    pack = (
        f"weak:\n  has: alpha\n  confidence: medium{TEST}"
        f"strong:\n  has: beta\n  label: promo{TEST}"
        f"other:\n  has: gamma{TEST}"
    )
    found = decisions(made(pack), "gamma alpha beta")
    assert found == [("promo", "any/promo/other", "gamma alpha beta")]
    found = decisions(made(pack), "alpha beta")
    assert found == [("promo", "any/promo/strong", "alpha beta")]


def test_a_rule_that_names_a_block_beats_one_that_walks_over_it() -> None:
    pack = (
        f"a-heading:\n  is: alpha\n  then: [{{words: ..3, times: 0..9}}]{TEST}"
        f"z-other:\n  is: beta{TEST}"
    )
    found = decisions(made(pack), "alpha\n\ngamma\n\nbeta\n\nshare")
    assert [rule for _, rule, _ in found] == [
        "any/promo/a-heading",
        "any/promo/a-heading",
        "any/promo/z-other",
        "any/promo/a-heading",
    ]


def test_keep_beats_all() -> None:
    pack = f"out:\n  has: alpha\n  label: promo{TEST}spare:\n  has: beta\n  label: keep{TEST}"
    rules = made(pack, "any/mixed")
    assert decisions(rules, "alpha\n\nalpha beta") == [("promo", "any/mixed/out", "alpha")]


def test_any_one_of_several_conditions_spares_a_block() -> None:
    pack = f"out:\n  has: alpha\n  unless:\n    - {{has: beta}}\n    - {{words: ..2}}{TEST}"
    rules = made(pack)
    assert decisions(rules, "alpha beta gamma share") == []
    assert decisions(rules, "alpha share") == []
    assert len(decisions(rules, "alpha gamma share")) == 1


def test_overlapping_spans_are_both_cut() -> None:
    pack = (
        f"one:\n  has: alpha beta\n  take: match{TEST}two:\n  has: beta gamma\n  take: match{TEST}"
    )
    text = "the alpha beta gamma share"
    assert decisions(made(pack), text) == [
        ("promo", "any/promo/one", "alpha beta"),
        ("promo", "any/promo/two", "gamma"),
    ]


def test_every_match_in_a_block_is_cut() -> None:
    pack = f"one:\n  has: read more\n  take: match{TEST}"
    text = "alpha read more beta read more gamma read more"
    labelled = label(made(pack), text)
    assert labelled.blocks[0].text(text).strip() == "alpha beta gamma"


def test_a_second_cut_in_a_block_counts_in_the_source() -> None:
    pack = f"one:\n  has: share\n  take: match{TEST}two:\n  has: alpha beta\n  take: match{TEST}"
    text = "gamma alpha share beta read share gamma"
    block = label(made(pack), text).blocks[0]
    assert block.text(text) == "gamma read gamma"
    assert [text[cut.start : cut.end] for cut in block.cuts] == [
        "alpha ",
        "share ",
        "beta ",
        "share ",
    ]


def test_what_is_uncovered_by_a_cut_is_labelled_in_the_next_round() -> None:
    pack = f"pair:\n  is: beta\n  prev: {{is: alpha}}{TEST}ad:\n  is: share{TEST}"
    assert len(decisions(made(pack), "alpha\n\nshare\n\nbeta")) == 2


def test_zones_grow_over_what_is_claimed() -> None:
    prose = "one two three four five six seven eight nine ten eleven twelve."
    pack = f"tail:\n  is: alpha\n  at: tail{TEST}long:\n  starts: the share\n  words: ..40{TEST}"
    text = f"{prose}\n\nalpha\n\nthe share {prose}\n\nalpha"
    assert len(decisions(made(pack), text)) == 3
    assert len(decisions(made(pack), f"{prose}\n\nalpha\n\n{prose}\n\nalpha")) == 1


def test_prose_that_is_claimed_bounds_no_body() -> None:
    prose = "one two three four five six seven eight nine ten eleven twelve."
    pack = f"body:\n  is: alpha\n  at: body{TEST}long:\n  starts: the share\n  words: ..40{TEST}"
    found = decisions(made(pack), f"{prose}\n\nalpha\n\nthe share {prose}")
    assert [rule for _, rule, _ in found] == ["any/promo/long"]
    assert len(decisions(made(pack), f"{prose}\n\nalpha\n\n{prose} no")) == 0
    assert len(decisions(made(pack), f"{prose}\n\nalpha\n\n{prose}")) == 1


def test_a_walk_stops_before_until() -> None:
    pack = (
        "heading:\n  is: alpha\n  then:\n"
        f"    - {{words: ..3, times: 0..9, until: {{is: gamma}}}}{TEST}"
    )
    found = decisions(made(pack), "alpha\n\nbeta\n\nbeta\n\ngamma\n\nbeta")
    assert [text for _, _, text in found] == ["alpha", "beta", "beta"]


def test_take_rest_takes_the_rest() -> None:
    pack = f"end:\n  is: alpha\n  take: rest{TEST}"
    found = decisions(made(pack), "beta\n\nalpha\n\ngamma\n\nbeta")
    assert [text for _, _, text in found] == ["alpha", "gamma", "beta"]


def test_take_none_reads_and_leaves() -> None:
    pack = f'place:\n  starts: "{{place}} - "\n  take: none\n  capitals: true{TEST}'
    text = "HARLOW — The wall fell."
    labelled = label(made(pack), text)
    assert labelled.blocks[0].kept
    assert [text[c.start : c.end] for c in labelled.notes[0].captures] == ["HARLOW"]
    assert label(made(pack), "Harlow — the wall fell.").notes == ()


def test_rules_that_ask_the_tree_sleep_on_plain_text() -> None:
    pack = f"aside:\n  words: ..9\n  tag: aside\n  links: 50..{TEST}"
    rules = made(pack)
    assert decisions(rules, "alpha") == []
    inside = [Block(0, 5, tree=Tree(frozenset({"aside"}), 80.0))]
    assert not rules.label(inside, "alpha").blocks[0].kept
    spared = made(f"short:\n  words: ..9\n  unless: {{tag: aside}}{TEST}")
    assert decisions(spared, "alpha") == []
    outside = [Block(0, 5, tree=Tree(frozenset({"p"}), 80.0))]
    assert rules.label(outside, "alpha").blocks[0].kept


def test_languages_and_sites_wake_their_own_rules() -> None:
    rules = made(f"one:\n  is: alpha{TEST}", "de/promo")
    assert decisions(rules, "alpha", language="de-AT")
    assert decisions(rules, "alpha", language=None)
    assert not decisions(rules, "alpha", language="en")
    rules = made(f"one:\n  is: alpha\n  label: promo{TEST}", "site/news.example")
    assert decisions(rules, "alpha", site="m.news.example")
    assert not decisions(rules, "alpha", site="othernews.example")
    assert not decisions(rules, "alpha")


def test_offsets_are_exact_where_folding_changes_lengths() -> None:
    pack = f"one:\n  has: beta\n  take: match{TEST}"
    text = "İİ ŉ ﬁ … ＡＢ “beta” straße beta e\u0301nd"
    labelled = label(made(pack), text)
    assert [text[c.start : c.end] for c in labelled.blocks[0].cuts] == ["beta "]


def test_a_pattern_that_runs_out_of_time_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    from cleaner.rulebook import matcher

    monkeypatch.setattr(matcher, "TIMEOUT", 1e-9)
    pack = f"one:\n  re: (?:a|aa)+b\n  words: ..99{TEST}"
    labelled = label(made(pack), "a" * 40 + " b")
    assert labelled.late
    assert labelled.blocks[0].kept


def test_a_book_survives_pickling_and_its_rules_msgpack() -> None:
    import pickle

    again = pickle.loads(pickle.dumps(book()))
    assert again.rules == book().rules
    assert again.digest == book().digest
    packed = msgspec.msgpack.encode(book().rules)
    assert msgspec.msgpack.decode(packed, type=tuple[Rule, ...]) == book().rules


@given(SITES)
def test_examples_are_pages_too(url: str | None) -> None:
    page = "\n\n".join(examples())
    assert label(book(), page) == label(book(), page)
