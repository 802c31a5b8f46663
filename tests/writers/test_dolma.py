"""Dolma: its mixer, told to take our spans out, arrives at our text.

`mixed` counts as Dolma 1.1's mixer does (`src/shard.rs`): spans in code points, those of all named
attributes together, in order of their start; what a span covers is replaced as its attribute says.
"""

from __future__ import annotations

from typing import Any

from hypothesis import given

from cleaner.writers.dolma import attribute, document
from tests.writers.articles import SOURCE, cleaned, full, pages

REPLACEMENTS = {"cleaner__break": "\n\n", "cleaner__cut": ""}


def mixed(text: str, attributes: dict[str, Any]) -> str:
    spans = sorted(
        (start, end, replacement)
        for name, replacement in REPLACEMENTS.items()
        for start, end, score in attributes[name]
        if score >= 0.5
    )
    pieces, at = [], 0
    for start, end, replacement in spans:
        assert at <= start < end, "Dolma passes overlapping and empty spans over"
        pieces += [text[at:start], replacement]
        at = end
    return "".join([*pieces, text[at:]])


@given(pages())
def test_the_mixer_arrives_at_our_text(page: str) -> None:
    article = cleaned(page)
    text = document(article)["text"]
    assert mixed(text, attribute(article)["attributes"]) == article.text


def test_the_document_is_the_source_text() -> None:
    assert document(full())["text"] == SOURCE.replace("\n", " ")


def test_each_label_has_spans_of_its_own() -> None:
    start = SOURCE.index("Sign up")
    assert attribute(full())["attributes"]["cleaner__newsletter"] == [(start, start + 7, 1.0)]


def test_both_lines_have_the_same_id() -> None:
    assert document(full())["id"] == attribute(full())["id"] == "tide/1"


def test_metadata_hold_no_clock_but_the_one_given() -> None:
    line = document(full())
    assert (line["added"], line["created"]) == ("2024-03-02T00:00:00Z", "2024-03-01")
