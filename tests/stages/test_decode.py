"""What is text, what is a page of markup, and what is neither."""

from __future__ import annotations

import pytest

from cleaner import InputError, Page
from cleaner.stages.decode import decode, sniff

BOUND = 1000


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("<!DOCTYPE html><title>x", "html"),
        ("\ufeff \n<html lang=en>", "html"),
        ("<?xml version='1.0'?><html>", "html"),
        ("<article><p>x", "html"),
        ("He wrote <p> on the wall", "text"),
        ("<3 said the girl", "text"),
        ("Headline\n\nText", "text"),
    ],
)
def test_sniffing(text: str, form: str) -> None:
    assert sniff(text) == form


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.7 and so on", "binary"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (b"PK\x03\x04 office", "binary"),
        (bytes(range(256)) * 8, "binary"),
        (b"\x00\x01\x02\x03" * 100, "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(Page(content=data), max_chars=BOUND)
    assert caught.value.reason == reason


def test_a_stray_control_character_is_text() -> None:
    assert (
        "quay"
        in decode(
            Page(content=b"the quay\x00 stays closed " + b"until the wall is mended " * 9),
            max_chars=BOUND,
        ).source
    )


def test_long_pages_are_cut_and_say_so() -> None:
    draft = decode(Page(content="a" * (BOUND + 1)), max_chars=BOUND)
    assert len(draft.source) == BOUND
    assert "truncated" in draft.flags


def test_surrogates_become_characters_or_replacement_marks() -> None:
    draft = decode(Page(content="\ud83d\ude00 and \ud800"), max_chars=BOUND)
    assert draft.source == "😀 and \ufffd"
    assert "lossy-decode" in draft.flags
