"""The whole job, from scrapes to a deduplicated corpus, beside others.

    python benchmarks/whole_job.py TEXTS.jsonl[.gz] --peer datatrove=PYTHON [--peer dolma=PYTHON …]
        [--copies 1] [--rounds 1] [--scorer EVALUATOR]

`TEXTS` holds a page a line, under `id` and `text`. `cleaner clean -j 1` and `cleaner dedup` against
what users of datatrove, dolma, data-juicer and text-dedup chain for it (`peers/*_job.py` say what),
each run by its own `PYTHON`. What counts is processor time of whole processes, start-up included,
in turns; then the largest resident memory of a process. `--copies` reads the pages again under new
ids, each with a line of its own, so that a larger job does not become a heap of equal pages.

`EVALUATOR` is a program that is given the files of records that stayed and says how much furniture
is left of what was set into these very texts, how much text is lost, and how many copies were found.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

PEERS = Path(__file__).parent / "peers"
#: What is read in the words of the evaluator, in the order of the table's columns.
SCORES = (
    re.compile(r"lines left \d+/\d+ = ([\d.]+) %"),
    re.compile(r"characters lost ([\d.]+) %"),
)
COPIES = re.compile(r"'(\d+)/(\d+)'")


class Cost(NamedTuple):
    """Processor seconds and the largest resident megabytes of a command and its children."""

    seconds: float
    megabytes: float


def cost(command: Sequence[str]) -> Cost:
    with Path(os.devnull).open("wb") as nowhere:
        child = subprocess.Popen(command, stdout=nowhere, stderr=subprocess.PIPE)
        assert child.stderr is not None
        told = child.stderr.read()
        _, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(told.decode()[-2000:])
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def scaled(path: Path, copies: int, folder: Path) -> tuple[Path, int, int]:
    """The pages under new ids: where they lie, how many, how many bytes of text."""
    data = path.read_bytes()
    rows = [
        json.loads(line)
        for line in (gzip.decompress(data) if path.suffix == ".gz" else data).splitlines()
    ]
    folder.mkdir()
    made, size = folder / "pages.jsonl.gz", 0
    with gzip.open(made, "wt", encoding="utf-8", compresslevel=1) as sink:
        for copy in range(copies):
            for row in rows:
                text = row["text"] if not copy else f"{row['text']}\nCopy {copy} of {row['id']}."
                size += len(text.encode())
                sink.write(
                    json.dumps({"id": f"{row['id']}-{copy}" if copy else row["id"], "text": text})
                    + "\n"
                )
    return made, copies * len(rows), size


def ours(pages: Path, work: Path) -> Cost:
    program = [sys.executable, "-m", "cleaner"]
    cleaned, done = str(work / "cleaned.jsonl.gz"), str(work / "out" / "pages.jsonl.gz")
    (work / "out").mkdir()
    first = cost([*program, "clean", str(pages), "-o", cleaned, "-j", "1", "-q", "--no-progress"])
    second = cost([*program, "dedup", cleaned, "-o", done, "-q"])
    return Cost(first.seconds + second.seconds, max(first.megabytes, second.megabytes))


def theirs(name: str, python: str, pages: Path, work: Path) -> Cost:
    job = PEERS / f"{name.replace('-', '_')}_job.py"
    return cost([python, str(job), str(pages.parent), str(work)])


def scores(scorer: Path, made: Path) -> list[str]:
    """Furniture left, text lost, copies found, as the evaluator counts them."""
    whole = made / "pages.jsonl.gz"  # what lies beside it was dropped
    files = [str(path) for path in ([whole] if whole.exists() else made.glob("*.gz"))]
    done = subprocess.run(
        [sys.executable, str(scorer), *files], check=True, capture_output=True, text=True
    )
    told, copies = done.stdout.split("copies", 1)
    found = [f"{match[1]} %" for match in (score.search(told) for score in SCORES) if match]
    pairs = [(int(some), int(every)) for some, every in COPIES.findall(copies)]
    some, every = map(sum, zip(*pairs, strict=True))
    return [*found, f"{some} of {every}"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=PYTHON")
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--scorer", type=Path)
    options = parser.parse_args()
    peers = dict(peer.split("=", 1) for peer in options.peer)
    costs: dict[str, list[Cost]] = {}
    scored: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages, count, size = scaled(options.path, options.copies, folder / "in")
        for number in range(options.rounds):
            for program in ("cleaner", *peers):
                work = folder / f"{program}{number}"
                work.mkdir()
                took = (
                    theirs(program, peers[program], pages, work)
                    if program in peers
                    else ours(pages, work)
                )
                costs.setdefault(program, []).append(took)
                if options.scorer and not number:
                    scored[program] = scores(options.scorer, work / "out")
    columns = ["job", "CPU s", "times ours", "pages/s", "MB/s", "largest process, MB"]
    if options.scorer:
        columns += ["furniture left", "text lost", "copies found"]
    print(f"{count:,} pages, {size / 1e6:.1f} MB of text\n")
    print(f"| {' | '.join(columns)} |\n{'|---' * len(columns)}|")
    own = statistics.median(one.seconds for one in costs["cleaner"])
    for program, all_of_it in costs.items():
        seconds = statistics.median(one.seconds for one in all_of_it)
        held = max(one.megabytes for one in all_of_it)
        cells = [
            program, f"{seconds:.1f}", f"{seconds / own:.1f}", f"{count / seconds:.1f}",
            f"{size / 1e6 / seconds:.3f}", f"{held:.0f}", *scored.get(program, ()),
        ]  # fmt: skip
        print(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
