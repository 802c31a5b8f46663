"""How much furniture do the rules find on real pages, and what do they cost?

    python benchmarks/lines.py --bench DIR [--sets fe aeb ft] [--variants naive_article …]

`DIR` holds `pages/<set>/lines.<variant>.jsonl.gz` (labelled lines of pages as flat text) and
`eval_lines.py`, which does the scoring. The rule book runs over the lines of each page, one block
a line, with the language and the site known; its predictions are written to `--out` and scored.
The gold texts themselves are run too: whatever the rules cut there is a loss.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cleaner.draft import Block
from cleaner.rulebook import RuleBook, load_rules

SETS = ("fe", "aeb", "ft", "wcxb", "zh")
VARIANTS = ("naive_article", "naive_all", "traf_default", "traf_precision")


def main() -> None:
    """Run, score and print."""
    options = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    options.add_argument("--bench", type=Path, required=True, help="the folder of the benchmark")
    options.add_argument("--sets", nargs="+", default=list(SETS))
    options.add_argument("--variants", nargs="+", default=list(VARIANTS))
    options.add_argument(
        "--out", type=Path, help="where the predictions go (else a scratch folder)"
    )
    options.add_argument("--show", type=int, default=0, help="print so many lines lost")
    options.add_argument("--no-site", action="store_true", help="as if the publisher were unknown")
    options.add_argument("--select", nargs="*", default=())
    asked = options.parse_args()
    book = load_rules(select=asked.select)
    print(f"{len(book)} rules")
    with tempfile.TemporaryDirectory() as scratch:
        out = asked.out or Path(scratch)
        out.mkdir(parents=True, exist_ok=True)
        for variant in asked.variants:
            files = [asked.bench / "pages" / s / f"lines.{variant}.jsonl.gz" for s in asked.sets]
            score(book, [f for f in files if f.exists()], variant, out, asked)
        golds = [asked.bench / "pages" / s / "gold.jsonl" for s in asked.sets]
        losses(book, [f for f in golds if f.exists()], asked)


def score(
    book: RuleBook, files: list[Path], variant: str, out: Path, asked: argparse.Namespace
) -> None:
    """Predict and score one variant: the sets together, then each alone."""
    predictions = out / f"{variant}.jsonl"
    fired: collections.Counter[str] = collections.Counter()
    with predictions.open("w", encoding="utf-8") as sink:
        for file in files:
            for page in rows(file):
                texts = [line["text"] for line in page["lines"]]
                gone = cut(book, texts, page, site=not asked.no_site)
                fired.update(gone.values())
                sink.write(json.dumps({"id": page["id"], "removed": sorted(gone)}) + "\n")
    print(f"\n== {variant}: {len(fired)} rules fired")
    command = [
        sys.executable, str(asked.bench / "eval_lines.py"), "--pred", str(predictions),
        "--show", str(asked.show), "--lines",
    ]  # fmt: skip
    news = [str(f) for f in files if f.parent.name in ("fe", "aeb", "ft")]
    if news:
        print("-- news sets together", flush=True)
        subprocess.run([*command, *news, "--by", "source", "--by", "lang"], check=True)
    for file in files:
        print(f"-- {file.parent.name}", flush=True)
        subprocess.run([*command, str(file), "--bootstrap", "200"], check=True)


def losses(book: RuleBook, files: list[Path], asked: argparse.Namespace) -> None:
    """What is cut from the gold texts, which hold no furniture but what their makers missed."""
    print("\n== gold texts")
    for file in files:
        blocks = cuts = 0
        for page in rows(file):
            known = set(page.get("furniture", ()))
            texts = page["gold"]
            gone = {k: v for k, v in cut(book, texts, page).items() if k not in known}
            blocks += len(texts) - len(known)
            cuts += len(gone)
            for place, rule in sorted(gone.items()) if asked.show else ():
                print(f"  CUT {page['id']} {rule} | {texts[place][:140]}")
        print(f"{file.parent.name:5} {cuts} of {blocks} blocks cut")


def cut(
    book: RuleBook, texts: list[str], page: dict[str, Any], *, site: bool = True
) -> dict[int, str]:
    """The lines that leave, by number, each with the rule that took it."""
    blocks, places, at = [], [], 0
    for place, text in enumerate(texts):
        if text.strip():
            blocks.append(Block(at, at + len(text)))
            places.append(place)
        at += len(text) + 2
    labelled = book.label(
        blocks,
        "\n\n".join(texts),
        language=page.get("lang"),
        site=page.get("domain") if site else None,
    )
    return {
        place: block.reason.rule if block.reason else "?"
        for place, block in zip(places, labelled.blocks, strict=True)
        if not block.kept
    }


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSONL file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


if __name__ == "__main__":
    main()
