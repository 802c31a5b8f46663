"""How much of a text is the text that was wanted: precision and recall over runs of four words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from cleaner.evaluate.texts import GoldText

#: Words in a run.
RUN: Final = 4
HALF: Final = 0.5
#: With more optional paragraphs than this, all of them or none are left out.
FEW_OPTIONAL: Final = 4

_WIDE: Final = (
    r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f\u0e80-\u0eff"
    r"\u1000-\u109f\u1780-\u17ff\uff66-\uff9f"
)
#: A letter of a script that sets no spaces between words stands for a word.
_TOKEN: Final = re.compile(rf"[{_WIDE}]|[^\W{_WIDE}]+")
_NOT_KEY: Final = re.compile(r"[\W_]+")


class Score(NamedTuple):
    """One page. A page of which nothing was found has no precision."""

    precision: float | None
    recall: float
    exact: bool  # the same words, no more and no less

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return _mean(self.precision or 0.0, self.recall)


def score(gold: GoldText, text: str) -> Score:
    """Hold a text against the gold. Furniture that the gold names counts on neither side, neutral
    lines not against the text; of the versions with and without optional paragraphs the one
    that fits best is taken."""
    furniture = {key(line) for line in gold.furniture}
    passed_over = furniture | {key(line) for line in gold.neutral}
    found = tokens("\n".join(line for line in text.split("\n") if key(line) not in passed_over))
    theirs = shingles(found)
    best, best_f1 = Score(None, 0.0, exact=False), -1.0
    for paragraphs in _versions(gold):
        wanted = tokens("\n".join(text for text in paragraphs if key(text) not in furniture))
        ours = shingles(wanted)
        hits = (ours & theirs).total()
        f1 = 2 * hits / (ours.total() + theirs.total()) if ours or theirs else 1.0
        if f1 > best_f1:
            best_f1 = f1
            precision = hits / theirs.total() if theirs else None
            best = Score(precision, hits / max(1, ours.total()), exact=wanted == found)
    return best


def differences(gold: GoldText, text: str) -> tuple[list[str], list[str]]:
    """The paragraphs that are missing from a text, and its lines that stand in no paragraph: of
    each, those of whose runs of words less than half are on the other side."""
    lines = [line for line in text.split("\n") if line.strip()]
    optional = {gold.gold[number] for number in gold.optional}
    passed_over = {key(line) for line in (*gold.furniture, *gold.neutral)}
    missing = [one for one in _apart(gold.gold, lines) if one not in optional]
    extra = _apart(lines, gold.gold)
    return (
        [one for one in missing if key(one) not in passed_over],
        [one for one in extra if key(one) not in passed_over],
    )


def _apart(lines: Sequence[str], others: Sequence[str]) -> list[str]:
    there = {run for line in (*others, "\n".join(others)) for run in shingles(tokens(line))}
    found = []
    for line in lines:
        runs = shingles(tokens(line))
        if sum(count for run, count in runs.items() if run in there) < HALF * runs.total():
            found.append(line)
    return found


def summed(scores: Sequence[Score]) -> dict[str, float]:
    """Means over pages, and the harmonic mean of the first two."""
    found = [one.precision for one in scores if one.precision is not None]
    precision = sum(found) / len(found) if found else 0.0
    recall = sum(one.recall for one in scores) / max(1, len(scores))
    exact = sum(one.exact for one in scores) / max(1, len(scores))
    f1 = _mean(precision, recall)
    return {"precision": precision, "recall": recall, "f1": f1, "exact": exact}


def _mean(first: float, second: float) -> float:
    return 2 * first * second / (first + second) if first + second else 0.0


def tokens(text: str) -> list[str]:
    """The words of a text, in order.

    >>> tokens("AFP 报道: talks"), len(shingles(tokens("one two three four five")))
    (['AFP', '报', '道', 'talks'], 2)
    """
    return _TOKEN.findall(unicodedata.normalize("NFC", text))


def shingles(words: list[str]) -> Counter[tuple[str, ...]]:
    """All runs of four words; of fewer words, the one run that they make."""
    starts = range(max(1, len(words) - RUN + 1) if words else 0)
    return Counter(tuple(words[start : start + RUN]) for start in starts)


def key(text: str) -> str:
    """What lines are compared by: their letters and digits, or all of one that has none."""
    return _NOT_KEY.sub("", unicodedata.normalize("NFKC", text).casefold()) or text.strip()


def _versions(gold: GoldText) -> Iterator[list[str]]:
    """The gold text with and without the paragraphs that its makers call optional."""
    optional = gold.optional
    leave: list[tuple[int, ...]] = [()]
    if len(optional) > FEW_OPTIONAL:
        leave.append(optional)
    else:
        leave += [c for n in range(1, len(optional) + 1) for c in combinations(optional, n)]
    for left in leave:
        yield [text for number, text in enumerate(gold.gold) if number not in left]
