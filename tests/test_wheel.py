"""The wheel: built, installed where nothing else is, rules found inside it, a page cleaned."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_rules_and_types_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    rules = {str(path.relative_to(ROOT / "rules")) for path in (ROOT / "rules").rglob("*.yaml")}
    assert {
        name.removeprefix("cleaner/rules/")
        for name in names
        if "/rules/" in name and name.endswith(".yaml")
    } == rules
    assert "cleaner/py.typed" in names
    assert not [name for name in names if name.startswith(("tests", "fixtures", "seeds"))]


def test_the_wheel_works_where_nothing_else_is(wheel: Path, tmp_path: Path) -> None:
    folder = tmp_path / "venv"
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    environ = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    subprocess.run(
        [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
         "-c", str(ROOT / "constraints.txt"), str(wheel)],
        check=True, env=environ, cwd=tmp_path,
    )  # fmt: skip
    page = tmp_path / "page.txt"
    page.write_text(
        "Quay closed to lorries\n\nThe quay stays closed to lorries until the wall is mended, they said.\n\n"
        "Sign up for Harbour News\n"
    )
    result = subprocess.run(
        [str(folder / "bin" / "cleaner"), "clean", str(page)],
        check=True, capture_output=True, env=environ, cwd=tmp_path,
    )  # fmt: skip
    record = json.loads(result.stdout)
    assert record["headline"] == "Quay closed to lorries"
    assert record["removed"][0]["label"] == "newsletter"
    where = subprocess.run(
        [str(python), "-c", "from cleaner.rulebook.packs import builtin_folder as f; print(f())"],
        check=True, capture_output=True, env=environ, cwd=tmp_path, text=True,
    ).stdout  # fmt: skip
    assert "site-packages" in where
    unread = (
        "import cleaner.rulebook.packs as packs; packs.read_rules = None; "
        "assert len(packs.load_rules()) > 1000"
    )
    keeping_nothing = {**environ, "CLEANER_CACHE_DIR": ""}
    subprocess.run([str(python), "-c", unread], check=True, env=keeping_nothing, cwd=tmp_path)
    page.write_text("<html><body><p>" + "The quay stays closed to lorries, they said. " * 20)
    subprocess.run(
        [str(folder / "bin" / "cleaner"), "clean", str(page)],
        check=True, capture_output=True, env=environ, cwd=tmp_path,
    )  # fmt: skip
