"""What the whole text road costs, beside peers over the same pages, and how it grows with rules.

    python benchmarks/text_road.py TEXTS.jsonl[.gz] [--peer-python PYTHON] [--rules|--strip|--stages]

`TEXTS` holds one page a line, its text under `text`. The road is everything from bytes to the JSON
line: decoding, repair, blocks, rules, duplicates, frame, record. The peers are a bare
`ftfy.fix_text` and, run by a `PYTHON` that has datatrove and its extras, datatrove's FTFY, C4 and
Gopher filters. All work on each page in turn, so that all see the same machine; what is printed
is the median over rounds of processor time.

`--stages` says what each stage of the road costs in nanoseconds a character, beside ftfy.
`--rules` repeats that for growing numbers of rules. `--strip` times the strip stage alone, for
10, 100, all and 2,000 rules; what is missing to 2,000 is made up by copies under other names,
which are led to whenever their rule is, so that they cost more than new rules would.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import ftfy
import msgspec

from cleaner import Cleaner, Page, RuleBook, load_rules, pipeline
from cleaner.rulebook import Rule
from cleaner.stages.strip import strip

PEER = Path(__file__).parent / "peers" / "datatrove_filters.py"
MANY = 2000

#: Works on a page and says how many seconds of processor time it took.
Timed = Callable[[str], float]


def texts(path: Path, pages: int) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open() as file:
        return [json.loads(line)["text"] for _, line in zip(range(pages), file, strict=False)]


def timed(work: Callable[[str], object]) -> Timed:
    def clock(page: str) -> float:
        started = time.process_time()
        work(page)
        return time.process_time() - started

    return clock


def datatrove(python: str) -> Timed:
    """datatrove's filters in a process of their own, which measures itself."""
    child = subprocess.Popen(
        [python, str(PEER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def clock(page: str) -> float:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(json.dumps(page) + "\n")
        child.stdin.flush()
        return float(child.stdout.readline())

    return clock


def road_of(cleaner: Cleaner) -> Timed:
    return timed(lambda page: cleaner.clean(page.encode(), format="text").to_json())


def strip_of(rules: RuleBook) -> Timed:
    """The strip stage alone, on what the stages before it made of the page."""
    before = Cleaner(rules=rules, stages=("decode", "repair", "extract"))

    def clock(page: str) -> float:
        draft = before.draft(Page(content=page.encode(), format="text"))
        started = time.process_time()
        strip(draft, rules=rules)
        return time.process_time() - started

    return clock


def measured(works: Sequence[Timed], pages: list[str], rounds: int) -> list[float]:
    """Median seconds of each over all pages, taken in turns, after a round to warm up."""
    took: list[list[float]] = [[] for _ in works]
    for number in range(rounds + 1):
        sums = [0.0] * len(works)
        for page in pages:
            for place, work in enumerate(works):
                sums[place] += work(page)
        if number:
            for place, seconds in enumerate(sums):
                took[place].append(seconds)
    return [statistics.median(one) for one in took]


def some(rules: Sequence[Rule], count: int) -> RuleBook:
    """Every n-th rule, so that each number is the same mixture of languages and labels; beyond
    all of them, copies under other names."""
    if count <= len(rules):
        return RuleBook(rules[:: max(1, len(rules) // count)][:count])
    copies = [
        msgspec.structs.replace(rule, id=f"{rule.id}-{number}", was=())
        for number in range(1, count // len(rules) + 1)
        for rule in rules
    ]
    return RuleBook([*rules, *copies[: count - len(rules)]])


def growth(rules: Sequence[Rule], pages: list[str], rounds: int) -> None:
    counts = [10, 100, len(rules), MANY]
    took = measured([strip_of(some(rules, count)) for count in counts], pages, rounds)
    print("| rules | strip, ms a page | beside 10 rules |\n|---|---|---|")
    for count, seconds in zip(counts, took, strict=True):
        print(f"| {count} | {seconds / len(pages) * 1e3:.2f} | {seconds / took[0]:.2f} |")


def stages(rules: RuleBook, pages: list[str], rounds: int) -> None:
    """What each stage costs: each is taken aside, and the clock's own time is part of it."""
    spent = dict.fromkeys((*pipeline.STAGES, "close", "JSON", "ftfy"), 0.0)

    def aside(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def clock(*args: Any, **options: Any) -> Any:
            started = time.process_time()
            done = work(*args, **options)
            spent[name] += time.process_time() - started
            return done

        return clock

    for name in (*pipeline.STAGES, "close"):
        setattr(pipeline, name, aside(name, getattr(pipeline, name)))
    cleaner, mend = Cleaner(rules=rules), aside("ftfy", ftfy.fix_text)
    write = aside("JSON", lambda article: article.to_json())
    for number in range(rounds + 1):
        if number == 1:
            spent.update(dict.fromkeys(spent, 0.0))
        for page in pages:
            write(cleaner.clean(page.encode(), format="text"))
            mend(page)
    size = rounds * sum(map(len, pages))
    print("| stage | ns a character |\n|---|---|")
    for name, seconds in spent.items():
        print(f"| {name} | {seconds / size * 1e9:.0f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peer-python", help="a Python that has datatrove and its extras")
    parser.add_argument("--rules", action="store_true", help="measure growing numbers of rules")
    parser.add_argument("--stages", action="store_true", help="measure each stage")
    parser.add_argument("--strip", action="store_true", help="measure the strip stage alone")
    options = parser.parse_args()
    pages = texts(options.path, options.pages)
    rules = load_rules().rules
    if options.strip:
        growth(rules, pages, options.rounds)
        return
    if options.stages:
        stages(load_rules(), pages, options.rounds)
        return
    peers = {"ftfy": timed(ftfy.fix_text)}
    if options.peer_python:
        peers["datatrove"] = datatrove(options.peer_python)
    size = sum(len(page.encode()) for page in pages) / 1e6
    names = [f"{name} MB/s" for name in ("road", *peers)] + [f"road / {name}" for name in peers]
    print("| rules |", " | ".join(names), "|\n|" + "---|" * (1 + len(names)))
    for count in [10, 100, len(rules)] if options.rules else [len(rules)]:
        road = road_of(Cleaner(rules=some(rules, count)))
        own, *others = measured([road, *peers.values()], pages, options.rounds)
        speeds = [f"{size / seconds:.2f}" for seconds in (own, *others)]
        print(f"| {count} |", " | ".join([*speeds, *[f"{o / own:.2f}" for o in others]]), "|")


if __name__ == "__main__":
    main()
