"""What text-dedup has of the job, exact and MinHash deduplication; run by a Python that has it.

python text_dedup_job.py IN_FOLDER WORK_FOLDER

It mends and cuts nothing. One process, its defaults.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main(source: Path, work: Path) -> None:
    same = f"--split train --column text --num_proc 1 --cache_dir {work}/cache"
    run(f"exact_hash --path json --data_files {source}/pages.jsonl.gz {same} --output {work}/exact")
    run(f"minhash --path {work}/exact --local {same} --output {work}/near")
    write = (
        "from datasets import load_from_disk; import sys;"
        "load_from_disk(sys.argv[1]).to_json(sys.argv[2], compression='gzip')"
    )
    (work / "out").mkdir()
    made = work / "out" / "pages.jsonl.gz"
    subprocess.run([sys.executable, "-c", write, work / "near", made], check=True)


def run(words: str) -> None:
    command = [sys.executable, "-m", *f"text_dedup.{words}".split()]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
