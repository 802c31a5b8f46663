"""What the whole text road costs, beside a bare `ftfy.fix_text` over the same pages.

    python benchmarks/text_road.py TEXTS.jsonl[.gz] [--pages 400] [--rounds 5]

`TEXTS` holds one page a line, its text under `text`. The road is everything from bytes to the JSON
line: decoding, repair, blocks, rules, duplicates, frame, record. Both work on each page in turn, so
that both see the same machine; what is printed is the median over rounds of the ratio of processor
times, and the speed of each in megabytes of UTF-8 a second. `--rules` then repeats the measurement
for growing numbers of rules.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import ftfy

from cleaner import Cleaner, RuleBook, load_rules


def texts(path: Path, pages: int) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open() as file:
        return [json.loads(line)["text"] for _, line in zip(range(pages), file, strict=False)]


def clock(work: Callable[[str], object], page: str) -> float:
    started = time.process_time()
    work(page)
    return time.process_time() - started


def measured(road: Callable[[str], object], pages: list[str], rounds: int) -> tuple[float, float]:
    """Median seconds of the road and of ftfy over all pages, taken in turns."""
    road(pages[0])
    ftfy.fix_text(pages[0])
    ours, theirs = [], []
    for _ in range(rounds):
        own = peer = 0.0
        for page in pages:
            own += clock(road, page)
            peer += clock(ftfy.fix_text, page)
        ours.append(own)
        theirs.append(peer)
    return statistics.median(ours), statistics.median(theirs)


def road_of(cleaner: Cleaner) -> Callable[[str], object]:
    return lambda page: cleaner.clean(page.encode(), format="text").to_json()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rules", action="store_true", help="measure growing numbers of rules")
    options = parser.parse_args()
    pages = texts(options.path, options.pages)
    size = sum(len(page.encode()) for page in pages) / 1e6
    book = load_rules()
    print("| rules | road MB/s | ftfy MB/s | road / ftfy |\n|---|---|---|---|")
    counts = [10, 100, len(book)] if options.rules else [len(book)]
    for count in counts:
        # Every n-th rule, so that each number is the same mixture of languages and labels.
        some = RuleBook(book.rules[:: max(1, len(book) // count)][:count])
        own, peer = measured(road_of(Cleaner(rules=some)), pages, options.rounds)
        print(f"| {count} | {size / own:.2f} | {size / peer:.2f} | {peer / own:.2f} |")


if __name__ == "__main__":
    main()
