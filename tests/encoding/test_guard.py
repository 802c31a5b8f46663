"""The search over a whole text finds the lines that a look at each of them finds."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleaner.encoding import guard, watch
from tests.encoding.test_fast import TRICKY
from tests.encoding.test_laws import anything

# Letters that keep strange company, everyday ones, and what makes a text one of another script.
LETTERS = "øìðþõûãæèŕńăőïêëýášåäơłíòñóйЖжАабвгд的是茫다 еся一二三四五六七八九?%&u'"
line = st.one_of(
    anything.map(lambda text: text.replace("\n", " ")),
    st.text(st.sampled_from(LETTERS), max_size=12),
    st.text(st.sampled_from(TRICKY.replace("\n", " ")), max_size=8),
)


@given(st.lists(line, min_size=2, max_size=6))
@example(["Привет всем, кто здесь", "tout va bien", "pøíliš žluťoučký", "Привет: ДиКий"])
@example(["的是不" * 200, "任任缒缒贝负辐辐", "naïve", "cafÃ©"])
@example(["abc " * 100, "Приïет всем", "iЖ"])
@settings(max_examples=1500, deadline=None)
def test_the_lines_found_are_those_that_are_not_quiet(lines: list[str]) -> None:
    text = "\n".join(lines)
    expected = [line for line in lines if line and not guard.quiet(line)]
    assert expected == [text[start:end] for start, end in guard.lines(text)]


@given(st.lists(line, min_size=2, max_size=6))
@example(["Die „Brücke“ „und", "“ a", "aÀ Àb"])
@example(["x„"])
@settings(max_examples=500, deadline=None)
def test_characters_met_often_are_looked_for_with_the_same_result(lines: list[str]) -> None:
    text = "a\n" + "\n".join(lines)
    first = guard.lines(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(watch, "_OFTEN", 0)
        assert [guard.lines(text), guard.lines(text)] == [first, first]
