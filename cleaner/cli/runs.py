"""Two runs over the same pages: what did the second do otherwise?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from cleaner.cli.paint import Painter
from cleaner.errors import ConfigError
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
    found: dict[str, Article] = {}
    number = 0
    try:
        with path.open("rb") as file:
            for line in file:
                number += 1
                if line.strip():
                    article = Article.from_json(line)
                    found[article.id] = article
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}:{number}:1: not a record: {error}") from error
    return found
