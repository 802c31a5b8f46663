"""Documents cannot lie: what is generated is fresh, what is shown runs, what is named exists."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner import labels
from cleaner.cli import COMMANDS
from cleaner.record import FLAGS, Article
from tests.pages import File, Shown, missing, steps

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SHOWING = [page for page in PAGES if any(isinstance(step, Shown) for step in steps(page))]


def test_the_reference_is_fresh() -> None:
    result = subprocess.run([sys.executable, "docs/generate.py", "--check"], check=False, cwd=ROOT)
    assert result.returncode == 0, "run `make docs`"


@pytest.mark.parametrize("page", SHOWING, ids=lambda page: page.name)
def test_what_a_page_shows_is_what_is_seen(page: Path, tmp_path: Path) -> None:
    for folder in ("seeds", "fixtures"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    for step in steps(page):
        if isinstance(step, File):
            path = tmp_path / step.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.text, encoding="utf-8")
            continue
        result = subprocess.run(
            [sys.executable, "-m", "cleaner", *step.words],
            input=(tmp_path / step.given).read_bytes() if step.given else b"",
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100"},
        )
        shown = " ".join(step.words)
        assert result.returncode == step.status, f"{shown}\n{result.stderr.decode()}"
        seen = (result.stdout + result.stderr).decode().splitlines()
        assert missing(step.seen, seen) == [], f"{shown}\n" + "\n".join(seen)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_command_is_mentioned() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"cleaner {name}" not in readme] == []


def test_the_record_is_described_whole() -> None:
    told = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
    names = [*Article.__struct_fields__, *FLAGS, *labels.ALL]
    assert [name for name in names if not re.search(rf"[`\s]{re.escape(name)}[`\s,]", told)] == []
