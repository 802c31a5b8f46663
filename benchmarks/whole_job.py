"""The whole job, from scrapes to a deduplicated corpus, beside datatrove's.

    python benchmarks/whole_job.py TEXTS.jsonl[.gz] --peer-python PYTHON [--copies 1] [--rounds 1]

`TEXTS` holds a page a line, under `id` and `text`. `cleaner clean -j 1` and `cleaner dedup` against
ftfy, C4, Gopher, exact and MinHash deduplication of datatrove with its defaults, run by `PYTHON`.
What counts is processor time of whole processes, start-up included, in turns; then the largest
resident memory of a process. `--copies` reads the pages again under new ids, each with a line of
its own, so that a larger job does not become a heap of equal pages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

PEER = Path(__file__).parent / "peers" / "datatrove_job.py"


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
                sink.write(json.dumps({"id": f"{row['id']}-{copy}", "text": text}) + "\n")
    return made, copies * len(rows), size


def ours(pages: Path, work: Path) -> Cost:
    work.mkdir()
    program = [sys.executable, "-m", "cleaner"]
    cleaned, done = str(work / "cleaned.jsonl.gz"), str(work / "out.jsonl.gz")
    first = cost([*program, "clean", str(pages), "-o", cleaned, "-j", "1", "-q", "--no-progress"])
    second = cost([*program, "dedup", cleaned, "-o", done, "-q"])
    return Cost(first.seconds + second.seconds, max(first.megabytes, second.megabytes))


def theirs(pages: Path, work: Path, python: str) -> Cost:
    work.mkdir()
    return cost([python, str(PEER), str(pages.parent), str(work)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--peer-python", required=True)
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages, count, size = scaled(options.path, options.copies, folder / "in")
        own, peer = [], []
        for number in range(options.rounds):
            own.append(ours(pages, folder / f"own{number}"))
            peer.append(theirs(pages, folder / f"peer{number}", options.peer_python))
    print(f"{count:,} pages, {size / 1e6:.1f} MB of text\n")
    print("| job | CPU s | pages/s | MB/s | largest process, MB |\n|---|---|---|---|---|")
    seconds = []
    for title, costs in (("cleaner", own), ("datatrove", peer)):
        took = statistics.median(one.seconds for one in costs)
        held = max(one.megabytes for one in costs)
        seconds.append(took)
        print(
            f"| {title} | {took:.1f} | {count / took:.1f} | {size / 1e6 / took:.3f} | {held:.0f} |"
        )
    print(f"\ndatatrove / cleaner: {seconds[1] / seconds[0]:.1f}")


if __name__ == "__main__":
    main()
