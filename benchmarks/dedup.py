"""Duplicates: what they cost beside others, and what they cost as a corpus grows.

    python benchmarks/dedup.py TEXTS.jsonl[.gz] --peers PYTHON [--rounds 3]
    python benchmarks/dedup.py TEXTS.jsonl[.gz] --quality
    python benchmarks/dedup.py --sizes 10000 100000 1000000 [--memory 2G]

With `TEXTS`, which holds one record a line with `id` and `text`, each program runs over it as it would
be run by its users, from the file to the records that stay; what is compared is processor time. `PYTHON`
is the interpreter of an environment with datatrove (and spacy, which its words need) and, if it is there,
text-dedup. Both are given one process.

With `--quality`, each record of `TEXTS` names its story (`cluster`) and, if it is a cut-down version or two
stories in one, says so (`rel`: `trunc`, `merged`). Pairs of the others are counted: of those that are
joined, how many should be; of those that should be, how many are; and the adjusted Rand index.

With `--sizes`, `cleaner dedup` runs over so many short articles, made here of invented words: a fifth of
them are edited copies of another one. What is printed is processor time, the largest resident memory and the
space on the disk that was needed at once.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from math import comb
from pathlib import Path
from typing import NamedTuple

import numpy as np

DATATROVE = """
import sys
from datatrove.executor import LocalPipelineExecutor as Run
from datatrove.pipeline.dedup import (
    MinhashDedupBuckets, MinhashDedupCluster, MinhashDedupFilter, MinhashDedupSignature,
)
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter
folder = sys.argv[1]
read = JsonlReader(f"{folder}/in", glob_pattern="*.jsonl")
for step in (
    [read, MinhashDedupSignature(f"{folder}/signatures")],
    [MinhashDedupBuckets(f"{folder}/signatures", f"{folder}/buckets")],
    [MinhashDedupCluster(f"{folder}/buckets", f"{folder}/ids")],
    [read, MinhashDedupFilter(f"{folder}/ids"), JsonlWriter(f"{folder}/out", compression=None)],
):
    tasks = 14 if isinstance(step[0], MinhashDedupBuckets) else 1
    Run(step, tasks=tasks, workers=1, skip_completed=False).run()
"""
TEXT_DEDUP = """-m text_dedup.minhash --path json --data_files {folder}/in/texts.jsonl --split train
--column text --num_proc 1 --output {folder}/out --cache_dir {folder}/cache"""
WORDS = 50_000


class Cost(NamedTuple):
    """Of one run of a program."""

    seconds: float  # of processor time, children included
    memory: int  # bytes
    disk: int  # bytes, the most at a time


def cost(command: Sequence[str], folder: Path) -> Cost:
    """Run it, and see what it takes."""
    most = 0
    over = threading.Event()

    def watch() -> None:
        nonlocal most
        while not over.wait(0.5):
            most = max(most, size(folder))

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    watcher = threading.Thread(target=watch)
    watcher.start()
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    over.set()
    watcher.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)[:100]}: {said.decode()[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(seconds, used.ru_maxrss << 10, most)


def environment() -> dict[str, str]:
    """One thread for each program, and nothing from the network."""
    return {
        **os.environ,
        "OMP_NUM_THREADS": "1",
        "HF_HUB_OFFLINE": "1",
        "TOKENIZERS_PARALLELISM": "0",
    }


def size(folder: Path) -> int:
    """Bytes in the files of a folder, but for its input."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() and path.parent.name != "in" else 0
        except OSError:
            continue
    return total


def ours(folder: Path, memory: str = "2G") -> list[str]:
    """The command to run in a folder."""
    words = f"dedup in/texts.jsonl -o out.jsonl --memory {memory} -q"
    return [sys.executable, "-m", "cleaner", *words.split()]


def beside(texts: Path, python: str, rounds: int) -> None:
    """Print what each program costs for a record."""
    with gzip.open(texts) if texts.suffix == ".gz" else texts.open("rb") as file:
        rows = [json.loads(line) for line in file]
    lines = [json.dumps({"id": str(row["id"]), "text": row["text"]}) for row in rows]
    found: dict[str, list[Cost]] = {}
    for _ in range(rounds):
        for name in ("cleaner", "datatrove", "text-dedup"):
            with tempfile.TemporaryDirectory() as temporary:
                folder = Path(temporary)
                (folder / "in").mkdir()
                (folder / "in" / "texts.jsonl").write_text("".join(f"{line}\n" for line in lines))
                command = {
                    "cleaner": ours(folder),
                    "datatrove": [python, "-c", DATATROVE, str(folder)],
                    "text-dedup": [
                        python,
                        *(word.format(folder=folder) for word in TEXT_DEDUP.split()),
                    ],
                }[name]
                found.setdefault(name, []).append(cost(command, folder))
    print(
        f"{len(lines):,} records, {sum(map(len, lines)) / 1e6:.1f} MB, {rounds} rounds, medians\n"
    )
    print("| program | CPU ms / record | times ours | largest memory MB |\n|---|---|---|---|")
    own = found["cleaner"]
    for name, costs in found.items():
        each = statistics.median(cost.seconds for cost in costs) * 1000 / len(lines)
        ratio = statistics.median(
            other.seconds / mine.seconds for mine, other in zip(own, costs, strict=True)
        )
        memory = max(cost.memory for cost in costs) >> 20
        print(f"| {name} | {each:.2f} | {ratio:.1f} | {memory} |")


def good(texts: Path) -> None:
    """Print how well the clusters fit the stories."""
    with gzip.open(texts) if texts.suffix == ".gz" else texts.open("rb") as file:
        rows = [json.loads(line) for line in file]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "in").mkdir()
        with (folder / "in" / "texts.jsonl").open("w") as out:
            out.writelines(json.dumps({"id": r["id"], "text": r["text"]}) + "\n" for r in rows)
        cost([*ours(folder), "--keep", "all"], folder)
        with (folder / "out.jsonl").open() as marked:
            found = {row["id"]: row.get("cluster", row["id"]) for row in map(json.loads, marked)}
    whole = [row for row in rows if row.get("rel") not in {"trunc", "merged"}]
    truth = Counter(row["cluster"] for row in whole)
    joined = Counter(found[row["id"]] for row in whole)
    both = Counter((row["cluster"], found[row["id"]]) for row in whole)
    hits, wanted, had = (sum(comb(n, 2) for n in c.values()) for c in (both, truth, joined))
    precision, recall = hits / had, hits / wanted
    chance = wanted * had / comb(len(whole), 2)
    print("| records | precision | recall | F1 | ARI |\n|---|---|---|---|---|")
    print(
        f"| {len(whole):,} | {precision:.3f} | {recall:.3f} "
        f"| {2 * precision * recall / (precision + recall):.3f} "
        f"| {(hits - chance) / ((wanted + had) / 2 - chance):.3f} |"
    )


def grown(sizes: Sequence[int], memory: str) -> None:
    """Print what corpora of these sizes cost."""
    print("| records | MB | CPU s | CPU ms / record | largest memory MB | disk MB | wall s |")
    print("|---|---|---|---|---|---|---|")
    for count in sizes:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            (folder / "in").mkdir()
            path = folder / "in" / "texts.jsonl"
            make(path, count)
            started = time.monotonic()
            used = cost(ours(folder, memory), folder)
            wall = time.monotonic() - started
            print(
                f"| {count:,} | {path.stat().st_size / 1e6:,.0f} | {used.seconds:,.1f} "
                f"| {used.seconds * 1000 / count:.3f} | {used.memory >> 20:,} "
                f"| {used.disk >> 20:,} | {wall:,.0f} |",
                flush=True,
            )


def make(path: Path, count: int) -> None:
    """Write short articles of invented words, as frequent as words are; one in five is a copy of an
    earlier one in which some words differ and the end is cut."""
    chance = np.random.default_rng(1)
    syllables = (
        "ka",
        "lo",
        "mi",
        "ren",
        "tas",
        "vel",
        "dor",
        "quin",
        "ash",
        "bri",
        "om",
        "fe",
        "ul",
    )
    names = chance.integers(0, len(syllables), (WORDS, 4))
    vocabulary = np.array(
        ["".join(syllables[part] for part in row[: 1 + n % 4]) + str(n % 7) * (n % 97 == 0)
         for n, row in enumerate(names)], dtype=object,
    )  # fmt: skip
    frequent = np.cumsum(1 / np.arange(1, WORDS + 1))
    earlier: list[np.ndarray] = []
    with path.open("w") as file:
        for number in range(count):
            if earlier and chance.random() < 0.2:
                words = earlier[chance.integers(len(earlier))].copy()
                words[chance.integers(0, len(words), len(words) // 20)] = chance.integers(WORDS)
                words = words[: int(len(words) * chance.uniform(0.7, 1))]
            else:
                length = int(np.clip(chance.lognormal(4.6, 0.5), 30, 600))
                words = np.searchsorted(frequent, chance.random(length) * frequent[-1])
                # Copies are of recent ones, as in the news.
                earlier = [*islice(earlier, max(0, len(earlier) - 2000), None), words]
            text = " ".join(vocabulary[words])
            file.write(json.dumps({"id": f"n{number}", "text": text}) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("texts", nargs="?", type=Path)
    parser.add_argument("--peers", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quality", action="store_true")
    parser.add_argument("--sizes", nargs="+", type=int)
    parser.add_argument("--memory", default="2G")
    asked = parser.parse_args()
    if asked.texts and asked.quality:
        good(asked.texts)
    elif asked.texts:
        beside(asked.texts, asked.peers, asked.rounds)
    if asked.sizes:
        grown(asked.sizes, asked.memory)


if __name__ == "__main__":
    main()
