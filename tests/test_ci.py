"""In CI: the hooks, the action and the recipes hold what docs/ci.md says of them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
PROSE = "The harbour wall lost nine metres of its crown in the storm of January, they said."
DIRTY = f"The wall\n\n{PROSE}\n\nSign up for our newsletter\n\n{PROSE} Again.\n"
CLEAN = f"The wall\n\n{PROSE}\n\n{PROSE} Again.\n"


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a corpus in it, `cleaner` on the path."""
    folder = tmp_path / "repository"
    (folder / "corpus").mkdir(parents=True)
    (folder / "corpus" / "dirty.txt").write_text(DIRTY)
    (folder / "corpus" / "clean.txt").write_text(CLEAN)
    (folder / "notes.txt").write_text(DIRTY)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PATH", f"{BIN}{os.pathsep}{os.environ['PATH']}")
    return folder


def recipe(name: str) -> str:
    """The file of this name that docs/ci.md shows."""
    page = (ROOT / "docs" / "ci.md").read_text("utf-8")
    (found,) = re.findall(rf"^```yaml\n# {re.escape(name)}\n(.*?)^```", page, re.M | re.S)
    return str(found)


def fits(schema: str, path: Path) -> bool:
    """Does a file fit a schema that its host publishes?"""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    return subprocess.run(command, check=False).returncode == 0


def shell(script: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run it as the hosts do."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        check=False, capture_output=True, text=True, env={**os.environ, **environ},
    )  # fmt: skip


# --- pre-commit


def test_the_hooks_are_declared_as_pre_commit_wants_it() -> None:
    manifest = str(ROOT / ".pre-commit-hooks.yaml")
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", manifest]
    assert subprocess.run(command, check=False).returncode == 0
    hooks = yaml.safe_load(Path(manifest).read_text("utf-8"))
    wanted = yaml.safe_load(recipe(".pre-commit-config.yaml"))["repos"][0]["hooks"]
    assert [hook["id"] for hook in hooks] == [hook["id"] for hook in wanted]


def test_a_commit_of_a_dirty_text_is_held_back(repository: Path, tmp_path: Path) -> None:
    # As declared, but for the environment, which would be installed from the network.
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    wanted = yaml.safe_load(recipe(".pre-commit-config.yaml"))["repos"][0]["hooks"]
    merged = [
        {**hook, "language": "system", **chosen} for hook, chosen in zip(hooks, wanted, strict=True)
    ]
    config = repository / ".pre-commit-config.yaml"
    config.write_text(json.dumps({"repos": [{"repo": "local", "hooks": merged}]}))

    def commit() -> subprocess.CompletedProcess[str]:
        return shell(
            "git init -q . && git add -A && pre-commit run --color never",
            PRE_COMMIT_HOME=str(tmp_path / "home"),
            GIT_CONFIG_GLOBAL="/dev/null",
        )

    shell("cleaner check corpus/clean.txt --baseline known.json --write-baseline")
    refused = commit()
    assert refused.returncode == 1
    assert "corpus/dirty.txt:5:1: en/newsletter/" in refused.stdout
    assert "notes.txt" not in refused.stdout
    assert re.search(r"cleaner rules test\.*\(no files to check\)Skipped", refused.stdout)
    shell("cleaner check corpus --baseline known.json --write-baseline")
    assert commit().returncode == 0


# --- GitHub


def test_the_action_and_its_workflow_are_well_formed(tmp_path: Path) -> None:
    (workflow := tmp_path / "texts.yml").write_text(recipe(".github/workflows/texts.yml"))
    assert fits("vendor.github-workflows", workflow)
    assert fits("vendor.github-actions", ROOT / "action.yml")
    used = yaml.safe_load(workflow.read_text())["jobs"]["clean"]["steps"][1]["with"]
    assert set(used) <= set(action()["inputs"])


def action() -> Any:
    return yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))


def acted(runner: Path, inputs: Mapping[str, str]) -> dict[str, subprocess.CompletedProcess[str]]:
    """The shell steps of the action, run one after the other."""
    (runner / "temp").mkdir(parents=True, exist_ok=True)
    whole = action()
    given = {name: one.get("default", "") for name, one in whole["inputs"].items()} | dict(inputs)
    known = {f"inputs.{name}": value for name, value in given.items()}
    known["inputs.python || steps.python.outputs.python-path"] = sys.executable
    known["github.action_path"] = str(ROOT)
    host = {
        "RUNNER_TEMP": str(runner / "temp"),
        "GITHUB_OUTPUT": str(runner / "output"),
        "GITHUB_STEP_SUMMARY": str(runner / "summary.md"),
        # What the package needs is not fetched again, but found where these tests have it.
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # which is to say: yes, none
        "PYTHONPATH": sysconfig.get_path("purelib"),
    }
    done = {}
    for step in whole["runs"]["steps"]:
        if "run" not in step or (step["id"] == "install" and (runner / "temp/cleaner").exists()):
            continue
        assert "${{" not in step["run"]
        named = {
            name: re.sub(r"\$\{\{ (.*?) \}\}", lambda found: known[found[1]], value)
            for name, value in step["env"].items()
        }
        done[step["id"]] = shell(step["run"], **host, **named)
    return done


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A machine on which the action has been installed."""
    folder = tmp_path_factory.mktemp("runner")
    done = acted(folder, {"paths": str(folder / "none")})
    assert done["install"].returncode == 0, done["install"].stderr
    assert (done["check"].returncode, "no such file" in done["check"].stderr) == (2, True)
    return folder


def test_the_action_annotates_sums_up_and_leaves_sarif(runner: Path) -> None:
    done = acted(runner, {"paths": "corpus\nnotes.txt\n"})["check"]
    assert done.returncode == 1, done.stderr
    files = re.findall(r"^::error title=en/newsletter/\S+,file=(\S+),line=5,", done.stdout, re.M)
    assert files == ["corpus/dirty.txt", "notes.txt"]
    assert "**2 findings** in 2 of 3 files" in (runner / "summary.md").read_text("utf-8")
    lines = (runner / "output").read_text("utf-8").splitlines()[-2:]
    outputs = dict(line.split("=", 1) for line in lines)
    Sarif.model_validate_json(Path(outputs["sarif"]).read_bytes())
    assert len(json.loads(Path(outputs["json"]).read_bytes())) == 2


def test_the_action_takes_flags_a_baseline_and_a_wish_not_to_fail(runner: Path) -> None:
    flags = "--ignore\nen/newsletter"
    assert acted(runner, {"paths": "corpus", "args": flags})["check"].returncode == 0
    assert acted(runner, {"paths": "corpus", "fail": "false"})["check"].returncode == 0
    shell("cleaner check corpus --baseline known.json --write-baseline")
    known = {"paths": "corpus", "baseline": "known.json"}
    assert acted(runner, known)["check"].returncode == 0
    assert acted(runner, {**known, "paths": "corpus\nnotes.txt"})["check"].returncode == 1


def test_no_input_of_the_action_is_run(runner: Path, repository: Path) -> None:
    evil = "$(touch owned)`touch owned`\"; touch owned; '"
    acted(runner, {"paths": evil, "args": evil, "baseline": evil, "fail": evil})
    assert acted(runner, {"paths": "--exit-zero\ncorpus"})["check"].returncode == 2
    assert not (repository / "owned").exists()


# --- GitLab


def test_the_recipe_for_gitlab_leaves_what_it_names(repository: Path, tmp_path: Path) -> None:
    (path := tmp_path / ".gitlab-ci.yml").write_text(recipe(".gitlab-ci.yml"))
    assert fits("vendor.gitlab-ci", path)
    job = yaml.safe_load(path.read_text())["texts"]
    done = shell("\n".join(job["script"]))
    assert done.returncode == 1
    assert "corpus/dirty.txt:5:1" in done.stdout
    reports = job["artifacts"]["reports"]
    (found,) = json.loads((repository / reports["codequality"]).read_bytes())
    assert found["location"] == {"path": "corpus/dirty.txt", "lines": {"begin": 5}}
    assert 'failures="1"' in (repository / reports["junit"]).read_text("utf-8")
