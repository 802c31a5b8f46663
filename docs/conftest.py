"""The examples of these pages run where they may leave files."""

from __future__ import annotations

from pathlib import Path

import pytest

collect_ignore = ["conf.py", "generate.py", "rule_pages.py"]


@pytest.fixture(autouse=True)
def _folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
