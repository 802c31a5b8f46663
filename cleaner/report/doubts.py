"""What a person should look at first: articles in which a cut may have gone too far."""

from __future__ import annotations

from typing import Final, NamedTuple

from cleaner.record import Article, Flag
from cleaner.rulebook.passage import CLOSERS, PROSE_WORDS, STOPS
from cleaner.rulebook.view import count_words

#: More than this share of an article's words is gone: a page of furniture, or a bad cut.
MOST_REMOVED: Final = 0.5
#: One rule took more than this share of an article's words.
ONE_RULE: Final = 0.25
#: Articles with fewer words than this (kept and removed) are too short for shares to speak.
ENOUGH_WORDS: Final = 60
_FLAGS: Final[dict[Flag, str]] = {
    "over-cut": "rules took more prose than the limit",
    "empty-body": "nothing is left",
    "suspect-encoding": "looks damaged, and was not repaired",
    "lossy-decode": "bytes were lost",
    "rule-timeout": "a rule ran out of time",
}


class Doubt(NamedTuple):
    """A reason to look, and how much it weighs (1 is certain trouble)."""

    weight: float
    why: str


def doubts(article: Article) -> list[Doubt]:
    """Reasons to doubt what was cut from an article, heaviest first; usually none.

    Three are measured: most of the words are gone, one rule took a large share of them, and a
    cut that reads like prose stands between two paragraphs that stayed. The others are flags of
    the record.
    """
    if "not-an-article" in article.flags:
        return []  # an error page or a shell: there was no story to hurt
    found = [Doubt(0.9, why) for flag, why in _FLAGS.items() if flag in article.flags]
    gone = article.counts.removed_words
    total = gone + article.counts.words
    if total >= ENOUGH_WORDS:
        if gone / total > MOST_REMOVED:
            found.append(Doubt(gone / total, f"{gone / total:.0%} of the words are gone"))
        rule, words = _greediest(article)
        if words / total > ONE_RULE:
            found.append(Doubt(words / total, f"{rule} took {words / total:.0%} of the words"))
    if prose := _mid_prose(article):
        found.append(Doubt(min(1.0, 0.6 + 0.1 * len(prose)), f"{prose[0]} cut in mid-prose"))
    return sorted(found, reverse=True)


def _greediest(article: Article) -> tuple[str, int]:
    words: dict[str, int] = {}
    for removal in article.removed:
        if removal.duplicate_of is None:
            words[removal.rule] = words.get(removal.rule, 0) + count_words(removal.text)
    return max(((count, rule) for rule, count in words.items()), default=(0, ""))[::-1]


def _mid_prose(article: Article) -> list[str]:
    """Rules that took something that reads like a sentence between two kept sentences."""
    prose = [block for block in article.blocks if _reads_like_prose(block.text)]
    if len(prose) < 2:
        return []
    first, last = prose[0].end, prose[-1].start
    return [
        removal.rule
        for removal in article.removed
        if first <= removal.start
        and removal.end <= last
        # A copy's words still stand in the article.
        and removal.duplicate_of is None
        and _reads_like_prose(removal.text)
    ]


def _reads_like_prose(text: str) -> bool:
    core = text.rstrip(CLOSERS)
    return bool(core) and core[-1] in STOPS and count_words(text) >= PROSE_WORDS
