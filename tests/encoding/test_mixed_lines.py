"""Lines in which one mark came through whole and another one lost its last byte."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import repair

WORDS = st.lists(
    st.sampled_from(
        [
            "the",
            "water",
            "level",
            "rose",
            "but",
            "nobody",
            "said",
            "so",
            "to",
            "them",
            "over",
            "here",
        ]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)
WHOLE = "\u00e2\u20ac\x9d"  # E2 80 9D, each byte shown as Windows-1252 or Latin-1 would
CUT_OFF = "\u00e2\u20ac"
OPEN = "\u00e2\u20ac\u0153"
GLUED = re.compile(r"\w†\w")

QUOTED = st.tuples(
    st.sampled_from(["", OPEN, "“"]), WORDS, st.sampled_from(["", WHOLE, CUT_OFF, "”"])
).map("".join)


@given(st.lists(QUOTED, min_size=1, max_size=5).map(" ".join))
def test_no_dagger_is_made_of_a_mark_and_a_blank(line: str) -> None:
    assert not GLUED.search(repair(line).text)


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        (
            f"He said {OPEN}we are done{WHOLE} and the level{CUT_OFF} but nobody heard.",
            "He said “we are done” and the level” but nobody heard.",
        ),
        (
            f"the {OPEN}folate{WHOLE} level{CUT_OFF} but Ã©tÃ© and dâ€™accord.",
            "the “folate” level” but été and d’accord.",
        ),
    ],
)
def test_a_mark_that_is_cut_off_is_mended_beside_whole_ones(line: str, mended: str) -> None:
    assert repair(line).text == mended


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x0c", "\u2028", "\u2029"])
def test_a_line_is_mended_alone_whatever_ends_it(end: str) -> None:
    assert repair(f"\x1b{end}0\x860{end}cafÃ©").text == f"{end}0\x860{end}café"
