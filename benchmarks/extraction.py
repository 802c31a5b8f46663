"""How well and at what cost the HTML road finds the story, beside trafilatura.

    python benchmarks/extraction.py --bench PAGES [--sets aeb,fe] [--by lang|publisher|kind]
                                    [--floors fixtures/floors.toml]

`PAGES` holds one folder per set: `gold.jsonl` (`id`, `gold` paragraphs, and where known
`optional` indices, `neutral` and `furniture` lines, `lang`, `publisher`, `kind`, `url`) and
`html/<id>.html.gz`. The measure is precision and recall over word 4-grams, averaged over pages,
and F1 of the two means; letters stand for words where a script sets no spaces. The prediction of
`cleaner` is the displayed standfirst and the text of the record, without the headline; its time is
that of the whole road, from markup to JSON, rules and all.

Each page is read by both in turn and the processor time of each is added up, so that both see the
same machine at the same moment.
"""

from __future__ import annotations

import argparse
import json
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from cleaner import Cleaner, InputError
from cleaner.evaluate.overlap import Score, score, summed
from cleaner.evaluate.texts import GoldText, Paired, read_texts, shown


def by_road(pair: Paired) -> str:
    try:
        article = road().clean(pair.page, url=pair.gold.url, format=pair.format)
    except InputError:
        return ""
    article.to_json()
    return shown(article)


@cache
def road() -> Cleaner:
    return Cleaner()


def by_trafilatura(pair: Paired) -> str:
    import trafilatura

    return trafilatura.extract(pair.page, include_comments=False) or ""


READERS: dict[str, Callable[[Paired], str]] = {
    "cleaner": by_road,
    "trafilatura": by_trafilatura,
}


BY = {"lang": "language", "publisher": "publisher", "kind": "kind"}


def row(name: str, scores: list[Score]) -> str:
    figures = " | ".join(f"{value:.3f}" for value in summed(scores).values())
    return f"| {name} | {len(scores)} | {figures} |"


def below(floors: dict[str, dict[str, float]], scores: dict[str, list[Score]]) -> Iterator[str]:
    """Each figure that has sunk below its floor."""
    for name, wanted in floors.items():
        found = summed(scores[name]) if scores.get(name) else {}
        for figure, floor in wanted.items():
            if found and found[figure] < floor:
                yield f"{name}: {figure} {found[figure]:.4f} is below its floor {floor}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--sets", default="aeb,fe,ft,wcxb,zh")
    parser.add_argument("--by", choices=list(BY))
    parser.add_argument("--out", type=Path, help="write each reader's text as OUT.<reader>.jsonl")
    parser.add_argument("--floors", type=Path, help="fail if a figure sinks below its floor")
    options = parser.parse_args()

    scores: dict[tuple[str, str], list[Score]] = defaultdict(list)
    seconds: dict[str, float] = defaultdict(float)
    texts: dict[str, list[str]] = defaultdict(list)
    for reader in READERS.values():
        page = "<p>Warm up: imports are not what is measured.</p>" * 20
        reader(Paired(GoldText("warm-up", ()), page, "html"))
    sets = options.sets.split(",")
    for number, pair in enumerate(read_texts([options.bench / s / "gold.jsonl" for s in sets])):
        gold = pair.gold
        # Whoever comes second finds the page warm; they take turns.
        order = list(READERS.items())[:: 1 if number % 2 else -1]
        for reader_name, reader in order:
            start = time.process_time()
            text = reader(pair)
            seconds[reader_name] += time.process_time() - start
            groups = [gold.source or "?"]
            groups += [f"{options.by}={gold.group(BY[options.by])}"] if options.by else []
            for group in groups:
                scores[group, reader_name].append(score(gold, text))
            texts[reader_name].append(json.dumps({"id": gold.id, "text": text}))

    print("| set, reader | pages | P | R | F1 | exact |\n|---|---|---|---|---|---|")
    for (group, reader_name), found in scores.items():
        print(row(f"{group}, {reader_name}", found))
    total, peer = seconds["cleaner"], seconds["trafilatura"]
    print(f"\nCPU: cleaner {total:.1f} s, trafilatura {peer:.1f} s, ratio {total / peer:.2f}")
    if options.floors:
        floors = tomllib.loads(options.floors.read_text(encoding="utf-8"))["extraction"]
        ours = {group: found for (group, reader), found in scores.items() if reader == "cleaner"}
        sunk = list(below(floors, ours))
        if sunk:
            raise SystemExit("\n".join(sunk))
    if options.out:
        for reader_name, lines in texts.items():
            Path(f"{options.out}.{reader_name}.jsonl").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
