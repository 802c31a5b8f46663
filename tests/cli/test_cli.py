"""The command line: streams, exit codes, errors without tracebacks, nothing half-written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from cleaner import Article
from cleaner.cli import COMMANDS, run
from cleaner.readers import Place

ROOT = Path(__file__).parents[2]
SEEDS = sorted(str(path) for path in (ROOT / "seeds").glob("*.txt"))
PAGE = (
    "Harlow waits for its wall\n\n"
    "The harbour wall, built in 1911, lost nine metres of its crown in the storm of January.\n\n"
    "He called it “a question of weeks†and left the room before anybody could ask for more.\n\n"
    "Sign up for Harbour News\n"
)


@pytest.fixture
def page(tmp_path: Path) -> str:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return str(path)


def call(*args: str, stdin: bytes = b"", **environ: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "cleaner", *args],
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environ},
    )


def no_traceback(result: subprocess.CompletedProcess[bytes]) -> bool:
    return b"Traceback" not in result.stderr


# --- clean


def test_clean_writes_json_lines_to_a_pipe() -> None:
    result = call("clean", *SEEDS)
    assert result.returncode == 0
    articles = [Article.from_json(line) for line in result.stdout.splitlines()]
    assert [article.source for article in articles] == [Path(seed).name for seed in SEEDS]


def test_clean_reads_standard_input(page: str) -> None:
    for args in (["clean", "-"], ["clean"]):
        result = call(*args, stdin=PAGE.encode())
        assert Article.from_json(result.stdout).headline == "Harlow waits for its wall"


def test_clean_writes_a_whole_file_or_none(page: str, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert call("clean", page, "-o", str(out)).returncode == 0
    assert Article.from_json(out.read_bytes()).source == "page.txt"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "out.jsonl",
        "out.run.json",
        "page.txt",
    ]
    before = out.read_bytes()
    assert call("clean", page, "missing.txt", "-o", str(out)).returncode == 2
    assert out.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize("form", ["text", "markdown", "jsonl", "view"])
def test_formats(page: str, form: str) -> None:
    result = call("clean", page, "--to", form, "--no-color")
    assert result.returncode == 0
    assert "a question of weeks” and left" in result.stdout.decode()


def test_the_view_has_no_colour_unless_asked(page: str) -> None:
    assert b"\x1b[" not in call("clean", page, "--to", "view").stdout
    assert b"\x1b[" in call("clean", page, "--to", "view", "--color").stdout
    assert b"\x1b[" not in call("explain", page, NO_COLOR="1").stdout


def test_failures_are_listed_beside_the_output(page: str, tmp_path: Path) -> None:
    empty, junk = tmp_path / "empty.txt", tmp_path / "junk.bin"
    empty.write_bytes(b"")
    junk.write_bytes(bytes(range(256)) * 30)
    out = tmp_path / "out.jsonl"
    result = call("clean", str(empty), page, str(junk), "-o", str(out))
    assert result.returncode == 3
    assert len(out.read_bytes().splitlines()) == 1
    failed = [json.loads(line) for line in (tmp_path / "out.failed.jsonl").open()]
    assert [one["reason"] for one in failed] == ["empty", "binary"]
    assert no_traceback(result)
    assert call("clean", page, "-o", str(out)).returncode == 0
    assert not (tmp_path / "out.failed.jsonl").exists()


def test_a_flag_can_fail_the_run(tmp_path: Path) -> None:
    short = tmp_path / "short.txt"
    short.write_text("Only this.")
    assert call("clean", str(short), "--fail-on", "short-body,paywall").returncode == 1
    assert call("clean", str(short), "--fail-on", "paywall").returncode == 0
    result = call("clean", str(short), "--fail-on", "short-bdy")
    assert result.returncode == 2
    assert b"did you mean 'short-body'?" in result.stderr


# --- bad input


@pytest.mark.parametrize(
    ("name", "content", "code", "says"),
    [
        ("missing", None, 2, "no such file"),
        ("folder", "", 2, "no files in the folder"),
        ("empty", b"", 3, "is empty"),
        ("blank", b" \n\n", 3, "is empty"),
        ("binary", b"\x00\xff\x01\xfe" * 200, 3, "binary data"),
        ("pdf", b"%PDF-1.4 ...", 3, "a PDF"),
    ],
)
def test_bad_input(
    tmp_path: Path, name: str, content: bytes | str | None, code: int, says: str
) -> None:
    path = tmp_path / name
    if content == "":
        path.mkdir()
    elif isinstance(content, bytes):
        path.write_bytes(content)
    for command in ("clean", "diff"):
        result = call(command, str(path))
        assert (result.returncode, no_traceback(result)) == (code, True)
        assert says in result.stderr.decode()
        assert result.stdout == b""


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("x")
    path.chmod(0)
    result = call("clean", str(path))
    assert result.returncode == 3
    assert b"cannot be read" in result.stderr


def test_a_file_that_cannot_be_read_costs_that_file(page: str, monkeypatch: pytest.MonkeyPatch,
                                                    capfdbinary: pytest.CaptureFixture[bytes]) -> None:  # fmt: skip
    real = Place.open

    def refuse(place: Place) -> IO[bytes]:
        if place.name == "page.txt":
            raise PermissionError(13, "Permission denied")
        return real(place)

    monkeypatch.setattr(Place, "open", refuse)
    assert run(["clean", page, SEEDS[0]]) == 3
    out, err = capfdbinary.readouterr()
    assert b"page.txt: cannot be read: Permission denied" in err
    assert len(out.splitlines()) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"\xed\xa0\x80 lone surrogate " * 9,
        b"a quay\x00 with a NUL " * 2 + b"and prose " * 99,
        b"\xff\xfe",
    ],
)
def test_odd_bytes_are_cleaned_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(content)
    result = call("clean", str(path))
    assert result.returncode in (0, 3)
    assert no_traceback(result)


def test_one_line_of_fifty_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"Picture: the quay stays closed to lorries. " * (50_000_000 // 43))
    result = call("clean", str(path))
    assert result.returncode == 0
    assert Article.from_json(result.stdout).counts.blocks == 1


def test_rules_that_are_not_yaml(page: str, tmp_path: Path) -> None:
    (tmp_path / "rules" / "en").mkdir(parents=True)
    (tmp_path / "rules" / "en" / "promo.yaml").write_text("a: {is: [foo}\n")
    result = call("clean", page, "--rules", str(tmp_path / "rules"))
    assert result.returncode == 2
    assert result.stdout == b""
    assert b"en/promo.yaml:1:13: not YAML" in result.stderr
    assert no_traceback(result)


def test_a_reader_that_goes_away(page: str) -> None:
    command = f"{sys.executable} -m cleaner clean {' '.join([page] * 400)} | head -c 10"
    result = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, check=False, cwd=ROOT
    )
    assert result.returncode == 141
    assert b"Traceback" not in result.stderr


# --- explain, diff, pipe


def test_explain_names_label_and_rule(page: str) -> None:
    told = call("explain", page).stdout.decode()
    assert "H  Harlow waits for its wall" in told
    assert "en/newsletter/" in told
    assert "† → ” " in told


def test_explain_shows_rules_stages_and_prefixes() -> None:
    assert "Captions that differ" in call("explain", "dedup/caption").stdout.decode()
    listed = call("explain", "en/newsletter").stdout.decode().split()
    rule = next(word for word in listed if word.startswith("en/newsletter/"))
    assert "Examples" in call("explain", rule).stdout.decode()
    result = call("explain", "en/newsletr")
    assert result.returncode == 2
    assert b"did you mean" in result.stderr


def test_diff_marks_cuts_and_repairs(page: str) -> None:
    lines = call("diff", page).stdout.decode().splitlines()
    assert any(line.startswith("> Harlow waits for its wall") for line in lines)
    assert any(line.startswith("- Sign up for Harbour News  (newsletter") for line in lines)
    assert "~ He called it “a question of weeks[-†-]{+” +}and left the room" in "\n".join(lines)
    only = call("diff", page, "--only", "repairs").stdout.decode()
    assert "Sign up" not in only


def test_diff_of_two_runs(page: str, tmp_path: Path) -> None:
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    call("clean", page, "-o", str(one))
    call("clean", page, "-o", str(two), "--ignore", "en")
    told = call("diff", str(one), str(two)).stdout.decode()
    assert "0 cuts gained, 1 lost" in told
    assert "1 articles in both, 1 with another text" in told
    two.write_text("{}\n")
    result = call("diff", str(one), str(two))
    assert result.returncode == 2
    assert b"two.jsonl:1:1: not a record" in result.stderr


def test_pipe_chains_stages(page: str) -> None:
    whole = call(
        "pipe", "-i", page, *["decode", "repair", "extract", "strip", "dedup", "frame", "write"]
    )
    piped = Article.from_json(whole.stdout)
    assert piped == Article.from_json(call("clean", page).stdout)
    raw = Article.from_json(call("pipe", "decode", stdin=PAGE.encode()).stdout)
    assert raw.text == PAGE.strip()
    shown = call(
        "pipe", "-i", page, "decode", "extract", "strip", "--select", "en/newsletter", "show"
    )
    assert "en/newsletter/" in shown.stdout.decode()


@pytest.mark.parametrize(
    ("stages", "says"),
    [
        ("repair", "`repair` needs `decode`"),
        ("decode strip", "`strip` needs `extract`"),
        ("decode write extract", "`write` ends the chain"),
        ("decode decode", "`decode` comes first"),
        ("decode fold", "No such command"),
    ],
)
def test_pipe_refuses_what_cannot_work(stages: str, says: str) -> None:
    result = call("pipe", *stages.split(), stdin=PAGE.encode())
    assert result.returncode == 2
    assert says in result.stderr.decode()


# --- rules, schema, config


def test_rules_list_show_test_lint() -> None:
    listed = json.loads(call("rules", "list", "--format", "json").stdout)
    assert len(listed) >= 60
    shown = call("rules", "show", listed[0]["id"]).stdout.decode()
    assert listed[0]["why"] in shown
    assert call("rules", "test", "en/legal").returncode == 0
    assert call("rules", "lint", "en/legal").returncode == 0


def test_rules_test_fails_on_a_broken_example(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "promo.yaml").write_text(
        "a:\n  why: W.\n  is: alpha\n  test: |\n    - beta\n    = gamma\n"
    )
    alone = ("--no-builtin", "--rules", str(tmp_path))
    result = call("rules", "test", *alone, "en/promo/a")
    assert result.returncode == 1
    assert "promo.yaml:5:1: en/promo/a" in result.stdout.decode()
    assert call("rules", "test", *alone, "--exit-zero").returncode == 0
    told = json.loads(call("rules", "test", *alone, "--format", "json").stdout)
    assert told[0]["rule"] == "en/promo/a"


def test_rules_new_drafts_what_loads(tmp_path: Path) -> None:
    result = call("rules", "new", "Sign up for Morning Tide", "--label", "newsletter")
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "newsletter.yaml").write_bytes(result.stdout)
    assert call("rules", "test", "--no-builtin", "--rules", str(tmp_path)).returncode == 0


def test_schemas_are_json() -> None:
    assert json.loads(call("schema", "record").stdout)["$defs"]["Article"]
    assert json.loads(call("schema", "rule").stdout)["$defs"]["rule"]


def test_config_says_who_set_what(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.cleaner]\nshort-body = 30\nrules = ["mine"]\n')
    result = subprocess.run(
        [sys.executable, "-m", "cleaner", "config", "where"],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "CLEANER_IGNORE": "en/promo,site"},
    )
    lines = result.stdout.decode().splitlines()
    assert any(line.startswith("short_body = 30") and "pyproject.toml" in line for line in lines)
    assert any("$CLEANER_IGNORE" in line and '["en/promo", "site"]' in line for line in lines)
    assert any(line.startswith("builtin = true") and "default" in line for line in lines)


# --- help


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    result = call(command, "--help")
    assert result.returncode == 0
    assert result.stdout.startswith(b"Usage: cleaner " + command.encode())


def test_help_answers_at_once() -> None:
    """What makes `--help` slow is imports; these are the heavy ones."""
    program = (
        "import sys; from cleaner.cli import run; run(['--help']);"
        "print(sorted({'trafilatura', 'ftfy', 'lxml', 'regex', 'msgspec', 'yaml'} & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert result.stdout.splitlines()[-1] == "[]"


def test_an_unknown_command_or_option_is_an_error() -> None:
    assert call("claen").returncode == 2
    assert call("clean", "--fast").returncode == 2
