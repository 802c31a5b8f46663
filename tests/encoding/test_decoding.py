"""Bytes become text by mark, by proof, by declaration, by line, and last by guess."""

from __future__ import annotations

import pytest

from cleaner.encoding import decode

TEXT = "Déjà vu – “naïve” café\n"


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(charset: str) -> None:
    assert decode(TEXT.encode(charset), declared="cp1251").text == TEXT


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_seen_by_its_zeros(charset: str) -> None:
    assert decode("Plain words here\n".encode(charset)).text == "Plain words here\n"


def test_valid_utf8_beats_a_wrong_declaration() -> None:
    decoded = decode(TEXT.encode(), declared="iso-8859-1")
    assert (decoded.text, decoded.used) == (TEXT, "utf-8")
    assert "charset-misdeclared" in decoded.flags


def test_latin_1_means_windows_1252_as_in_browsers() -> None:
    decoded = decode(TEXT.encode("cp1252"), declared="ISO-8859-1")
    assert (decoded.text, decoded.declared, decoded.used) == (TEXT, "ISO-8859-1", "cp1252")


def test_the_http_header_and_the_page_itself_are_heard() -> None:
    russian = "Привет, мир".encode("cp1251")
    page = b"<html><head><meta charset=windows-1251></head>" + russian
    assert decode(russian, content_type="text/html; charset=windows-1251").text == "Привет, мир"
    assert decode(page, html=True).text.endswith("Привет, мир")


def test_an_unknown_charset_is_no_error() -> None:
    assert decode(TEXT.encode(), declared="klingon").text == TEXT
    assert decode(TEXT.encode(), declared="rot13").text == TEXT


def test_lines_of_two_encodings() -> None:
    data = "Größe\n".encode() + "Straße\n".encode("cp1252") + "Übung\n".encode()
    decoded = decode(data)
    assert decoded.text == "Größe\nStraße\nÜbung\n"
    assert decoded.used == "utf-8+cp1252"
    assert "mixed-encoding" in decoded.flags


def test_a_stray_byte_inside_a_line_of_utf8() -> None:
    assert decode("café ".encode() + b"don\x92t").text == "café don’t"


def test_a_guess_where_nothing_is_known() -> None:
    text = "Вечером в городе начался сильный дождь, и люди спешили домой. " * 3
    assert decode(text.encode("cp1251")).text == text


def test_two_byte_encodings_are_not_taken_for_utf8() -> None:
    text = "昨日は雨だったので、子どもたちは家にいた。「大丈夫」と祖母は言った。"
    assert decode(text.encode("euc_jp"), declared="euc-jp").text == text
    assert "utf-8" not in decode(text.encode("euc_jp")).used


def test_torn_bytes_are_lossy() -> None:
    decoded = decode(b"\xff\xfea\x00b")
    assert decoded.lossy
    assert "lossy-decode" in decoded.flags


def test_nothing_at_all() -> None:
    assert decode(b"").text == ""
