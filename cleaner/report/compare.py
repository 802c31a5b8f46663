"""Two runs over the same pages: cuts gained and lost, rule by rule."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import Final

import msgspec

from cleaner.record import Article

#: Cuts shown of a rule that gained or lost some.
SAMPLES: Final = 5
_SAMPLE_CHARS: Final = 240


class Changes(msgspec.Struct):
    """What the second run did otherwise."""

    both: int = 0
    changed: int = 0  # articles whose text is another
    only_before: int = 0
    only_now: int = 0
    gained: Counter[str] = msgspec.field(default_factory=Counter)
    lost: Counter[str] = msgspec.field(default_factory=Counter)
    samples: dict[str, list[tuple[str, str]]] = {}  # rule → ("+" or "-", text)

    @property
    def rules(self) -> list[str]:
        """Rules that gained or lost cuts, the most changed first."""
        ids = self.gained.keys() | self.lost.keys()
        return sorted(ids, key=lambda rule: (-self.gained[rule] - self.lost[rule], rule))


class Before:
    """The run to compare with, folded small: of each cut, its rule and a digest of its text.

    Texts that are no longer cut are told by the articles of the new run, whose blocks hold them;
    so no text of the old run has to be kept.
    """

    def __init__(self, records: Iterable[Article]) -> None:
        self._of: dict[str, tuple[str, tuple[tuple[str, bytes], ...]]] = {}
        for article in records:
            cuts = tuple((removal.rule, _digest(removal.text)) for removal in article.removed)
            self._of[article.id] = (article.text_sha256, cuts)
        self._met: set[str] = set()

    def compare(self, article: Article, changes: Changes) -> None:
        """Count what the new run did otherwise with one article."""
        old = self._of.get(article.id)
        if old is None:
            changes.only_now += 1
            return
        self._met.add(article.id)
        changes.both += 1
        changes.changed += old[0] != article.text_sha256
        texts = {_digest(removal.text): removal.text for removal in article.removed}
        now = Counter((removal.rule, _digest(removal.text)) for removal in article.removed)
        then = Counter(old[1])
        for rule, digest in (now - then).elements():
            changes.gained[rule] += 1
            _sample(changes, rule, "-", texts[digest])
        gone = list((then - now).elements())
        if gone:
            kept = {_digest(block.text): block.text for block in article.blocks}
            for rule, digest in gone:
                changes.lost[rule] += 1
                if digest in kept or digest in texts:
                    _sample(changes, rule, "+", kept.get(digest) or texts[digest])

    def finish(self, changes: Changes) -> None:
        """Count what the new run does not hold at all."""
        changes.only_before = len(self._of.keys() - self._met)


def _sample(changes: Changes, rule: str, mark: str, text: str) -> None:
    samples = changes.samples.setdefault(rule, [])
    if sum(seen == mark for seen, _ in samples) < SAMPLES:
        text = " ".join(text.split())
        shown = text[:_SAMPLE_CHARS] + "…" * (len(text) > _SAMPLE_CHARS)
        if (mark, shown) not in samples:
            samples.append((mark, shown))


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=8).digest()
