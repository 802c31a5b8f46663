"""Prose in many languages, written for this test, comes through untouched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner.encoding import repair

PROSE: dict[str, str] = json.loads(
    (Path(__file__).parent / "tables" / "prose.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("language", PROSE)
def test_prose_is_untouched(language: str) -> None:
    mended = repair(PROSE[language])
    assert mended.text == PROSE[language]
    assert mended.flags == frozenset()


@pytest.mark.parametrize("language", PROSE)
def test_prose_in_capitals_is_untouched(language: str) -> None:
    text = PROSE[language].upper()
    assert repair(text).text == text


@pytest.mark.parametrize("language", PROSE)
def test_single_sentences_are_untouched(language: str) -> None:
    for word in PROSE[language].split():
        assert repair(word).text == word
