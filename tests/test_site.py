"""The site: built without a warning and without a network, complete, and loading nothing foreign."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.strategies import book

ROOT = Path(__file__).parents[1]
LOADED = re.compile(
    r"<(?:script|img|iframe)[^>]*\ssrc=\"([^\"]+)\"|<link[^>]*rel=\"(?:stylesheet|preload|icon)\"[^>]*href=\"([^\"]+)\""
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    # Pages are written beside the sources, so the sources are a copy.
    pages = shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("rules"))
    built = subprocess.run(
        [
            sys.executable,
            "-m",
            "sphinx",
            "-q",
            "-W",
            "--keep-going",
            "-b",
            "html",
            pages,
            folder / "html",
        ],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (built.returncode, built.stderr) == (0, "")
    return folder / "html"


def test_every_page_is_there(site: Path) -> None:
    wanted = {path.stem for path in (ROOT / "docs").glob("*.md")}
    assert wanted <= {path.stem for path in site.glob("*.html")}


def test_every_rule_has_its_place(site: Path) -> None:
    seen = "".join(path.read_text(encoding="utf-8") for path in (site / "rules").glob("*.html"))
    assert [rule.id for rule in book().rules if f"<h2>{rule.id}<" not in seen] == []


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    found = {
        address
        for path in site.rglob("*.html")
        for pair in LOADED.findall(path.read_text(encoding="utf-8"))
        for address in pair
        if address
    }
    assert found
    assert [address for address in found if re.match(r"(?:[a-z]+:)?//", address)] == []
