"""How well and at what cost the HTML reader finds the story, beside trafilatura.

    python benchmarks/extraction.py --bench PAGES [--sets aeb,fe] [--by language|publisher|kind]

`PAGES` holds one folder per set: `gold.jsonl` (`id`, `gold` paragraphs, and where known
`optional` indices, `neutral` and `furniture` lines, `lang`, `publisher`, `kind`, `url`) and
`html/<id>.html.gz`. The measure is precision and recall over word 4-grams, averaged over pages,
and F1 of the two means; letters stand for words where a script sets no spaces. The prediction of
the HTML reader is its displayed standfirst and its text, without the headline.

Each page is read by both in turn and the processor time of each is added up, so that both see the
same machine at the same moment.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from cleaner import labels
from cleaner.errors import InputError
from cleaner.html import read

WIDE = (
    r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f\u0e80-\u0eff"
    r"\u1000-\u109f\u1780-\u17ff\uff66-\uff9f"
)
TOKEN = re.compile(rf"[{WIDE}]|[^\W{WIDE}]+")
NOT_KEY = re.compile(r"[\W_]+")
FLOORS_OF_OPTIONAL = 4  # paragraphs; with more of them, all or none are tried


class Score(NamedTuple):
    """One page, one reader."""

    precision: float | None
    recall: float
    exact: bool


def tokens(text: str) -> list[str]:
    return TOKEN.findall(unicodedata.normalize("NFC", text))


def shingles(words: list[str]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)) if words)


def key(text: str) -> str:
    return NOT_KEY.sub("", unicodedata.normalize("NFKC", text).casefold())


def variants(gold: dict[str, Any]) -> Iterator[list[str]]:
    """The gold text with and without the paragraphs that its makers call optional."""
    optional = gold.get("optional") or []
    leave: list[tuple[int, ...]] = [()]
    if len(optional) > FLOORS_OF_OPTIONAL:
        leave.append(tuple(optional))
    else:
        leave += [c for n in range(1, len(optional) + 1) for c in combinations(optional, n)]
    for left in leave:
        yield [text for i, text in enumerate(gold["gold"]) if i not in left]


def score(gold: dict[str, Any], text: str) -> Score:
    furniture = {key(line) or line for line in gold.get("furniture") or []}
    passed_over = furniture | {key(line) for line in gold.get("neutral") or []}
    lines = [line for line in text.split("\n") if (key(line) or line.strip()) not in passed_over]
    found = tokens("\n".join(lines))
    theirs = shingles(found)
    best, best_f = Score(None, 0.0, exact=False), -1.0
    for paragraphs in variants(gold):
        wanted = tokens("\n".join([p for p in paragraphs if (key(p) or p) not in furniture]))
        ours = shingles(wanted)
        hits = (ours & theirs).total()
        f1 = 2 * hits / (ours.total() + theirs.total()) if ours or theirs else 1.0
        if f1 > best_f:
            best_f = f1
            precision = hits / theirs.total() if theirs else None
            best = Score(precision, hits / max(1, ours.total()), exact=wanted == found)
    return best


def by_tree(page: str, url: str | None) -> str:
    try:
        reading = read(page, url=url)
    except InputError:
        return ""
    kept = (*labels.TEXT, "description")
    return "\n".join([block.text for block in reading.blocks if block.label in kept])


def by_trafilatura(page: str, _: str | None) -> str:
    import trafilatura

    return trafilatura.extract(page, include_comments=False) or ""


READERS: dict[str, Callable[[str, str | None], str]] = {
    "cleaner": by_tree,
    "trafilatura": by_trafilatura,
}


def pages(bench: Path, sets: list[str]) -> Iterator[tuple[str, dict[str, Any], str]]:
    for name in sets:
        for line in (bench / name / "gold.jsonl").open(encoding="utf-8"):
            gold = json.loads(line)
            path = bench / name / "html" / f"{gold['id']}.html.gz"
            if any(text.strip() for text in gold["gold"]):
                with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
                    yield name, gold, file.read()


def row(name: str, scores: list[Score]) -> str:
    found = [s.precision for s in scores if s.precision is not None]
    precision = sum(found) / len(found) if found else 0.0
    recall = sum(s.recall for s in scores) / len(scores)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    exact = sum(s.exact for s in scores) / len(scores)
    return f"| {name} | {len(scores)} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {exact:.3f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--sets", default="aeb,fe,ft,wcxb,zh")
    parser.add_argument("--by", choices=["lang", "publisher", "kind"])
    parser.add_argument("--out", type=Path, help="write each reader's text as OUT.<reader>.jsonl")
    options = parser.parse_args()

    scores: dict[tuple[str, str], list[Score]] = defaultdict(list)
    seconds: dict[str, float] = defaultdict(float)
    texts: dict[str, list[str]] = defaultdict(list)
    for reader in READERS.values():
        reader("<p>Warm up: imports are not what is measured.</p>" * 20, None)
    for number, (name, gold, page) in enumerate(pages(options.bench, options.sets.split(","))):
        # Whoever comes second finds the page warm; they take turns.
        order = list(READERS.items())[:: 1 if number % 2 else -1]
        for reader_name, reader in order:
            start = time.process_time()
            text = reader(page, gold.get("url"))
            seconds[reader_name] += time.process_time() - start
            groups = [name, *([f"{options.by}={gold.get(options.by)}"] if options.by else [])]
            for group in groups:
                scores[group, reader_name].append(score(gold, text))
            texts[reader_name].append(json.dumps({"id": gold["id"], "text": text}))

    print("| set, reader | pages | P | R | F1 | exact |\n|---|---|---|---|---|---|")
    for (group, reader_name), found in scores.items():
        print(row(f"{group}, {reader_name}", found))
    total, peer = seconds["cleaner"], seconds["trafilatura"]
    print(f"\nCPU: cleaner {total:.1f} s, trafilatura {peer:.1f} s, ratio {total / peer:.2f}")
    if options.out:
        for reader_name, lines in texts.items():
            Path(f"{options.out}.{reader_name}.jsonl").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
