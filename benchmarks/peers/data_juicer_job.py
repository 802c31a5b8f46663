"""The job as a data-juicer user chains it; run by a Python that has data-juicer.

python data_juicer_job.py IN_FOLDER WORK_FOLDER

Mending with ftfy, the filters of its recipes for web text, exact and MinHash deduplication, each
with its defaults, one process.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

STEPS = (
    "fix_unicode_mapper",
    "words_num_filter",
    "special_characters_filter",
    "character_repetition_filter",
    "word_repetition_filter",
    "document_deduplicator",
    "document_minhash_deduplicator",
)


def main(source: Path, work: Path) -> None:
    pages = work / "pages.jsonl"  # it reads no gzip
    pages.write_bytes(gzip.decompress((source / "pages.jsonl.gz").read_bytes()))
    made = work / "made" / "out.jsonl"
    config = work / "job.yaml"  # JSON is YAML
    settings = {
        "project_name": "job",
        "dataset_path": str(pages),
        "export_path": str(made),
        "np": 1,
        "use_cache": False,
        "process": [{step: None} for step in STEPS],
    }
    config.write_text(json.dumps(settings))
    program = Path(sys.executable).with_name("dj-process")
    subprocess.run([program, "--config", config], check=True, stdout=subprocess.DEVNULL)
    (work / "out").mkdir()
    with gzip.open(work / "out" / "pages.jsonl.gz", "wb") as packed:
        packed.write(made.read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
