"""Two runs over the same pages: what did the second do otherwise?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from cleaner.cli.paint import Painter
from cleaner.readers.records import read_records
from cleaner.record import Article


def compared(before: Path, after: Path, painter: Painter) -> Iterator[str]:
    """Lines that tell the cuts gained and lost, article by article, then rule by rule.

    Raises:
        ConfigError: a file cannot be read or holds something else than records.
    """
    old, new = _read(before), _read(after)
    gained: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    changed = 0
    both = sorted(old.keys() & new.keys())
    for key in both:
        first, second = old[key], new[key]
        changed += first.text != second.text
        cuts, then = _cuts(first), _cuts(second)
        if cuts == then:
            continue
        yield painter.style(f"--- {second.source or key}", "bold")
        for rule, text in sorted((cuts - then).elements()):
            lost[rule] += 1
            yield from painter.change("+", text, "green", f"no longer cut by {rule}")
        for rule, text in sorted((then - cuts).elements()):
            gained[rule] += 1
            yield from painter.change("-", text, "red", f"now cut by {rule}")
    for rule in sorted(gained.keys() | lost.keys()):
        yield f"{rule}: {gained[rule]} cuts gained, {lost[rule]} lost"
    yield f"{len(both)} articles in both, {changed} with another text"
    for path, only in ((before, old.keys() - new.keys()), (after, new.keys() - old.keys())):
        if only:
            yield f"{len(only)} only in {path}"


def _cuts(article: Article) -> Counter[tuple[str, str]]:
    return Counter((removal.rule, removal.text) for removal in article.removed)


def _read(path: Path) -> dict[str, Article]:
    return {article.id: article for article in read_records([path])}
