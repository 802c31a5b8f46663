"""How much damage is mended, and whether fine text is left alone.

    python benchmarks/repair_quality.py                 # the project's own tables
    python benchmarks/repair_quality.py --bench DIR     # and a bench with an eval_repair.py in it

The tables are few and were written while the code was: they show that it works, not how well. A
bench is a folder that holds `eval_repair.py` and its cases; it is run as it is, by channel group,
once for `cleaner` and once for ftfy with the settings of an archive.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import ftfy

from cleaner.encoding import fast, repair

ROOT = Path(__file__).parent.parent
TABLES = ROOT / "tests" / "encoding" / "tables"


def mended(text: str) -> str:
    """The entry point for a bench: `repair`, text to text."""
    return repair(text).text


def archived(text: str) -> str:
    """ftfy with the settings of an archive."""
    return str(ftfy.fix_text(text, fast.ARCHIVE))


def own_tables() -> None:
    for name in ("in-the-wild", "synthetic", "known-failures"):
        rows = json.loads((TABLES / f"{name}.json").read_text(encoding="utf-8"))
        for task in (mended, archived):
            right = sum(
                task(row["before"]) in [row["after"], *row.get("accept", ())] for row in rows
            )
            print(f"{name:16} {task.__name__:9} {right:3} of {len(rows)}")
    rows = json.loads((TABLES / "negative.json").read_text(encoding="utf-8"))
    for task in (mended, archived):
        touched = sum(task(row["text"]) != row["text"] for row in rows)
        print(f"{'negative':16} {task.__name__:9} {touched:3} of {len(rows)} changed")


def bench(folder: Path, by: str) -> int:
    paths = [str(ROOT), str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    worst = 0
    for task in (mended, archived):
        print(f"\n{task.__name__}", flush=True)
        call = ["--call", f"repair_quality:{task.__name__}", "--by", by]
        command = [sys.executable, str(folder / "eval_repair.py"), *call]
        worst = max(worst, subprocess.run(command, env=environment, check=False).returncode)
    return worst


def main() -> int:
    parser = argparse.ArgumentParser(description="What repair mends, and what it leaves alone.")
    parser.add_argument("--bench", type=Path, help="a folder with eval_repair.py and its cases")
    parser.add_argument("--by", default="group", help="channel, group or lang")
    options = parser.parse_args()
    own_tables()
    return bench(options.bench, options.by) if options.bench else 0


if __name__ == "__main__":
    sys.exit(main())
