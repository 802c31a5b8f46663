"""The bugs that `mutate.py` plants still fit the code that they are planted in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutate import BUGS, Bug

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_bug_has_its_place(bug: Bug) -> None:
    text = (ROOT / bug.path).read_text(encoding="utf-8")
    assert text.count(bug.old) == 1
    assert bug.new != bug.old
