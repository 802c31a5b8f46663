"""Guards that a passage answers by itself, whatever stands around it and whatever it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final

from cleaner.rulebook.passage import Passage
from cleaner.rulebook.rule import Condition, Range


class Guard:
    """One guard of a condition. Equal ones are one object, so that they are answered once for a
    page, and looked up by what they are."""

    __slots__ = ("name", "wanted")

    def __init__(self, name: str, wanted: Any) -> None:
        self.name, self.wanted = name, wanted

    def holds(self, passage: Passage) -> bool:
        """Does it hold of this passage?"""
        return _ANSWERS[self.name](passage, self.wanted)


@cache
def guard(name: str, wanted: Any) -> Guard:
    """The guard of this name that wants this."""
    return Guard(name, wanted)


_ANSWERS: Final[dict[str, Callable[[Passage, Any], bool]]] = {
    "words": lambda passage, wanted: passage.words in wanted,
    "chars": lambda passage, wanted: len(passage.view) in wanted,
    "sentence": lambda passage, wanted: passage.sentence == wanted,
    "prose": lambda passage, wanted: passage.prose == wanted,
    "numbered": lambda passage, wanted: passage.numbered == wanted,
    "tree": lambda passage, wanted: (passage.tree is not None) == wanted,
    "links": lambda passage, wanted: passage.tree is not None and passage.tree.links in wanted,
    "tag": lambda passage, wanted: (
        passage.tree is not None and not passage.tree.tags.isdisjoint(wanted)
    ),
}


def guards_of(condition: Condition) -> Iterator[Guard]:
    """The guards that a condition states, and what its patterns cannot do without: if none of
    them matches long blocks, a length; if all of them hold a digit, a digit."""
    for name in ("words", "chars", "sentence", "prose", "links", "tag"):
        wanted = getattr(condition, name)
        if wanted is not None and wanted != ():
            yield guard(name, wanted)
    lengths = [pattern.longest for pattern in condition.patterns]
    if lengths and None not in lengths:
        yield guard("chars", Range(0, max(length or 0 for length in lengths)))
    if lengths and all(pattern.digit for pattern in condition.patterns):
        yield guard("numbered", True)
