"""The job as a dolma user chains it; run by a Python that has dolma.

python dolma_job.py IN_FOLDER WORK_FOLDER

C4's and Gopher's taggers, exact copies by a Bloom filter, and a mixer that drops documents and cuts
lines by what C4's filters and Gopher's rules say of them. dolma mends no mojibake and finds no near
copies.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

DROPPED_IF = (
    ".attributes.gopher__gopher_v2__word_count[0][2] < 50",
    ".attributes.gopher__gopher_v2__word_count[0][2] > 100000",
    "(.attributes.copies // []) | length > 0",
)
CUT = (
    "$.attributes.c4__c4_v2__lines_with_no_ending_punctuation",
    "$.attributes.c4__c4_v2__lines_with_too_few_words",
)


def main(source: Path, work: Path) -> None:
    documents = work / "documents"
    documents.mkdir()
    with gzip.open(source / "pages.jsonl.gz", "rt", encoding="utf-8") as pages:  # noqa: SIM117
        with gzip.open(documents / "pages.jsonl.gz", "wt", encoding="utf-8") as made:
            for line in pages:  # dolma asks for a source
                made.write(json.dumps({**json.loads(line), "source": "pages"}) + "\n")
    found = f"{documents}/*.gz"
    for name in ("c4", "gopher"):
        run(f"tag --documents {found} --taggers {name}_v2 --experiment {name} --processes 1")
    run(
        f"dedupe --documents {found} --dedupe.name copies --dedupe.documents.attribute_name copies"
        f" --dedupe.documents.key $.text --bloom_filter.file {work}/bloom.bin"
        " --bloom_filter.estimated_doc_count 1000000"
        " --bloom_filter.desired_false_positive_rate 0.00001 --no-bloom_filter.read_only"
        " --processes 1"
    )
    config = work / "mix.json"
    stream = {
        "name": "job",
        "documents": [found],
        "attributes": ["c4", "gopher", "copies"],
        "output": {"path": str(work / "out"), "max_size_in_bytes": 1 << 32},
        "filter": {"syntax": "jq", "include": [], "exclude": list(DROPPED_IF)},
        "span_replacement": [{"span": span, "min_score": 0.5, "replacement": ""} for span in CUT],
    }
    config.write_text(json.dumps({"streams": [stream], "processes": 1}))
    run(f"--config {config} mix")


def run(words: str) -> None:
    program = Path(sys.executable).with_name("dolma")
    subprocess.run([program, *words.split()], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
