"""Cleaning a corpus into which furniture was set on purpose: what is left of it, what is lost?

    python benchmarks/corpus.py --bench DIR [--out FILE] [--dedup]

`DIR` holds `corpus/corpus.jsonl.gz` (texts with injected lines of furniture, copies and damaged
encodings), `corpus/truth.jsonl.gz` (which lines were injected) and `eval_corpus.py`, which does
the scoring. The texts go through `cleaner clean`, and with `--dedup` through `cleaner dedup` as
well, as anybody would run them from the command line.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> None:
    """Clean, and score."""
    options = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    options.add_argument("--bench", type=Path, required=True, help="the folder of the benchmark")
    options.add_argument("--out", type=Path, help="where the records go (else a scratch folder)")
    options.add_argument("--dedup", action="store_true", help="find copies across the corpus too")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        records = asked.out or Path(scratch) / "records.jsonl"
        pages = asked.bench / "corpus" / "corpus.jsonl.gz"
        run("clean", pages, "-o", records, "-j", "1", "-q")
        if asked.dedup:
            merged = records.with_suffix(".dedup.jsonl")
            run("dedup", records, "-o", merged, "-q")
            records = merged
        scorer = asked.bench / "eval_corpus.py"
        subprocess.run([sys.executable, str(scorer), str(records)], check=True)


def run(*arguments: object) -> None:
    """Run a command of cleaner, as the shell would."""
    command = [sys.executable, "-m", "cleaner", *map(str, arguments)]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
