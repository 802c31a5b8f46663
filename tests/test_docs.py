"""Documents cannot lie: what is generated is fresh, what is shown runs, what is named exists."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner import labels
from cleaner.cli import COMMANDS
from cleaner.record import FLAGS, Article

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SHOWN = re.compile(r"^\$ (cleaner .*)$", re.MULTILINE)
COMMANDS_SHOWN = [
    (page.name, line) for page in PAGES for line in SHOWN.findall(page.read_text(encoding="utf-8"))
]


def test_the_reference_is_fresh() -> None:
    result = subprocess.run([sys.executable, "docs/generate.py", "--check"], check=False, cwd=ROOT)
    assert result.returncode == 0, "run `make docs`"


@pytest.mark.parametrize(("page", "line"), COMMANDS_SHOWN)
def test_every_command_shown_runs(page: str, line: str, tmp_path: Path) -> None:
    line, _, given = line.partition(" < ")
    words = [
        str(ROOT / word) if word.startswith(("seeds/", "fixtures/")) else word
        for word in shlex.split(line)[1:]
    ]
    result = subprocess.run(
        [sys.executable, "-m", "cleaner", *words],
        input=(ROOT / given.strip()).read_bytes() if given else b"",
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert result.returncode == 0, result.stderr.decode()


def test_what_the_readme_shows_is_what_is_seen() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = next(
        b for b in re.findall(r"```console\n(.*?)```", readme, re.DOTALL) if "--to view" in b
    )
    command, *wanted = block.strip().split("\n")
    result = subprocess.run(
        [sys.executable, "-m", "cleaner", *shlex.split(command)[2:]],
        capture_output=True, check=True, cwd=ROOT, env={**os.environ, "COLUMNS": "100"},
    )  # fmt: skip
    seen = iter(result.stdout.decode().splitlines())
    for line in wanted:
        if line != "…":
            start = line.rstrip("…") if line.endswith("…") else line
            assert any(one.startswith(start) for one in seen), line


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
