"""The fast road gives what ftfy gives, byte for byte."""

from __future__ import annotations

import re

import ftfy
import pytest
from ftfy import badness, chardata
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.encoding import fast
from tests.encoding.test_laws import anything

# Characters that ftfy's badness is made of, and some that it is not.
TRICKY = "".join(
    sorted(
        {
            c
            for c in map(chr, range(0x80, 0x2600))
            if badness.BADNESS_RE.search("Ã" + c) or badness.BADNESS_RE.search(c + "Ã")
        }
        | set("abzAZ 09.,&;<>éèÿščřжяЖЯαωΆ的の…“”’–—\n\r\x1b\x85\ufeff\ufffd\ud800")
    )
)


@given(st.one_of(anything, st.text(st.sampled_from(TRICKY), max_size=12)))
@settings(max_examples=3000, deadline=None)
def test_like_ftfy(text: str) -> None:
    assert fast.fix(text) == ftfy.fix_text(text, fast.ARCHIVE)


@given(st.text(st.sampled_from(TRICKY), max_size=8))
@settings(max_examples=3000, deadline=None)
def test_the_guard_speaks_wherever_ftfy_sees_badness(text: str) -> None:
    if badness.is_bad(text):
        assert fast.wakes(text)


def test_entities_stop_at_the_first_tag() -> None:
    text = "&eacute;\n<b>&eacute;\n&eacute;"
    assert fast.fix(text) == ftfy.fix_text(text, fast.ARCHIVE) == "é\n<b>&eacute;\n&eacute;"


def test_long_lines_are_cut_where_ftfy_cuts_them() -> None:
    text = "x" * (fast.LONGEST - 1) + "Ã©" + "y"
    assert fast.fix(text) == ftfy.fix_text(text, fast.ARCHIVE)


def test_an_ftfy_of_another_make_is_asked_about_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(badness, "BADNESS_RE", re.compile("(?i)a|b"))
    monkeypatch.delattr(chardata, "CONTROL_CHARS", raising=False)
    for cached in (fast.needs, fast.watch):
        cached.cache_clear()
    try:
        assert fast.needs() == ()
        assert fast.watch() is None
    finally:
        monkeypatch.undo()
        for cached in (fast.needs, fast.watch):
            cached.cache_clear()
