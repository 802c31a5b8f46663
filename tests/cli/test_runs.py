"""Runs over many pages: killed, taken up again, told of, and the same bytes whatever happened."""

from __future__ import annotations

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from cleaner import Article
from cleaner.engines.tally import Tally
from cleaner.engines.target import Stored
from cleaner.engines.work import Done
from cleaner.writers import WRITERS
from tests.cli.test_cli import call, no_traceback

ROOT = Path(__file__).parents[2]
#: The tool with parts small enough for a test.
PROGRAM = (
    "import cleaner.engines.target as target; target.PAGES = 64;"
    "from cleaner.cli import main; main({args!r})"
)


def start(*args: str, **environ: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(args=list(args))],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environ},
    )


def finish(*args: str, **environ: str) -> int:
    process = start(*args, **environ)
    _, said = process.communicate()
    assert b"Traceback" not in said, said
    return process.returncode


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("corpus") / "corpus.jsonl"
    lines = []
    for number in range(700):
        text = (
            f"Quay {number} closed to lorries\n\n"
            f"The quay at number {number} stays closed until the wall is mended, they said.\n\n"
            "Sign up for Harbour News"
        )
        lines.append(json.dumps({"id": f"p{number}", "text": text if number % 97 else ""}))
    path.write_text("\n".join(lines))
    return str(path)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file but the one that may hold clocks."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith("run.json")
    }


@pytest.mark.parametrize("output", ["out.jsonl.gz", "out/"])
def test_a_run_that_was_killed_is_taken_up_without_a_trace(
    corpus: str, tmp_path: Path, output: str
) -> None:
    calm, wild = tmp_path / "calm", tmp_path / "wild"
    calm.mkdir()
    wild.mkdir()
    args = ["clean", corpus, "-q", "-j", "2"]
    took = time.monotonic()
    assert finish(*args, "-o", f"{calm}/{output}") == 3
    took = time.monotonic() - took
    dice = random.Random(7)
    for _ in range(4):
        process = start(*args, "-o", f"{wild}/{output}", "--resume")
        time.sleep(dice.uniform(0.3, 1.0) * took)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    finish(*args, "-o", f"{wild}/{output}", "--resume")
    assert tree(wild) == tree(calm)


def test_an_interrupted_run_says_so_and_can_be_taken_up(corpus: str, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    process = start("clean", corpus, "-o", str(out), "-j", "1")
    while not list(tmp_path.glob("out.jsonl.parts/.state/0*.json")):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert (process.returncode, out.exists()) == (130, False)
    assert b"interrupted" in said
    assert b"Traceback" not in said
    refused = call("clean", corpus, "-o", str(out))
    assert refused.returncode == 2
    assert b"go on with --resume" in refused.stderr
    told = call("clean", corpus, "-o", str(out), "--resume", "--dry-run").stdout.decode()
    assert "resumes after" in told
    other = call("clean", corpus, "-o", str(out), "--resume", "--ignore", "en")
    assert other.returncode == 2
    assert b"begun with another rules_sha256" in other.stderr
    assert finish("clean", corpus, "-o", str(out), "--resume", "-q") == 3
    ids = [Article.from_json(line).id for line in out.read_bytes().splitlines()]
    assert ids == [f"p{number}" for number in range(700) if number % 97]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "out.failed.jsonl", "out.jsonl", "out.run.json",
    ]  # fmt: skip


@pytest.mark.parametrize("output", ["out.jsonl.gz", "out.jsonl.zst"])
def test_the_same_bytes_for_any_number_of_workers_and_any_hash_seed(
    corpus: str, tmp_path: Path, output: str
) -> None:
    made = []
    for jobs, seed in (("1", "0"), ("2", "1"), ("3", "random")):
        out = tmp_path / jobs / output
        out.parent.mkdir()
        finish("clean", corpus, "-q", "-o", str(out), "-j", jobs, PYTHONHASHSEED=seed)
        made.append(tree(out.parent))
    assert made[0] == made[1] == made[2]


def test_shards_and_one_file_hold_the_same(corpus: str, tmp_path: Path) -> None:
    call("clean", corpus, "-q", "-o", f"{tmp_path}/one.jsonl")
    call(
        "clean", corpus, "-q", "-o", f"{tmp_path}/many", "--shard-pages", "128", "--compress", "gz"
    )
    names = sorted(path.name for path in (tmp_path / "many").iterdir())
    assert names == [*(f"{n:05}.jsonl.gz" for n in range(6)), "run.failed.jsonl", "run.json"]
    shards = b"".join(gzip.decompress(p.read_bytes()) for p in sorted(tmp_path.glob("many/*.gz")))
    assert shards == (tmp_path / "one.jsonl").read_bytes()
    again = call("clean", corpus, "-o", f"{tmp_path}/many", "--shard-pages", "128")
    assert again.returncode == 2
    assert b"holds results already" in again.stderr


def test_what_stands_between_articles_stands_between_shards_too(
    corpus: str, tmp_path: Path
) -> None:
    finish("clean", corpus, "-q", "-o", f"{tmp_path}/out.txt.gz", "--to", "text", "-j", "2")
    whole = gzip.decompress((tmp_path / "out.txt.gz").read_bytes()).decode()
    assert len(whole.split("\n\f\n")) == 700 - 8


def test_run_json_tells_what_was_run(corpus: str, tmp_path: Path) -> None:
    call("clean", corpus, "-q", "-o", f"{tmp_path}/out.jsonl", "--limit", "100")
    told = json.loads((tmp_path / "out.run.json").read_bytes())
    assert told["counts"]["articles"] == 98
    assert told["counts"]["reasons"] == {"empty": 2}
    assert told["input"] == [corpus]
    assert told["settings"]["limit"] == 100


def test_a_sample_is_the_same_for_every_run(corpus: str) -> None:
    one = call("clean", corpus, "-q", "--sample", "0.1", "-j", "2").stdout
    assert call("clean", corpus, "-q", "--sample", "0.1", "-j", "1").stdout == one
    assert 30 < len(one.splitlines()) < 120


def test_a_dry_run_writes_nothing(corpus: str, tmp_path: Path) -> None:
    result = call("clean", corpus, "-o", f"{tmp_path}/out.jsonl", "--dry-run")
    assert result.stdout.decode().splitlines() == [
        f"reads {corpus}", f"writes {tmp_path}/out.jsonl",
    ]  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_cleaned_twice_without_reading_its_own_output(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"The quay {name} is closed, they said.")
    out = str(tmp_path / "out.jsonl")
    for _ in range(2):
        assert call("clean", str(tmp_path), "-o", out).returncode == 0
        assert len((tmp_path / "out.jsonl").read_bytes().splitlines()) == 2


def test_columns_are_named_on_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        json.dumps({"key": "k1", "body": "The quay is closed.", "at": "https://q.example/1"})
    )
    names = ["--text-field", "body", "--id-field", "key", "--url-field", "at"]
    article = Article.from_json(call("clean", str(path), *names).stdout)
    assert (article.id, article.url, article.extra) == ("k1", "https://q.example/1", {})
    wrong = call("clean", str(path), "--text-field", "bdoy")
    assert wrong.returncode == 3
    assert b"did you mean 'body'?" in wrong.stderr


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--resume"], "--resume needs -o"),
        (["-o", "nowhere/out.jsonl"], "there is no folder nowhere"),
        (["-o", "s3://bucket/out.jsonl"], "written to this machine"),
        (["-o", "out.gz", "--compress", "zst"], "does not fit the name"),
        (["--page-memory", "lots"], "say 500M or 2G"),
    ],
)
def test_flags_that_make_no_sense(corpus: str, args: list[str], says: str) -> None:
    result = call("clean", corpus, *args)
    assert (result.returncode, no_traceback(result)) == (2, True)
    assert says in result.stderr.decode()


def test_a_run_stopped_just_after_a_shard_was_counted_keeps_it(tmp_path: Path) -> None:
    shards_of = partial(
        Stored, tmp_path / "out.jsonl", WRITERS["jsonl"], "none", {}, folder=False, pages=1
    )
    run = shards_of(resume=False)
    done = Done(0, (b"{}\n",), (), Tally(articles=1), 2)
    run.add(done, "trace")
    # The entry is on the disk, and the interrupt came before it was remembered.
    run.shards.entries.clear()
    run.abandon()
    assert (shards_of(resume=True).skip, shards_of(resume=True).trace) == (1, "trace")
