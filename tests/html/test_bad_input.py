"""Bad pages cost a reason or a flag, never the run."""

from __future__ import annotations

import json
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import labels
from cleaner.errors import InputError
from cleaner.html import Limits, read
from cleaner.record import FLAGS

STORY = "<article><h1>Rain</h1>" + "<p>It rained all day in the valley, and nobody minded.</p>" * 8


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("", "empty"),
        ("  \n\t", "empty"),
        ("%PDF-1.7 1 0 obj", "pdf"),
        ("\ufeff%PDF-1.4", "pdf"),
        ("\x01\x02\x03PNG\x00\x00\x05\x06", "binary"),
        ("<!-- only a comment -->", "not-html"),
    ],
)
def test_what_is_no_page_fails_with_a_reason(page: str, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        read(page)
    assert caught.value.reason == reason


@pytest.mark.parametrize("tag", ["div", "b", "span", "table><tr><td", "ul><li", "blockquote", "i"])
def test_ten_thousand_elements_deep_is_read_in_bounded_time(tag: str) -> None:
    page = f"<body>{f'<{tag}>x ' * 10_000}<p>It rained.</p>"
    start = time.process_time()
    reading = read(page)
    assert time.process_time() - start < 20
    assert "truncated" in reading.flags


def test_a_page_over_the_limit_is_cut_and_flagged() -> None:
    reading = read(STORY + "<p>Too much.</p>" * 100, limits=Limits(max_chars=len(STORY)))
    assert "truncated" in reading.flags
    assert "Too much." not in [block.text for block in reading.blocks]


def test_a_page_of_too_many_lines_is_cut_and_flagged() -> None:
    reading = read("<p>It rained all day.</p>" * 50, limits=Limits(max_lines=10))
    assert "truncated" in reading.flags
    assert len(reading.blocks) <= 11


def test_a_page_cut_in_mid_element_is_read_as_far_as_it_goes() -> None:
    reading = read(STORY + "<p>The last words of th")
    assert reading.blocks[-1].text == "The last words of th"


def test_nuls_and_lone_surrogates_do_not_end_a_page() -> None:
    page = "<article><h1>Rain</h1><p>It\x00 rained all \ud800day.</p></article>"
    assert read(page).blocks[-1].text == "It rained all \ufffdday."


def test_a_story_that_the_parser_puts_into_the_head_is_read() -> None:
    page = f"<script>var a = 1;</script>{STORY}"
    assert "It rained all day in the valley, and nobody minded." in [
        block.text for block in read(page).blocks
    ]


def test_markup_of_another_charset_than_its_meta_says_is_still_text() -> None:
    page = "<html><head><meta charset='koi8-r'></head><body><p>Grüße aus Köln.</p></body></html>"
    assert [block.text for block in read(page).blocks] == ["Grüße aus Köln."]


_TAGS = st.sampled_from([
    "<p>", "</p>", "<div class='share related'>", "</div>", "<h1>", "</h1>", "<a href='/x'>",
    "</a>", "<br>", "<figure>", "<figcaption>", "</figure>", "<table><tr><td>", "</table>",
    "<li>", "<ul>", "<script type='application/ld+json'>", "</script>", "<pre>", "</pre>",
    '{"@type":"NewsArticle","headline":["x"],"author":3}', "<article>", "<time datetime='?'>",
    "<img src=a alt=b>",
])  # fmt: skip
_TEXT = st.text(max_size=40)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(_TAGS, _TEXT), max_size=60))
def test_any_page_gives_a_reading_or_a_reason(pieces: list[str]) -> None:
    page = "".join(pieces)
    try:
        reading = read(page, comments=True)
    except InputError as error:
        assert error.reason in ("empty", "pdf", "binary", "not-html")
        return
    assert reading == read(page, comments=True)
    assert reading.flags <= set(FLAGS)
    for block in reading.blocks:
        assert block.text.strip()
        assert block.label in labels.ALL
        assert "\n" not in block.text or block.label in ("table", "code")
    for caption in reading.captions:
        assert caption.after is None or 0 <= caption.after < len(reading.blocks)


_JSON = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), _TEXT, st.sampled_from(["2024-02-30T99:99Z"])
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["name", "@type", "url", "@value"]), inner, max_size=3),
    ),
    max_leaves=8,
)
_FIELDS = (
    "headline", "author", "datePublished", "articleBody", "keywords", "articleSection", "publisher",
    "isAccessibleForFree", "inLanguage", "mainEntityOfPage", "liveBlogUpdate", "description", "url",
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(_FIELDS), _JSON), st.one_of(st.none(), _TEXT))
def test_no_shape_of_data_harms_a_page(node: dict[str, object], url: str | None) -> None:
    data = json.dumps({"@type": "NewsArticle", **node}).replace("</", "<\\/")
    page = f'<script type="application/ld+json">{data}</script>{STORY}'
    reading = read(page, url=url)
    assert "It rained all day in the valley, and nobody minded." in [b.text for b in reading.blocks]
    for name in ("date_published", "date_modified"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\d(T.*)?", reading.facts.get(name, "2024-01-01"))


def test_data_nested_a_thousand_deep_is_passed_over() -> None:
    deep = '{"@type":"NewsArticle","headline":' + "[" * 900 + '"x"' + "]" * 900 + "}"
    page = f'<script type="application/ld+json">{deep}</script>{STORY}'
    assert read(page).facts["headline"] == "Rain"
