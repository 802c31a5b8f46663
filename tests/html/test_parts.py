"""The parts, one idea each."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from cleaner.html import jsonld, read
from cleaner.html.facts import Facts
from cleaner.html.judge import LABELS, SETTLED, judge
from cleaner.html.names import read as read_names
from cleaner.html.scorecard import POINTS
from cleaner.html.tables import is_data, laid_out
from cleaner.html.vocabulary import Mark
from cleaner.labels import ALL


def tree(markup: str) -> Any:
    return html.document_fromstring(markup)


@pytest.mark.parametrize(
    ("names", "mark"),
    [
        ("article-body__content", Mark.BODY),
        ("authorBio", Mark.BIO),
        ("c-share-bar", Mark.SHARE),
        ("wp-caption-text", Mark.CAPTION),
        ("jp-relatedposts", Mark.RELATED),
        ("mc4wp-form-12", Mark.NEWSLETTER),
        ("comment-list", Mark.COMMENTS),
    ],
)
def test_names_are_read_as_an_editor_would(names: str, mark: Mark) -> None:
    assert mark in read_names(names)[1]


@pytest.mark.parametrize("names", ["shared-origin-x".replace("shared", "shore"), "headlamp", "x1"])
def test_names_that_only_look_alike_are_not_marked(names: str) -> None:
    assert read_names(names)[1] == frozenset()


def test_labels_and_settled_evidence_are_of_the_closed_sets() -> None:
    assert set(LABELS.values()) <= set(ALL)
    assert set(SETTLED) <= set(LABELS)
    assert all(POINTS.values())


def test_a_verdict_names_the_strongest_evidence() -> None:
    verdict = judge({"called-comments", "long-paragraph"})
    assert (verdict.kept, verdict.label, verdict.reason) == (
        False, "comments", "html/called-comments",
    )  # fmt: skip


def test_json_ld_is_read_through_what_publishers_do_to_it() -> None:
    for text in (
        '{"@type":"NewsArticle","headline":"Rain",}',
        '<!-- {"@type":"NewsArticle","headline":"Rain"} -->',
        '[{"@graph":[{"@type":["NewsArticle"],"headline":"Rain"}]}];',
        '{"@type":"http://schema.org/NewsArticle","headline":"Ra\tin"}',
    ):
        page = tree(f'<script type="application/ld+json">{text}</script>')
        (node,) = jsonld.articles(page)
        assert (jsonld.string(node["headline"]) or "").replace(" ", "") == "Rain"


def test_json_ld_that_is_not_json_is_passed_over() -> None:
    assert jsonld.articles(tree('<script type="application/ld+json">{"@type":</script>')) == []


def test_facts_prefer_data_that_is_about_the_article() -> None:
    page = tree(
        '<html lang="en_gb"><head><title>Rain | Post</title>'
        '<meta name="author" content="By Ann Lee and Bo Ek">'
        '<meta property="article:published_time" content="2024-02-30">'
        '<meta name="date" content="2024-02-28">'
        '<meta name="keywords" content="rain, valley; weather"></head><body></body></html>'
    )
    stated = Facts(page, url="https://www.post.example/2024/02/29/rain").stated()
    assert stated["authors"] == ("Ann Lee", "Bo Ek")
    assert stated["date_published"] == "2024-02-28"
    assert stated["keywords"] == ("rain", "valley", "weather")
    assert stated["language"] == "en-GB"
    assert stated["headline"] == "Rain"
    assert stated["site"] == "post.example"


def test_a_data_table_is_told_from_a_layout_table() -> None:
    data = tree("<table><tr><th>a</th><th>b</th></tr><tr><td>1<br>2</td><td>3</td></tr></table>")
    layout = tree("<table><tr><td><h1>Rain</h1></td></tr><tr><td>x</td><td>y</td></tr></table>")
    assert is_data(data.find(".//table"))
    assert not is_data(layout.find(".//table"))
    assert laid_out(data.find(".//table")) == ("a\tb\n1 2\t3", 0.0)


def test_inline_elements_do_not_break_a_line_and_blocks_do() -> None:
    reading = read("<body><div>It <b>rained</b> all<i> day</i><p>and all night</p>again</div>")
    assert [block.text for block in reading.blocks] == [
        "It rained all day",
        "and all night",
        "again",
    ]


def test_hidden_words_inside_a_sentence_leave_it_whole() -> None:
    page = (
        '<p>See <a href="/m">the map<span class="sr-only"> (opens a window)</span></a> of it.</p>'
    )
    assert [block.text for block in read(page).blocks] == ["See the map of it."]


def test_a_block_knows_its_boxes_and_its_links() -> None:
    page = '<div class="note Box-a"><p>It rained <a href="/x">all day</a></p></div>'
    (block,) = read(page).blocks
    assert block.tree is not None
    assert {"div", "p", "note", "box", "a"} <= block.tree.tags
    assert 40 < block.tree.links < 50


def test_a_quotation_in_a_figure_is_no_caption() -> None:
    said = "Whoever builds on sand should not be surprised by the sea, nor by the winter."
    page = (
        "<article><h1>The wall</h1>"
        "<p>The harbour wall lost nine metres of its crown in the storm of last January.</p>"
        f"<figure><blockquote><p>{said}</p></blockquote></figure>"
        "<p>Engineers had warned that the stones were moving, but nobody found the money.</p>"
        "</article>"
    )
    reading = read(page)
    assert not reading.captions
    assert said in [block.text for block in reading.blocks]
