"""Settings: flags over environment over files over defaults; mistakes have their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.config import resolve
from cleaner.errors import ConfigError


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path.parent


def test_layers(tmp_path: Path) -> None:
    write(tmp_path / "cleaner.toml", "short_body = 10\nmax_chars = 99\n")
    found = resolve({"select": ("en",)}, start=tmp_path, environ={"CLEANER_SHORT_BODY": "20"})
    assert found.settings.short_body == 20
    assert found.settings.max_chars == 99
    assert found.settings.select == ("en",)
    assert found.where["short_body"] == "$CLEANER_SHORT_BODY"
    assert found.where["select"] == "flag"
    assert found.where["ignore"] == "default"


def test_the_nearest_file_speaks(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    write(tmp_path / "cleaner.toml", "short_body = 1\n")
    write(tmp_path / "a" / "pyproject.toml", "[tool.ruff]\n")
    assert resolve(start=inner, environ={}).settings.short_body == 1
    write(tmp_path / "a" / "pyproject.toml", "[tool.cleaner]\nshort-body = 2\nrules = 'r'\n")
    found = resolve(start=inner, environ={})
    assert found.settings.short_body == 2
    assert found.settings.rules == (str(tmp_path / "a" / "r"),)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("short_bdy = 1\n", ":1:1: there is no setting 'short_bdy' (did you mean 'short_body'?)"),
        ("\n  selct = []\n", ":2:3: there is no setting"),
        ("short_body = 'many'\n", "short_body: "),
        ("short_body = \n", "cleaner.toml: "),
    ],
)
def test_mistakes_have_their_place(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        resolve(start=write(tmp_path / "cleaner.toml", text), environ={})
    assert says in str(caught.value)


def test_a_mistake_in_the_environment_names_its_variable(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"\$CLEANER_SHORT_BODY"):
        resolve(start=tmp_path, environ={"CLEANER_SHORT_BODY": "many"})
