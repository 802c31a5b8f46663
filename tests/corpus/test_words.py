"""Words, shingles and what is kept of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.corpus.sketch import sketches
from cleaner.corpus.words import words_of


def count(text: str) -> int:
    return int(words_of([text]).counts[0])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("… – !", 0),
        ("Boats unload elsewhere.", 3),
        ("It cost 1,250.50 crowns", 4),
        ("don't", 2),
        ("斯凯罗港", 4),
        ("ท่าเรือ", 7),
        ("Kai: 岸壁 closed", 4),
        ("naïve Ὀδυσσεύς война", 3),
    ],
)
def test_words_are_counted(text: str, words: int) -> None:
    assert count(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Quay, closed", "the quay closed"),
        ("“The quay”", '"The quay"'),
        ("the quay\n\nis closed", "the quay is  closed"),
        ("cafe\u0301", "café"),
        ("ｑｕａｙ １２", "quay 12"),
    ],
)
def test_case_marks_and_forms_do_not_matter(one: str, other: str) -> None:
    assert words_of([one]).hashes.tolist() == words_of([other]).hashes.tolist()


def test_numbers_and_names_are_known() -> None:
    text = "Skippers met Elin Brack on 12 March. Nobody asked."
    found = words_of([text])
    words = ["skippers", "met", "elin", "brack", "on", "12", "march", "nobody", "asked"]
    assert [word for word, is_name in zip(words, found.name, strict=True) if is_name] == [
        "elin",
        "brack",
        "march",
    ]
    assert [word for word, number in zip(words, found.number, strict=True) if number] == ["12"]


@given(st.lists(st.text(max_size=40), max_size=6), st.lists(st.text(max_size=40), max_size=6))
def test_a_text_has_the_same_words_beside_any_others(some: list[str], more: list[str]) -> None:
    together = words_of([*more, *some])
    first = together.offsets[len(more)] if more else 0
    assert together.hashes[first:].tolist() == words_of(some).hashes.tolist()


@given(st.lists(st.text(max_size=60), max_size=5))
def test_texts_with_the_same_key_have_the_same_words(texts: list[str]) -> None:
    found = sketches([*texts, *texts])
    assert found.key[: len(texts)].tolist() == found.key[len(texts) :].tolist()
    words = words_of(texts)
    runs = [
        tuple(words.hashes[words.offsets[n] : words.offsets[n + 1]].tolist())
        for n in range(len(texts))
    ]
    assert len(set(runs)) == len(set(found.key[: len(texts)].tolist()))


def test_the_sample_of_a_part_is_in_the_sample_of_the_whole() -> None:
    words = [f"word{number}" for number in range(4000)]
    found = sketches([" ".join(words), " ".join(words[:2000])])
    first, second = np.split(found.shingles, found.shingle_offsets[1:2])
    assert set(second) <= set(first)
    assert found.rate.tolist() == [1 / 6, 1 / 6]
    assert 600 < len(first) < 740


def test_all_of_a_short_text_is_kept() -> None:
    found = sketches([" ".join(f"word{number}" for number in range(30)), "one two", "one"])
    assert np.diff(found.shingle_offsets).tolist() == [26, 1, 1]
    assert found.rate.tolist() == [1, 1, 1]
