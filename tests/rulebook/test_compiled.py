"""Expressions that are kept between runs are those that were compiled."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from cleaner.rulebook import cache, compiled
from tests.rulebook.test_phrase import REGEXES


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))
    return tmp_path


def spans(pattern: Any, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def uncompiled(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: str) -> None:
        raise AssertionError(f"{source} is compiled again")

    monkeypatch.setattr(regex, "compile", refuse)


@given(REGEXES, st.text("abc ", max_size=12))
def test_a_kept_expression_matches_like_a_fresh_one(source: str, text: str) -> None:
    code = msgspec.convert(compiled._reduce(regex.compile(source))[1], compiled.Code)
    again = compiled._build(*msgspec.structs.astuple(code))
    assert spans(again, text) == spans(regex.compile(source), text)


def test_the_next_run_compiles_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = r"(?P<name>\p{L}+) and (?P<other>\p{L}+)"
    first = compiled.Kept()
    first.compiled(source)
    first.save()
    uncompiled(monkeypatch)
    match = compiled.Kept().compiled(source).search("Jane and John")
    assert match.groupdict() == {"name": "Jane", "other": "John"}


def test_two_processes_keep_what_both_compiled(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = compiled.Kept(), compiled.Kept()
    one.compiled("a+")
    other.compiled("b+")
    one.save()
    other.save()
    uncompiled(monkeypatch)
    assert all(compiled.Kept().compiled(source) for source in ("a+", "b+"))


def test_a_process_that_is_killed_has_kept_most(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = compiled.Kept()
    for number in range(compiled.OFTEN):
        kept.compiled(f"a{number}")
    uncompiled(monkeypatch)
    assert compiled.Kept().compiled("a7").search("a7")


@pytest.mark.parametrize("harm", [lambda data: data[:-3], lambda data: b"", lambda data: b"x" * 99])
def test_what_is_damaged_is_compiled_again(folder: Path, harm: Any) -> None:
    kept = compiled.Kept()
    kept.compiled("a+")
    kept.save()
    (path,) = folder.iterdir()
    path.write_bytes(harm(path.read_bytes()))
    assert compiled.Kept().compiled("a+").search("aa").span() == (0, 2)


def test_too_many_are_forgotten(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "MOST", 2)
    kept = compiled.Kept()
    for source in ("a+", "b+", "c+"):
        kept.compiled(source)
    kept.save()
    assert compiled._read() == {}


def test_without_a_folder_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.VARIABLE, "")
    kept = compiled.Kept()
    assert kept.compiled("a+").search("aa")
    kept.save()
    assert compiled._read() == {}
