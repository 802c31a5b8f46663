"""Run the benchmarks, one after the other.

    python benchmarks/run.py [--bench DIR]

Without `--bench` only what needs no data of others is run. `DIR` holds `pages/`, `mojibake/`,
`neardup/` and `corpus/`, laid out as the single benchmarks describe.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--bench", type=Path, help="labelled pages and damaged lines")
    bench = parser.parse_args().bench
    runs = [["repair.py"], ["kill.py"], ["dedup.py", "--sizes", "10000", "100000"]]
    if bench:
        floors = str(HERE.parent / "fixtures" / "floors.toml")
        runs += [
            ["repair_quality.py", "--bench", str(bench)],
            ["extraction.py", "--bench", str(bench / "pages"), "--floors", floors],
            ["lines.py", "--bench", str(bench)],
            ["dedup.py", str(bench / "neardup" / "dev.jsonl.gz"), "--quality"],
            ["text_road.py", str(bench / "corpus" / "corpus.jsonl.gz")],
        ]
    failed = 0
    for script, *words in runs:
        print(f"\n## {script}\n", flush=True)
        failed += (
            subprocess.run([sys.executable, str(HERE / script), *words], check=False).returncode
            != 0
        )
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
