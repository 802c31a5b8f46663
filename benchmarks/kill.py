"""Kill a run at random moments, take it up again each time, and compare with one left in peace.

    python benchmarks/kill.py [--kills 20] [--pages 6000] [--seed 1]

The pages are made up here. The run is killed with SIGKILL, workers and all, somewhere in its length;
then `--resume` goes on, and is killed again. What counts is that the last result has the bytes of
the undisturbed one, and no record is lost or doubled.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: Small parts, so that much is finished when a kill comes.
PROGRAM = (
    "import cleaner.engines.target as target; target.PAGES = 128;"
    "from cleaner.cli import main; main({args!r})"
)


def corpus(path: Path, pages: int) -> None:
    with path.open("w") as file:
        for number in range(pages):
            told = f"The quay at number {number} stays closed until the wall is mended, they said."
            text = f"Quay {number} closed to lorries\n\n{told}\n\nSign up for Harbour News"
            row = {"id": f"p{number}", "text": text if number % 97 else ""}
            file.write(json.dumps(row) + "\n")


def start(*args: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(args=list(args))],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--pages", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        corpus(folder / "corpus.jsonl", options.pages)
        calm, wild = folder / "calm" / "out.jsonl.gz", folder / "wild" / "out.jsonl.gz"
        calm.parent.mkdir()
        wild.parent.mkdir()
        args = ["clean", str(folder / "corpus.jsonl"), "-q", "-j", "2", "-o"]
        began = time.monotonic()
        start(*args, str(calm)).wait()
        took = time.monotonic() - began
        hits = resumed = 0
        while hits < options.kills:
            taken_up = bool(list(wild.parent.glob("*.parts/.state/0*.json")))
            process = start(*args, str(wild), "--resume")
            time.sleep(dice.uniform(0.05, 0.6) * took)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                hits, resumed = hits + 1, resumed + taken_up
            process.wait()
            if wild.exists():
                # It came to its end: begin again, so that every kill meets a run.
                same = wild.read_bytes() == calm.read_bytes()
                print(f"finished early, {'the same bytes' if same else 'OTHER BYTES'}")
                if not same:
                    return 1
                wild.unlink()
        start(*args, str(wild), "--resume").wait()
        same = all(
            (calm.parent / name).read_bytes() == (wild.parent / name).read_bytes()
            for name in ("out.jsonl.gz", "out.failed.jsonl")
        )
        lines = gzip.decompress(wild.read_bytes()).splitlines()
        ids = [json.loads(line)["id"] for line in lines]
        wanted = [f"p{number}" for number in range(options.pages) if number % 97]
        print(f"kills {hits}, of them into a run taken up again {resumed}")
        print(f"the same bytes: {same}; no record lost, doubled or moved: {ids == wanted}")
        return 0 if same and ids == wanted else 1


if __name__ == "__main__":
    raise SystemExit(main())
