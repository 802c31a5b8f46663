"""Rewrites compose, and can be undone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.spans import Edit, compose, rewrite, undo


@st.composite
def edits(draw: st.DrawFn, text: str) -> list[Edit]:
    """Some edits of a text, in order and apart."""
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    found: list[Edit] = []
    for start, end in zip(places[::2], places[1::2], strict=False):
        if not found or start > found[-1].end:
            found.append(Edit(start, end, draw(st.text("xyz ", max_size=3)), "swap"))
    return found


@given(st.data(), st.text("ab ", max_size=20))
def test_undo_undoes_rewrite(data: st.DataObject, text: str) -> None:
    changed, repairs = rewrite(text, data.draw(edits(text)))
    assert undo(changed, repairs) == text


@given(st.data(), st.text("ab ", max_size=20))
def test_composed_rewrites_are_undone_at_once(data: st.DataObject, text: str) -> None:
    middle, first = rewrite(text, data.draw(edits(text)))
    last, second = rewrite(middle, data.draw(edits(middle)))
    composed = compose(first, second, middle)
    assert undo(last, composed) == text
    ends = [(repair.start, repair.end) for repair in composed]
    assert all(a[1] <= b[0] for a, b in pairwise(ends))


def test_edits_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        rewrite("abc", [Edit(1, 2, "x", "a"), Edit(0, 1, "y", "a")])


def test_far_apart_repairs_stay_apart() -> None:
    middle, first = rewrite("a b c", [Edit(0, 1, "A", "one")])
    _, second = rewrite(middle, [Edit(4, 5, "C", "two")])
    assert [r.action for r in compose(first, second, middle)] == ["one", "two"]
