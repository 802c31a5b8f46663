"""Does memory grow with the input? Resident memory of parent and workers, while a run goes on.

    python benchmarks/memory.py [--megabytes 1000] [--jobs 2] [--text TEXTS.jsonl[.gz]] [--rows 10]

The input is generated as it is read, through a pipe, so its size costs no disk. Pages are made up
here, or, with `--text`, those of a file again and again under new ids. Linux only.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

WORDS = ("quay", "wall", "harbour", "lorries", "closed", "mended", "council", "Tuesday", "the")


def texts(path: Path | None) -> Iterator[str]:
    if path is None:
        for number in itertools.count():
            line = " ".join(WORDS[(number * 7 + at) % len(WORDS)] for at in range(60))
            yield f"Quay {number} closed\n\n" + "\n\n".join([f"{line} {n}." for n in range(40)])
    else:
        data = path.read_bytes()
        lines = (gzip.decompress(data) if path.suffix == ".gz" else data).splitlines()
        known = [json.loads(line)["text"] for line in lines]
        while True:
            yield from known


def resident(pid: int) -> float:
    """Megabytes that a process holds in memory."""
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def children(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--text", type=Path)
    parser.add_argument("--rows", type=int, default=10)
    options = parser.parse_args()
    whole = options.megabytes * 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        words = ["-m", "cleaner", "clean", "-", "--from", "jsonl", "-q", "-j", str(options.jobs)]
        run = subprocess.Popen(
            [sys.executable, *words, "-o", f"{folder}/out.jsonl.zst"], stdin=subprocess.PIPE
        )
        assert run.stdin is not None
        fed = 0
        peaks = [0.0, 0.0]  # parent, largest worker, since the last row

        def watch() -> None:
            while run.poll() is None:
                peaks[0] = max(peaks[0], resident(run.pid))
                peaks[1] = max([peaks[1], *map(resident, children(run.pid))])
                time.sleep(0.2)

        threading.Thread(target=watch, daemon=True).start()
        print("| input MB | parent MB | largest worker MB |\n|---|---|---|", flush=True)
        row = 1
        for number, text in enumerate(texts(options.text)):
            line = json.dumps({"id": str(number), "text": text}).encode() + b"\n"
            run.stdin.write(line)
            fed += len(line)
            if fed >= row * whole / options.rows:
                print(f"| {fed / 1e6:.0f} | {peaks[0]:.0f} | {peaks[1]:.0f} |", flush=True)
                peaks[:], row = [0.0, 0.0], row + 1
            if fed >= whole:
                break
        run.stdin.close()
        run.wait()


if __name__ == "__main__":
    main()
