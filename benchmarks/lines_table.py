"""The labelled lines as tables: by set, by half of the publishers, by language, by kind.

    python benchmarks/lines_table.py --bench DIR [--variants naive_article traf_default]

`DIR` is laid out as for `lines.py`. Publishers fall into two halves by a hash of their names: the
rules of shape were made mostly with the pages of half a in sight, and half b says what they are
worth on pages of others. A page loses a paragraph if a line of its story is lost that has 12 words
or more and ends like a sentence. By kind stand the words of each kind of furniture that there are
most of.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
from collections.abc import Iterable
from pathlib import Path

from cleaner.evaluate.gold import FURNITURE, GoldPage, read_gold
from cleaner.evaluate.score import Counts, Scored, cuts_of, score_page, words_of
from cleaner.rulebook import load_rules
from cleaner.rulebook.passage import CLOSERS, PROSE_WORDS, STOPS

SETS = ("fe", "aeb", "ft", "wcxb", "zh")
NEWS = ("fe", "aeb", "ft")
LANGUAGES, KINDS = 5, 16


def main() -> None:
    """Run the rules and print the tables."""
    options = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    options.add_argument("--bench", type=Path, required=True, help="the folder of the benchmark")
    options.add_argument("--variants", nargs="+", default=["naive_article", "traf_default"])
    asked = options.parse_args()
    book = load_rules()
    for variant in asked.variants:
        files = [asked.bench / "pages" / name / f"lines.{variant}.jsonl.gz" for name in SETS]
        pages = read_gold([file for file in files if file.exists()])
        scored = [score_page(page, cuts_of(page, book)) for page in pages]
        news = [one for one in scored if one.page.source in NEWS]
        languages = collections.Counter(one.page.group("language") for one in news)
        print(f"\n{variant}\n")
        print(
            "| pages of | pages | furniture words gone | story words lost "
            "| pages losing a line | … a paragraph |"
        )
        print("|---|---|---|---|---|---|")
        row("fe, aeb, ft", news)
        for half in "ab":
            row(f"– half {half}", [one for one in news if half_of(one.page) == half])
        for name in SETS:
            row(name, [one for one in scored if one.page.source == name])
        for language, _ in languages.most_common(LANGUAGES):
            row(language, [one for one in news if one.page.group("language") == language])
        kinds(news)


def half_of(page: GoldPage) -> str:
    """Which half a publisher is in."""
    return "ab"[hashlib.sha1(page.group("publisher").encode()).digest()[0] % 2]


def row(name: str, scored: Iterable[Scored]) -> None:
    """A row of the table."""
    scored = list(scored)
    counts = sum((one.counts for one in scored), Counts())
    prose = sum(any(tells(one, place) for place in one.lost) for one in scored)
    got = counts.figures()
    print(
        f"| {name} | {counts.pages} | {got['recall_words']:.1%} | "
        f"{got['loss_words']:.2%} | {counts.pages_losing} | {prose} |"
    )


def tells(one: Scored, place: int) -> bool:
    """Is this line a paragraph of prose?"""
    core = one.page.lines[place].text.rstrip(CLOSERS)
    return words_of(one.page, [place]) >= PROSE_WORDS and core[-1:] in STOPS


def kinds(scored: Iterable[Scored]) -> None:
    """The kinds of furniture with most words, and what went of them."""
    there, gone = collections.Counter[str](), collections.Counter[str]()
    for one in scored:
        for place, line in enumerate(one.page.lines):
            if line.label == FURNITURE:
                words = words_of(one.page, [place])
                there[line.kind] += words
                gone[line.kind] += words * (place in one.cuts)
    print("\n| kind | words | gone |\n|---|---|---|")
    for kind, words in there.most_common(KINDS):
        print(f"| {kind} | {words:,} | {gone[kind] / words:.0%} |")


if __name__ == "__main__":
    main()
