"""The public face is what `__all__` says, and nothing heavier than it must be."""

from __future__ import annotations

import subprocess
import sys

import cleaner
from cleaner import labels
from cleaner.cli.paint import LOOKS
from cleaner.record import Article, article_schema


def test_everything_promised_is_there() -> None:
    assert sorted(cleaner.__all__) == list(cleaner.__all__)
    for name in cleaner.__all__:
        assert getattr(cleaner, name).__doc__
    assert set(dir(cleaner)) == {*cleaner.__all__, "__version__"}


def test_what_is_not_promised_is_an_error() -> None:
    try:
        cleaner.nonsense  # noqa: B018
    except AttributeError as error:
        assert "nonsense" in str(error)
    else:
        raise AssertionError


def test_importing_the_package_imports_nothing_heavy() -> None:
    program = "import sys, cleaner; print(len([m for m in sys.modules if m.startswith('cleaner')]))"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert int(result.stdout) == 1


def test_text_is_cleaned_without_the_html_machinery() -> None:
    program = (
        "import sys; from cleaner import clean; clean('The quay is closed, they said.');"
        "print(sorted({'trafilatura', 'lxml', 'dateparser', 'tld'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert result.stdout.strip() == b"[]"


def test_every_label_has_a_look_of_its_own() -> None:
    letters = [letter for letter, _ in LOOKS.values()]
    assert len(letters) == len(set(letters)) == len(labels.ALL)


def test_the_schema_names_every_field() -> None:
    properties = article_schema()["$defs"]["Article"]["properties"]
    assert set(properties) == {"schema_version", *Article.__struct_fields__}
