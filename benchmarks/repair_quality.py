"""How much damage is mended, and whether fine text is left alone.

    python benchmarks/repair_quality.py                 # the project's own tables
    python benchmarks/repair_quality.py --bench DIR     # and a bench with an eval_repair.py in it
    python benchmarks/repair_quality.py --bench DIR --harm

The tables are few and were written while the code was: they show that it works, not how well. A
bench is a folder that holds `eval_repair.py` and its cases; it is run as it is, by channel group,
once for `cleaner` and once for ftfy with the settings of an archive. With `--harm`, the cases are
counted that come out farther from the good text than they came (edits of single characters, after
the bench's own way of comparing; needs rapidfuzz).
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
from collections import Counter
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


def harm(folder: Path) -> None:
    """What became of the cases that are not mended exactly: nearer, as far, or farther."""
    from rapidfuzz.distance import Levenshtein

    sys.path.insert(0, str(folder))
    evaluation = importlib.import_module("eval_repair")
    key = evaluation.key
    counts: Counter[tuple[str, str]] = Counter()
    for case in evaluation.rows(evaluation.HERE / "cases.jsonl.gz"):
        bad = evaluation.surrogates(case["bad"]) if case.get("surrogates") else case["bad"]
        good = key(case["good"])
        came = Levenshtein.distance(key(bad), good)
        for task in (mended, archived):
            left = Levenshtein.distance(key(task(bad)), good)
            fate = "nearer" if left < came else "as far" if left == came else "farther"
            counts[task.__name__, "exact" if not left else fate] += 1
    print("\n| | exact | nearer | as far | farther |\n|---|---|---|---|---|")
    for name in ("mended", "archived"):
        cells = (str(counts[name, fate]) for fate in ("exact", "nearer", "as far", "farther"))
        print(f"| {name} | {' | '.join(cells)} |")


def main() -> int:
    parser = argparse.ArgumentParser(description="What repair mends, and what it leaves alone.")
    parser.add_argument("--bench", type=Path, help="a folder with eval_repair.py and its cases")
    parser.add_argument("--by", default="group", help="channel, group or lang")
    parser.add_argument("--harm", action="store_true", help="count what came out worse")
    options = parser.parse_args()
    if options.harm:
        harm(options.bench)
        return 0
    own_tables()
    return bench(options.bench, options.by) if options.bench else 0


if __name__ == "__main__":
    sys.exit(main())
