"""Fit the scorecard of the HTML reader to pages whose text is known.

    python benchmarks/fit_scorecard.py --bench PAGES [--write]

Needs numpy and scipy. A logistic regression over the evidence on each line, weighted by the
line's share of its page, under the sign that each kind of evidence must have. The table printed
is cross-validated: no page is judged by weights that saw its publisher. `--write` then fits on
all pages and rewrites `cleaner/html/scorecard.py`.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from benchmarks.extraction import row
from cleaner.evaluate.overlap import Score, key, score, shingles, tokens
from cleaner.evaluate.texts import GoldText, Paired, read_texts
from cleaner.html import scorecard
from cleaner.html.evidence import gather
from cleaner.html.facts import Facts
from cleaner.html.judge import SETTLED
from cleaner.html.layout import Layout
from cleaner.html.page import parse
from cleaner.html.reading import Limits
from cleaner.html.story import Story

numpy: Any = import_module("numpy")
sparse: Any = import_module("scipy.sparse")
optimize: Any = import_module("scipy.optimize")

#: What never speaks for a line, and what never against one, whatever a sample of pages says.
AGAINST: Final = (
    "above", "after-edge", "after-link", "after-noisy", "again", "among-links", "before-edge",
    "before-link", "before-noisy", "branch", "called-", "half-link", "head-",
    "heading-before-edge", "heading-before-link", "hidden-here", "in-", "is-title", "like-none",
    "like-title", "link-", "linking-block", "many-links", "names-author", "news-",
    "no-sentence", "noisy", "off-trunk", "signs", "tail-", "unstated", "upper", "with-picture",
)  # fmt: skip
FOR: Final = frozenset({
    "stated", "is-description", "like-description", "itemprop-body", "trunk", "like-most",
    "among-sentences", "heading-before-sentence", "long-paragraph", "after-sentence",
    "before-sentence", "called-quote", "called-embed", "called-standfirst", "called-summary",
})  # fmt: skip
EITHER: Final = frozenset({"noisy-sentence", "in-barren", "in-poor", "in-part", "in-main"})
#: Says nothing that the rest does not say better, or is settled without weighing.
UNUSED: Final = frozenset({
    *SETTLED, "head-standfirst", "in-li", "in-blockquote", "called-body", "called-headline",
    "called-live",
})  # fmt: skip

STRENGTH: Final = 10.0  # of the pull towards 0
FOLDS: Final = 8
WEIGHTS: Final = {"wcxb": 0.5}  # guides and shop pages; the trade is news
LEAST: Final = 0.003  # of a page, for a line of one word
SMALLEST: Final = 0.1  # weights below are dropped
ODDS: Final = 0.5  # from which a line stays


class Page:
    """One page: its lines, the evidence on them and whether each is story."""

    def __init__(self, pair: Paired) -> None:
        gold = self.gold = pair.gold
        self.name = gold.source or "?"
        root, _ = parse(str(pair.page), max_chars=Limits().max_chars)
        layout = Layout(root, max_lines=Limits().max_lines)
        story = Story(layout, Facts(root, url=gold.url))
        self.texts = [line.text for line in story.lines]
        self.evidence = gather(story)
        self.truth = truth(self.texts, gold)


def truth(texts: list[str], gold: GoldText) -> list[bool | None]:
    """Does each line stand in the gold text? None where that cannot be said."""
    known: set[tuple[str, ...]] = set(shingles(tokens("\n".join(gold.gold))))
    whole = {key(paragraph) for paragraph in gold.gold}
    everything = "".join(sorted(whole))
    unclear = {key(line) for line in (*gold.furniture, *gold.neutral)}
    unclear |= {key(gold.gold[i]) for i in gold.optional}
    found: list[bool | None] = []
    for text in texts:
        words, name = tokens(text), key(text)
        if not words or name in unclear:
            found.append(None)
        elif name in whole:
            found.append(True)
        elif len(words) < 4:
            found.append(None if name in everything else False)
        else:
            four = [tuple(words[i : i + 4]) for i in range(len(words) - 3)]
            share = sum(shingle in known for shingle in four) / len(four)
            found.append(True if share >= 0.7 else False if share <= 0.35 else None)
    return found


def bounds(name: str) -> tuple[float | None, float | None]:
    if name in EITHER:
        return (None, None)
    if name in FOR or (name.endswith("-code") and "link" not in name):
        return (0, None)
    return (None, 0) if name.startswith(AGAINST) else (None, None)


class Fit:
    """The lines of all pages as one matrix."""

    def __init__(self, all_pages: list[Page]) -> None:
        self.names = sorted({e for p in all_pages for found in p.evidence for e in found} - UNUSED)
        column = {name: i for i, name in enumerate(self.names)}
        data, truths, weights, owners = [], [], [], []
        for number, page in enumerate(all_pages):
            sizes = [len(tokens(text)) for text in page.texts]
            total = sum(sizes) or 1
            for found, is_story, size in zip(page.evidence, page.truth, sizes, strict=True):
                data.append([column[name] for name in found if name in column])
                truths.append(-1 if is_story is None else int(is_story))
                weights.append((size / total + LEAST) * WEIGHTS.get(page.name, 1.0))
                owners.append(number)
        rows = numpy.repeat(numpy.arange(len(data)), [len(found) for found in data])
        columns = numpy.concatenate([numpy.array(found, dtype=int) for found in data])
        shape = (len(data), len(self.names))
        self.matrix = sparse.csr_matrix((numpy.ones(len(rows)), (rows, columns)), shape=shape)
        self.truth, self.owner = numpy.array(truths), numpy.array(owners)
        self.weight = numpy.array(weights) / numpy.mean(weights)

    def solve(self, rows: Any) -> Any:
        """Weights and, last, the base."""
        rows = rows[self.truth[rows] >= 0]
        matrix, sign = self.matrix[rows], self.truth[rows] * 2 - 1
        weight, turned = self.weight[rows], self.matrix[rows].T.tocsr()

        def loss(point: Any) -> tuple[Any, Any]:
            margin = sign * (matrix @ point[:-1] + point[-1])
            slope = -sign * weight / (1 + numpy.exp(margin))
            gradient = numpy.append(turned @ slope + STRENGTH * point[:-1], slope.sum())
            cost = (weight * numpy.logaddexp(0, -margin)).sum()
            return cost + 0.5 * STRENGTH * (point[:-1] ** 2).sum(), gradient

        limits = [*map(bounds, self.names), (None, None)]
        start = numpy.zeros(len(limits))
        options = {"maxiter": 400}
        solved = optimize.minimize(
            loss, start, jac=True, method="L-BFGS-B", bounds=limits, options=options
        )
        return solved.x

    def scores(self, point: Any, rows: Any) -> Any:
        return self.matrix[rows] @ point[:-1] + point[-1]


def folds(all_pages: list[Page]) -> list[int]:
    """A fold for each page: all pages of a publisher in one, the folds about equally large."""
    count = Counter(str(page.gold.publisher) for page in all_pages)
    load = [0] * FOLDS
    home = {}
    for publisher, number in sorted(count.items(), key=lambda item: (-item[1], item[0])):
        home[publisher] = load.index(min(load))
        load[home[publisher]] += number
    return [home[str(page.gold.publisher)] for page in all_pages]


def kept(page: Page, scores: list[float]) -> str:
    lines = []
    for text, found, value in zip(page.texts, page.evidence, scores, strict=True):
        settled = not found.isdisjoint(SETTLED)
        stays = value >= math.log(ODDS / (1 - ODDS)) and not settled
        if stays or "head-standfirst" in found:
            lines.append(text)
    return "\n".join(lines)


def write(names: list[str], point: Any) -> None:
    points = sorted((round(10 * w), n) for n, w in zip(names, point, strict=False))
    body = "".join([f'    "{n}": {p},\n' for p, n in points if abs(p) >= 10 * SMALLEST])
    source = Path(str(scorecard.__file__))
    head, _, rest = source.read_text(encoding="utf-8").partition("BASE: Final = ")
    _, _, middle = rest.partition("\n")
    before, _, _ = middle.partition("THRESHOLD: Final = ")
    threshold = round(10 * math.log(ODDS / (1 - ODDS)))
    source.write_text(
        f"{head}BASE: Final = {round(10 * point[-1])}\n{before}THRESHOLD: Final = {threshold}\n\n"
        f"POINTS: Final[dict[str, int]] = {{\n{body}}}\n",
        encoding="utf-8",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--sets", default="aeb,fe,ft,wcxb,zh")
    parser.add_argument("--write", action="store_true", help="rewrite the scorecard")
    options = parser.parse_args()
    files = [options.bench / name / "gold.jsonl" for name in options.sets.split(",")]
    everything = [Page(pair) for pair in read_texts(files)]
    fit = Fit(everything)
    fold = numpy.array(folds(everything))[fit.owner]
    values = numpy.zeros(len(fit.owner))
    for number in range(FOLDS):
        point = fit.solve(numpy.flatnonzero(fold != number))
        out = numpy.flatnonzero(fold == number)
        values[out] = fit.scores(point, out)
    results: dict[str, list[Score]] = {}
    for number, page in enumerate(everything):
        text = kept(page, values[fit.owner == number])
        results.setdefault(page.name, []).append(score(page.gold, text))
    print("| set, cross-validated | pages | P | R | F1 | exact |\n|---|---|---|---|---|---|")
    for name, found in results.items():
        print(row(name, found))
    if options.write:
        write(fit.names, fit.solve(numpy.arange(len(fit.owner))))


if __name__ == "__main__":
    main()
