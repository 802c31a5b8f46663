"""What the engine costs beside the stages: processor time of whole runs and of the stages alone.

    python benchmarks/engine.py TEXTS.jsonl[.gz] [--pages 600] [--rounds 3]

In turns, each in a process of its own: the pages of `TEXTS` through the road and into lines, in
memory, one after the other; `cleaner clean -j 1`; `cleaner clean -j 2`. What all do once, imports
and rules, is measured with one page and taken off. The engine's share is what a run takes
more than the stages alone: reading, sending pages and records to and fro, digests, writing. The two
runs are also compared by the clock, which says something only on a machine that is left in peace.
"""

from __future__ import annotations

import argparse
import gzip
import os
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import NamedTuple

STAGES = """
import sys
from pathlib import Path
from cleaner import Cleaner
from cleaner.draft import Page
import msgspec
road = Cleaner()
for line in Path(sys.argv[1]).read_bytes().splitlines():
    row = msgspec.json.decode(line)
    road.clean_page(Page(content=row["text"], id=row["id"])).to_json()
"""


class Cost(NamedTuple):
    """Of a process and its children."""

    seconds: float  # of processor time
    wall: float


def cost(*command: str) -> Cost:
    started = time.monotonic()
    child = subprocess.Popen([sys.executable, *command])
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)[:80]} failed")
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - started)


def run(pages: Path, folder: Path, jobs: int) -> Cost:
    out = folder / "out.jsonl"
    found = cost("-m", "cleaner", "clean", str(pages), "-o", str(out), "-q", "-j", str(jobs))
    out.unlink()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--pages", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    opened = gzip.open if options.path.suffix == ".gz" else open
    with opened(options.path, "rb") as file:
        lines = list(islice(file, options.pages))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages, single = folder / "pages.jsonl", folder / "single.jsonl"
        pages.write_bytes(b"".join(lines))
        single.write_bytes(lines[0])
        found: dict[str, list[Cost]] = {"stages": [], "-j 1": [], "-j 2": []}
        for _ in range(options.rounds):
            for title, costs in found.items():
                if title == "stages":
                    whole, start = (cost("-c", STAGES, str(path)) for path in (pages, single))
                else:
                    whole, start = (run(path, folder, int(title[-1])) for path in (pages, single))
                costs.append(Cost(whole.seconds - start.seconds, whole.wall - start.wall))
    print(f"{len(lines):,} pages, medians of {options.rounds} rounds, start-up taken off\n")
    print("| run | CPU s | beside the stages | seconds by the clock |\n|---|---|---|---|")
    for title, costs in found.items():
        seconds = statistics.median(one.seconds for one in costs)
        ratio = statistics.median(
            one.seconds / alone.seconds for one, alone in zip(costs, found["stages"], strict=True)
        )
        wall = statistics.median(one.wall for one in costs)
        print(f"| {title} | {seconds:.2f} | {ratio:.2f} | {wall:.1f} |")
    faster = statistics.median(
        one.wall / two.wall for one, two in zip(found["-j 1"], found["-j 2"], strict=True)
    )
    print(f"\n-j 2 is {faster:.2f} times as fast as -j 1 by the clock")


if __name__ == "__main__":
    main()
