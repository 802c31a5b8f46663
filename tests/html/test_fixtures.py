"""Every page of `fixtures/html` is read as its `want.json` says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cleaner import labels
from cleaner.html import Reading, read

FIXTURES = Path(__file__).parents[2] / "fixtures" / "html"
CASES = sorted(path.parent.name for path in FIXTURES.glob("*/want.json"))


def load(case: str) -> tuple[Reading, dict[str, Any]]:
    folder = FIXTURES / case
    want = json.loads((folder / "want.json").read_text(encoding="utf-8"))
    page = (folder / "input.html").read_text(encoding="utf-8")
    return read(page, url=want.get("url"), comments="comments" in want), want


def kept(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks if block.label in labels.TEXT]


def test_there_are_pages_enough() -> None:
    assert len(CASES) >= 25


@pytest.mark.parametrize("case", CASES)
def test_the_text_is_what_a_reader_would_call_the_story(case: str) -> None:
    reading, want = load(case)
    if want["paragraphs"] is not None:
        assert kept(reading) == want["paragraphs"]
    if "labels" in want:
        assert [b.label for b in reading.blocks if b.label in labels.TEXT] == want["labels"]
    for furniture in want["must_not"]:
        assert furniture not in "\n".join(kept(reading))


@pytest.mark.parametrize("case", CASES)
def test_headline_and_standfirst_are_facts_and_not_text(case: str) -> None:
    reading, want = load(case)
    if want["headline"] is not None:
        assert reading.facts.get("headline") == want["headline"]
        assert want["headline"] not in kept(reading)
    shown = " ".join(block.text for block in reading.blocks if block.label == "description")
    assert shown == want.get("description", "")


@pytest.mark.parametrize("case", CASES)
def test_captions_are_kept_with_their_pictures(case: str) -> None:
    reading, want = load(case)
    assert [caption.text for caption in reading.captions] == [c["text"] for c in want["captions"]]
    for caption, expected in zip(reading.captions, want["captions"], strict=True):
        for field in ("credit", "alt", "image_url"):
            if field in expected:
                assert getattr(caption, field) == expected[field]
        if "after_text" in expected:
            assert caption.after is not None
            assert reading.blocks[caption.after].text.startswith(expected["after_text"])


@pytest.mark.parametrize("case", CASES)
def test_facts_and_flags_are_read_off_the_page(case: str) -> None:
    reading, want = load(case)
    for name, value in want["facts"].items():
        found = reading.facts.get(name)
        assert (list(found) if isinstance(found, tuple) else found) == value
    assert sorted(reading.flags) == sorted(want.get("flags", reading.flags))
    if "comments" in want:
        found = [{"text": c.text, "author": c.author} for c in reading.comments]
        assert found == want["comments"]


@pytest.mark.parametrize("case", CASES)
def test_every_block_that_leaves_has_a_reason_and_a_label_of_the_closed_set(case: str) -> None:
    reading, _ = load(case)
    for block in reading.blocks:
        assert block.label in labels.ALL
        assert (block.reason is None) == (block.label in labels.TEXT)
        assert block.text == block.text.strip()
        assert "\n" not in block.text or block.label in ("table", "code")
