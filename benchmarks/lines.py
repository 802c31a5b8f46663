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
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from cleaner.evaluate.gold import STORY, GoldLine, GoldPage, read_gold
from cleaner.evaluate.overlap import key
from cleaner.evaluate.score import cuts_of
from cleaner.evaluate.texts import read_texts
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
        for page in read_gold(files):
            gone = cuts_of(page, book, site=not asked.no_site)
            fired.update(gone.values())
            sink.write(json.dumps({"id": page.id, "removed": sorted(gone)}) + "\n")
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
        for pair in read_texts([file]):
            gold = pair.gold
            known = {key(line) for line in gold.furniture}
            lines = tuple(GoldLine(text, STORY) for text in gold.gold if key(text) not in known)
            gone = cuts_of(GoldPage(gold.id, lines, gold.lang, gold.domain), book)
            blocks += len(lines)
            cuts += len(gone)
            for place, rule in sorted(gone.items()) if asked.show else ():
                print(f"  CUT {gold.id} {rule} | {lines[place].text[:140]}")
        print(f"{file.parent.name:5} {cuts} of {blocks} blocks cut")


if __name__ == "__main__":
    main()
