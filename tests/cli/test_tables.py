"""Tables for a terminal, and as Markdown."""

from cleaner.cli.tables import drawn, markdown


def test_a_table_is_aligned() -> None:
    rows = [{"set": "own", "recall": 0.5}, {"set": "b", "recall": 1.0}]
    assert list(drawn(rows)) == ["set  recall", "own  0.5000", "b    1.0000"]


def test_a_table_is_markdown() -> None:
    assert list(markdown([{"set": "own", "recall_words": 0.5}])) == [
        "| set | recall_words |",
        "|---|---:|",
        "| own | 0.5000 |",
    ]


def test_a_long_head_breaks_and_stands_at_the_bottom() -> None:
    assert list(drawn([{"pages": 12345, "pages_losing": 1}])) == [
        "        pages",
        "pages  losing",
        "12345       1",
    ]


def test_a_table_fits_its_width() -> None:
    rows = [{"rule": "en/newsletter/sign-up-to-get", "cuts": 7}]
    assert list(drawn(rows, width=22)) == ["rule              cuts", "en/news…p-to-get     7"]


def test_wide_letters_take_two_columns() -> None:
    assert list(drawn([{"site": "日本", "n": 1}, {"site": "ab", "n": 2}])) == [
        "site  n",
        "日本  1",
        "ab    2",
    ]


def test_a_table_of_nothing_is_nothing() -> None:
    assert (list(drawn([])), list(markdown([]))) == ([], [])
