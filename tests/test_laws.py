"""The eight laws of the house, on whole articles."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cleaner import Article, Cleaner, InputError, Page
from cleaner.pipeline import STAGES
from cleaner.record import FLAGS, Failure
from cleaner.spans import undo
from cleaner.stages.dedup import dedup
from cleaner.stages.extract import extract
from cleaner.stages.reasons import reason
from cleaner.stages.repair import repair
from cleaner.stages.strip import strip
from tests.strategies import LANGUAGES, PROSE, SITES, cleaner, documents, examples


def article_of(text: str, url: str | None = None, language: str | None = None) -> Article:
    assume(text.strip())
    return cleaner().clean(text, url=url, language=language)


def decoded(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def spans(article: Article) -> Iterator[tuple[int, int, str]]:
    """Every span of the record that is not a kept block."""
    for fact in article.facts:
        yield fact.start, fact.end, fact.text
    for removal in article.removed:
        yield removal.start, removal.end, removal.text
    for caption in article.captions:
        assert caption.start is not None and caption.end is not None
        yield caption.start, caption.end, caption.source or caption.text


@given(documents(), SITES, LANGUAGES)
def test_law_1_nothing_is_lost(text: str, url: str | None, language: str | None) -> None:
    assume(text.strip())
    draft = cleaner().draft(Page(content=text, url=url, language=language))
    article = cleaner().close(draft)
    source = draft.source
    rebuilt = article.source_text()
    # The same characters at the same places; only white space between blocks may differ.
    assert len(rebuilt) <= len(source)
    for place, char in enumerate(source):
        if place >= len(rebuilt) or rebuilt[place] != char:
            assert char.isspace()
            assert place >= len(rebuilt) or rebuilt[place] == " "
    # A partition: no character is in two places.
    taken: set[int] = set()
    for start, end, _ in spans(article):
        mine = set(range(start, end))
        assert not mine & taken
        taken |= mine
    for block in article.blocks:
        mine = set(range(block.start, block.end)) - taken
        assert len(mine) == len(block.text)
        assert not mine & taken
        taken |= mine


@given(documents(), SITES, LANGUAGES)
def test_law_1_any_one_removal_can_be_undone(
    text: str, url: str | None, language: str | None
) -> None:
    article = article_of(text, url, language)
    for removal in article.removed:
        assert article.source_text()[removal.start : removal.end] == removal.text


@given(documents())
def test_law_2_repairs_can_be_undone(text: str) -> None:
    assume(text.strip())
    draft = cleaner().draft(Page(content=text))
    back = undo(draft.source, draft.repairs)
    if "crlf" in draft.flags:
        back = back.replace("\n", "\r\n")
    assert back == decoded(text)


@given(documents(), SITES, LANGUAGES)
def test_law_3_nothing_is_invented(text: str, url: str | None, language: str | None) -> None:
    assume(text.strip())
    draft = cleaner().draft(Page(content=text, url=url, language=language))
    article = cleaner().close(draft)
    for start, end, piece in spans(article):
        assert draft.source[start:end] == piece
    source = iter(draft.source)
    assert all(char in source for block in article.blocks for char in block.text)
    assert article.text == "\n\n".join(block.text for block in article.blocks)


@given(documents(), SITES, LANGUAGES)
def test_law_4_same_in_same_out(text: str, url: str | None, language: str | None) -> None:
    assert article_of(text, url, language) == article_of(text, url, language)


def test_law_4_no_hash_seed_locale_or_folder_in_a_record(tmp_path: object) -> None:
    program = (
        "import sys, json; from cleaner import Cleaner; c = Cleaner()\n"
        "for text in json.load(sys.stdin): sys.stdout.write(c.clean(text).to_json().decode())"
    )
    found = examples()
    pages = ["\n\n".join(found[i : i + 9]) for i in range(0, len(found), 9)][:40]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            input=json.dumps(pages),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
            cwd=folder,
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "LC_ALL": locale,
                "TZ": zone,
                "PYTHONUTF8": "1",
                "PYTHONPATH": str(Path.cwd()),
            },
        ).stdout
        for seed, locale, zone, folder in (
            ("0", "C", "UTC", "."),
            ("1", "C.UTF-8", "Asia/Tokyo", str(tmp_path)),
            ("7", "POSIX", "America/Lima", "/"),
        )
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 1000


@given(st.lists(documents(), min_size=2, max_size=4))
def test_law_4_pages_know_nothing_of_each_other(pages: list[str]) -> None:
    forward = list(cleaner().clean_many(pages))
    backward = list(cleaner().clean_many(pages[::-1]))
    assert forward == backward[::-1]


def test_law_4_a_cleaner_can_be_sent_to_another_process() -> None:
    sent = pickle.loads(pickle.dumps(cleaner()))
    page = "\n\n".join(examples()[:30])
    assert sent.clean(page) == cleaner().clean(page)


@given(documents(), SITES, LANGUAGES)
def test_law_5_clean_stays_clean(text: str, url: str | None, language: str | None) -> None:
    article = article_of(text, url, language)
    assume(article.text.strip())
    again = Cleaner(rules=cleaner().rules, stages=[s for s in STAGES if s != "frame"]).draft(
        Page(
            content=article.text,
            url=url or article.canonical_url,
            language=article.language,
            format="text",
        )
    )
    assert again.source == article.text
    assert all(block.kept and not block.cuts for block in again.blocks)
    assert not again.repairs


@given(documents(), SITES, LANGUAGES)
def test_law_6_every_cut_has_a_reason(text: str, url: str | None, language: str | None) -> None:
    article = article_of(text, url, language)
    for removal in article.removed:
        if removal.stage == "strip":
            rule = cleaner().rules.rule(removal.rule)
            assert rule is not None
            assert rule.label == removal.label
            assert rule.why
        else:
            assert reason(removal.rule)
    assert set(article.flags) <= set(FLAGS)


@given(st.lists(PROSE, min_size=1, max_size=8, unique=True), st.data())
def test_law_7_prose_is_never_cut(paragraphs: list[str], data: st.DataObject) -> None:
    page = list(paragraphs)
    for _ in range(data.draw(st.integers(0, 3))):
        page.insert(
            data.draw(st.integers(0, len(page))), data.draw(st.sampled_from(examples(goes=True)))
        )
    article = cleaner().clean("\n\n".join(page))
    whole = article.text + (article.description or "")
    # A rule that takes the rest of the page takes prose with it, and must say so.
    if "over-cut" not in article.flags:
        assert all(paragraph in whole for paragraph in paragraphs)


@given(st.sampled_from(examples(goes=True)), st.sampled_from(["“”", '""', "„“", "«»", "‘’"]))
def test_law_7_quoted_furniture_is_prose(line: str, quotes: str) -> None:
    said = line.rstrip(".!?…: ")
    assume(not set(said) & set("“”\"„«»‘’'†"))
    page = (
        "The harbour wall, built in 1911, lost nine metres of its crown in the storm.\n\n"
        f"The judge read the words {quotes[0]}{said}{quotes[1]} from the page, and the public "
        "in the crowded room laughed until she asked the guards to clear the doors.\n\n"
        "Officials said on the second day that the talks had made progress and would go on."
    )
    article = cleaner().clean(page, language="en")
    assert said in article.text


def test_law_7_a_rule_that_takes_prose_is_flagged() -> None:
    page = "\n\n".join(
        [
            "The harbour wall, built in 1911, lost nine metres of its crown in the storm.",
            "More than this nobody would say on the record when the meeting ended at noon today.",
        ]
    )
    from cleaner.rulebook.load import read_rules

    file = read_rules(
        "greedy:\n  why: Too much.\n  starts: More than this\n"
        "  test: |\n    - More than this nobody knew.\n    = No more.\n",
        path="x.yaml",
        address="en/promo",
        lists={},
    )
    from cleaner import RuleBook

    article = Cleaner(rules=RuleBook(file.rules)).clean(page)
    assert "over-cut" in article.flags


@pytest.mark.parametrize("content", ["", " \n\t", b"", b"%PDF-1.7 x", bytes(range(256)) * 20])
def test_law_8_bad_input_costs_one_record(content: str | bytes) -> None:
    good = "The quay stays closed to lorries until the wall is mended, the council said."
    results = list(cleaner().clean_many([good, content, good]))
    assert isinstance(results[0], Article)
    assert isinstance(results[1], Failure)
    assert results[1].reason in ("empty", "binary")
    assert results[2] == results[0]
    with pytest.raises(InputError):
        cleaner().clean(content)


@given(st.binary(max_size=400))
def test_law_8_no_bytes_break_the_road(data: bytes) -> None:
    for result in cleaner().clean_many([data]):
        result.to_json()


@given(st.text(st.characters(), max_size=300))
def test_law_8_no_text_breaks_the_road(text: str) -> None:
    for result in cleaner().clean_many([text]):
        line = result.to_json()
        if isinstance(result, Article):
            assert Article.from_json(line) == result


def test_stages_run_again_over_a_finished_text_change_nothing() -> None:
    for name in ("000_a9cedf9aad49a189.txt", "004_c169e1c6dd00545c.txt"):
        article = cleaner().clean(Path("seeds", name).read_bytes())
        draft = cleaner().draft(Page(content=article.text, language="en"))
        assert repair(draft).repairs == ()
        blocks = extract(draft).blocks
        same = strip(draft.with_(blocks=blocks), rules=cleaner().rules)
        assert dedup(same).blocks == blocks
