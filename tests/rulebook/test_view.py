"""The fast view and the slow one with its map are the same, whatever the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaner.rulebook.view import count_words, view, view_map, views

AWKWARD = (
    "’“ \u00a0\u200bŉİı\u0345ΐΣς…—％：e\u0301\u09c7\u09be\u1100\u1161\u11a8A\t %:!\n`ẞﬀ＇\u00ad"
)
TEXT = st.text(st.one_of(st.characters(), st.sampled_from(AWKWARD)))


@given(TEXT)
def test_the_map_gives_the_same_view(text: str) -> None:
    assert view_map(text).view == view(text)


@given(TEXT)
def test_a_view_is_its_own_view(text: str) -> None:
    assert view(view(text)) == view(text)


@given(TEXT)
def test_the_map_is_exact(text: str) -> None:
    mapped = view_map(text)
    assert len(mapped.starts) == len(mapped.ends) == len(mapped.view)
    for char, start, end in zip(*mapped, strict=True):
        assert 0 <= start < end <= len(text)
        # The part of the source that a character points at has it in its own view; a blank
        # points at what has nothing to see in it.
        seen = view(f"x{text[start:end]}")
        assert seen == "x" if char == " " else char in seen
    assert all(a <= b for a, b in zip(mapped.starts, mapped.starts[1:], strict=False))
    assert all(a <= b for a, b in zip(mapped.ends, mapped.ends[1:], strict=False))


@given(st.lists(TEXT))
def test_many_at_once_are_the_same_as_one_by_one(texts: list[str]) -> None:
    assert views(texts) == [view(text) for text in texts]


def test_every_single_character_settles_in_one_pass() -> None:
    once = views(list(map(chr, range(0x110000))))
    twice = views(once)
    assert [hex(code) for code, seen in enumerate(once) if twice[code] != seen] == []


def test_what_is_folded() -> None:
    assert view("“Don’t” — ‘now’… ﬀ Straße") == "\"don't\" - 'now'... ff strasse"
    assert view("Ｓｉｇｎ　ｕｐ：１２％") == "sign up:12%"
    assert view("72 % à lire !") == "72% à lire!"
    assert view("Pic\u00adture\u200b: AFP\ufeff") == "picture: afp"
    assert view("DEVAMI İÇİN") == "devami için"


def test_words() -> None:
    assert count_words("") == 0
    assert count_words("one two  three") == 3
    assert count_words("外交部发言人回应") == 4
    assert count_words("ผู้ว่าราชการ") == 3
    assert count_words("한국 정부는") == 2
