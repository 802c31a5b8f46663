"""An article laid out with its cuts in place loses no character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaner import Article, InputError
from cleaner.report.parts import ASIDE, CUT, KEPT, parts
from tests.strategies import cleaner, examples

PAGE = (
    "Harlow waits for its wall\n\n"
    "The harbour wall, built in 1911, lost nine metres of its crown in the storm of January.\n\n"
    "He called it “a question of weeks†and left the room before anybody could ask for more.\n\n"
    "Sign up for Harbour News\n"
)
PROSE = "The harbour wall lost nine metres of its crown in the storm of January, they said."


def test_parts_stand_in_the_order_of_the_page() -> None:
    found = [(part.where, part.label) for part in parts(cleaner().clean(PAGE))]
    assert found == [
        (ASIDE, "headline"), (KEPT, "paragraph"), (KEPT, "paragraph"), (CUT, "newsletter"),
    ]  # fmt: skip


def test_a_repair_is_a_piece_with_what_stood_there() -> None:
    pieces = [piece for part in parts(cleaner().clean(PAGE)) for piece in part.pieces]
    assert [(piece.before, piece.text) for piece in pieces if piece.before is not None] == [
        ("†", "” ")
    ]


def test_a_caption_of_the_tree_stands_after_the_block_it_followed() -> None:
    page = (
        "<html><body><article><h1>Wall</h1>"
        f"<p>{PROSE} None.</p><p>{PROSE} One.</p><figure><img src='w.jpg' alt=''><figcaption>The wall at low "
        f"tide.</figcaption></figure><p>{PROSE} Two.</p><p>{PROSE} Three.</p></article></body>"
    )
    found = parts(cleaner().clean(page, format="html"))
    texts = [part.text for part in found]
    at = next(i for i, text in enumerate(texts) if "low tide" in text)
    assert texts[at - 1].endswith("One.")
    assert texts[at + 1].endswith("Two.")


def bare(text: str) -> str:
    return "".join(text.split())


@given(st.lists(st.sampled_from([PROSE, *examples()]), min_size=1, max_size=8))
def test_no_character_of_the_source_is_missing(lines: list[str]) -> None:
    try:
        article: Article = cleaner().clean("\n\n".join(lines))
    except InputError:
        return
    found = parts(article)
    assert sorted(bare("".join(part.text for part in found))) == sorted(bare(article.source_text()))
    kept = "".join(
        piece.text
        for part in found
        if part.where == KEPT
        for piece in part.pieces
        if not piece.rule
    )
    assert bare(kept) == bare(article.text)
