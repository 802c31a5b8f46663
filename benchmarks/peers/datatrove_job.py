"""The job as a datatrove user chains it; run by a Python that has datatrove and its extras.

python datatrove_job.py IN_FOLDER WORK_FOLDER

Mending with ftfy, the filters of C4 and Gopher, exact and MinHash deduplication, each with its
defaults, one process, JSON Lines with gzip out.
"""

from __future__ import annotations

import sys
from pathlib import Path

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.dedup import (
    ExactDedupConfig,
    ExactDedupFilter,
    ExactDedupSignature,
    ExactFindDedups,
    MinhashDedupBuckets,
    MinhashDedupCluster,
    MinhashDedupFilter,
    MinhashDedupSignature,
)
from datatrove.pipeline.dedup.minhash import MinhashConfig
from datatrove.pipeline.filters import C4QualityFilter, GopherQualityFilter, GopherRepetitionFilter
from datatrove.pipeline.formatters import FTFYFormatter
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter


def main(source: str, work: Path) -> None:
    def at(name: str) -> str:
        return str(work / name)

    def run(name: str, *steps: object, tasks: int = 1) -> None:
        LocalPipelineExecutor(
            pipeline=list(steps), tasks=tasks, workers=1, logging_dir=at(f"logs/{name}")
        ).run()

    run(
        "clean",
        JsonlReader(source, glob_pattern="*.jsonl.gz"),
        FTFYFormatter(),
        C4QualityFilter(),
        GopherRepetitionFilter(),
        GopherQualityFilter(),
        JsonlWriter(at("cleaned")),
    )
    same = ExactDedupConfig(content_getter=lambda document: document.text)
    run("exact1", JsonlReader(at("cleaned")), ExactDedupSignature(at("exact"), same))
    run("exact2", ExactFindDedups(at("exact"), at("exact-found"), same))
    run(
        "exact3",
        JsonlReader(at("cleaned")),
        ExactDedupFilter(at("exact-found"), same),
        JsonlWriter(at("unique")),
    )
    config = MinhashConfig()
    run("near1", JsonlReader(at("unique")), MinhashDedupSignature(at("signatures"), config))
    run(
        "near2",
        MinhashDedupBuckets(at("signatures"), at("buckets"), config=config),
        tasks=config.num_buckets,
    )
    run("near3", MinhashDedupCluster(at("buckets"), at("remove"), config))
    run(
        "near4", JsonlReader(at("unique")), MinhashDedupFilter(at("remove")), JsonlWriter(at("out"))
    )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
