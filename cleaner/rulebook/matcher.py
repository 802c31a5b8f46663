"""Which patterns match in which passages: one scan for all, then a closer look at a few.

Every pattern has literal strings that it cannot match without (see `atoms`). One Aho-Corasick
pass over the whole page finds where any of them stands; only the patterns behind those are run.
Phrases that say finitely many things are looked up in a dictionary. Regular expressions are
compiled on first use: most rules meet no page that needs theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import ahocorasick
import regex

from cleaner.rulebook.passage import Hit, Passage
from cleaner.rulebook.phrase import EDGE_LENGTH, edgeless
from cleaner.rulebook.quotes import inside_quotes
from cleaner.rulebook.rule import Condition, Pattern

#: Seconds that one pattern may take on one passage before it is passed over there.
TIMEOUT: Final = 0.5


class Matcher:
    """All patterns of a rule book. Conditions are known by their number in `conditions`."""

    def __init__(self, conditions: Sequence[Condition]) -> None:
        self.conditions = conditions
        self.patterns: list[tuple[int, Pattern]] = [
            (number, pattern)
            for number, condition in enumerate(conditions)
            for pattern in condition.patterns
        ]
        self._of: list[list[int]] = [[] for _ in conditions]
        for number, (owner, _) in enumerate(self.patterns):
            self._of[owner].append(number)
        self._compiled: dict[int, Any] = {}
        self._sayings: dict[str, list[int]] = {}
        self._always: list[int] = []
        atoms: dict[str, list[int]] = {}
        for number, (_, pattern) in enumerate(self.patterns):
            if pattern.sayings is not None:
                for said in pattern.sayings:
                    self._sayings.setdefault(said, []).append(number)
            elif pattern.atoms is not None:
                for atom in pattern.atoms:
                    atoms.setdefault(atom, []).append(number)
            else:
                self._always.append(number)
        self._scan = ahocorasick.Automaton()
        for atom, numbers in atoms.items():
            self._scan.add_word(atom, tuple(numbers))
        if atoms:
            self._scan.make_automaton()
        self._scans = bool(atoms)
        self._longest_saying = max(map(len, self._sayings), default=-1) + 2 * EDGE_LENGTH

    def find(
        self, passages: Sequence[Passage], active: Sequence[bool], *, filtered: bool = True
    ) -> bool:
        """Note in each passage the first match of each active condition.

        `filtered=False` runs every pattern everywhere: slow, and the same by law. Returns
        whether some pattern ran out of time.
        """
        late = False
        candidates = self._candidates(passages) if filtered else self._all(passages)
        for passage, number in candidates:
            owner, _ = self.patterns[number]
            if not active[owner] or owner in passage.hits:
                continue
            words = self.conditions[owner].words
            if words is not None and not words.low <= passage.words <= words.high:
                continue
            try:
                match = next(self.matches(passage, number), None)
            except TimeoutError:
                late = True
                continue
            if match is not None:
                passage.hits[owner] = Hit(number, match)
        return late

    def matches(self, passage: Passage, number: int) -> Iterator[Any]:
        """Every match of one pattern that counts, in order.

        Raises:
            TimeoutError: the pattern took too long.
        """
        owner, pattern = self.patterns[number]
        compiled = self._compiled.get(number)
        if compiled is None:
            compiled = self._compiled[number] = regex.compile(pattern.regex)
        quoted = self.conditions[owner].quoted
        for match in compiled.finditer(passage.view, timeout=TIMEOUT):
            if match.start() < match.end() and (
                quoted or not inside_quotes(passage.view, match.start())
            ):
                yield match

    def all_matches(self, passage: Passage, owner: int) -> Iterator[Any]:
        """Every match of every pattern of one condition."""
        for number in self._of[owner]:
            yield from self.matches(passage, number)

    def _all(self, passages: Sequence[Passage]) -> Iterator[tuple[Passage, int]]:
        for passage in passages:
            for number in range(len(self.patterns)):
                yield passage, number

    def _candidates(self, passages: Sequence[Passage]) -> Iterable[tuple[Passage, int]]:
        found: list[set[int]] = [set(self._always) for _ in passages]
        if self._scans:
            which, border = 0, len(passages[0].view) if passages else 0
            for end, numbers in self._scan.iter("\n".join([p.view for p in passages])):
                while end > border:
                    which += 1
                    border += len(passages[which].view) + 1
                found[which].update(numbers)
        sayings = self._sayings
        for passage, numbers in zip(passages, found, strict=True):
            if len(passage.view) <= self._longest_saying:
                numbers.update(sayings.get(edgeless(passage.view), ()))
            # In the order they were written, so that of two phrases the first one captures.
            for number in sorted(numbers):
                yield passage, number

    def __getstate__(self) -> dict[str, Any]:
        return {"conditions": self.conditions}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["conditions"])  # type: ignore[misc]
