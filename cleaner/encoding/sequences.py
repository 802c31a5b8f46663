"""Sequences of UTF-8 in text that was read as Windows-1252 or Latin-1, and what the torn ones were.

Each byte shows as a character; a lost one as nothing, as `?`, a blank or U+FFFD. For a sequence
that begins at some place this lists everything that it may have been.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from cleaner.encoding import letters, typography
from cleaner.encoding.codepages import characters
from cleaner.encoding.letters import Model

ALL = 1 << 30  # dearer than anything
BEAM = 5
Guess = tuple[int, str, bool]  # characters taken, what it was, whether bytes were lost
Next = tuple[int, str, str]  # cost, letter, tail of letters after it (or it in lower case)

HOLES = frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D))  # undefined in Windows-1252
CONTROLS = frozenset(range(0x80, 0xA0))  # controls in Latin-1
NBSP = 0xA0
_PLACES = 1 << 10  # more than a language has letters
RARE = 20  # letters this dear are not proposed where bytes were lost

BYTE = {chr(byte): byte for byte in range(0x80, 0x100)}
BYTE |= {c: byte for byte, c in enumerate(characters("cp1252")) if byte >= 0x80}
LEADS = frozenset(c for c, byte in BYTE.items() if 0xC2 <= byte <= 0xF4 and c.isprintable())

# A dash whose last byte read as a quotation mark, which somebody straightened.
STRAIGHTENED = 'â€"'


@dataclass(frozen=True, slots=True)
class Loss:
    """What became of the bytes: which are lost, and what stands in their place."""

    lost: frozenset[int]
    markers: frozenset[str]  # "" where they were dropped


class Choice:
    """Letters of which one may follow, the cheapest first, and no more of them than can be among
    the best."""

    def __init__(self, language: str, choice: Iterable[str]) -> None:
        self._costs = letters.model(language).costs
        self._letters = sorted((c, c.lower()) for c in choice)
        self._many = len(self._letters) > BEAM
        # By tail, for each letter its cost and its place among the letters, in one number: of those
        # the garbage collector need not look at any.
        self._ranks: dict[str, tuple[int, ...]] = {}

    def after(self, tail: str, most: int = ALL) -> list[Next]:
        """The cost of each letter after `tail`, if it is no more than `most`, the letter, and the
        tail that it makes."""
        found = []
        if self._many:
            for rank in self._ranked(tail)[:BEAM]:
                cost, at = divmod(rank, _PLACES)
                if cost > most:
                    break
                c, low = self._letters[at]
                found.append((cost, c, (tail + low)[-letters.REACH :]))
            return found
        costs = self._costs
        for c, low in self._letters:
            longer = tail + low
            found.append((costs[longer], c, longer[-letters.REACH :]))
        if len(found) > 1:
            found.sort()
        return found

    def final(self, tail: str) -> list[Next]:
        """The same of the one letter that ends a word best."""
        best: tuple[int, str, int, str] | None = None
        for cost, c, new_tail in self._all_after(tail):
            if best is not None and cost > best[0]:
                break
            ending = (cost + self._costs[new_tail + " "], c, cost, new_tail)
            best = ending if best is None else min(best, ending)
        return [(best[2], best[1], best[3])] if best else []

    def _all_after(self, tail: str) -> Iterable[Next]:
        if not self._many:
            return self.after(tail)
        ranks = ((rank // _PLACES, *self._letters[rank % _PLACES]) for rank in self._ranked(tail))
        return ((cost, c, (tail + low)[-letters.REACH :]) for cost, c, low in ranks)

    def _ranked(self, tail: str) -> tuple[int, ...]:
        """What many letters cost after `tail`: what they cost after less of it, but for those of
        which the model knows better."""
        ranks = self._ranks.get(tail)
        if ranks is not None:
            return ranks
        if not tail:
            costs = self._costs
            found = [_PLACES * costs[low] + i for i, (_, low) in enumerate(self._letters)]
        else:
            own = self._costs.following(tail)
            found = [rank + _PLACES * letters.BACKOFF for rank in self._ranked(tail[1:])]
            if own:
                for i, rank in enumerate(found):
                    cost = own.get(self._letters[rank % _PLACES][1])
                    if cost is not None:
                        found[i] = _PLACES * cost + rank % _PLACES
        found.sort()
        ranks = tuple(found)
        if len(tail) < letters.REACH:
            if len(self._ranks) > letters.MEMORY // 10:
                self._ranks.clear()
            self._ranks[tail] = ranks
        return ranks


@lru_cache(maxsize=1024)
def _choice(language: str, choice: tuple[str, ...]) -> Choice:
    return Choice(language, choice)


class Option(NamedTuple):
    """What may stand in a place, of one length: letters, capitals, and the rest one by one."""

    taken: int
    hurt: bool
    small: Choice | None
    capitals: Choice | None
    others: tuple[str, ...]
    sure: str = ""  # the one small letter that it is, where nothing was lost


def options(guesses: Iterable[Guess], model: Model) -> list[Option]:
    """Guesses about one place, put together by kind."""
    kinds: dict[tuple[int, bool], tuple[list[str], list[str], list[str]]] = {}
    for taken, was, hurt in guesses:
        small, capitals, others = kinds.setdefault((taken, hurt), ([], [], []))
        if was.lower() in model.alphabet:
            (small if was == was.lower() else capitals).append(was)
        else:
            others.append(was)
    return [
        Option(
            taken,
            hurt,
            _choice(model.language, tuple(small)) if small else None,
            _choice(model.language, tuple(capitals)) if capitals else None,
            tuple(others),
            small[0] if not hurt and len(small) == 1 and not capitals and not others else "",
        )
        for (taken, hurt), (small, capitals, others) in kinds.items()
    ]


@dataclass
class Table:
    """The characters that a language may have lost, by the first of their bytes."""

    model: Model
    by_lead: dict[int, list[tuple[str, bytes]]] = field(default_factory=dict)


@cache
def table(language: str) -> Table:
    model = letters.model(language)
    wanted = set(typography.MARKS) - {"\N{MULTIPLICATION SIGN}"}  # a capital, where it is lost
    for letter in model.alphabet:
        if not letter.isascii() and len(letter.upper()) == 1:
            if model.costs[letter] <= RARE:
                wanted |= {letter, letter.upper()}
        elif not letter.isascii():
            wanted.add(letter)
    made = Table(model)
    for c in sorted(wanted):
        data = c.encode()
        made.by_lead.setdefault(data[0], []).append((c, data[1:]))
    return made


class Sequences:
    """What sequences may have been, in one language and under one idea of the loss.

    >>> Sequences("en", Loss(HOLES, frozenset(("",)))).at("“so,â€ he", 4)
    [Option(taken=2, hurt=True, small=None, capitals=None, others=('”',), sure='')]
    """

    def __init__(self, language: str, loss: Loss) -> None:
        self.table = table(language)
        self.loss = loss
        self._known: dict[str, list[Option]] = {}

    def at(self, text: str, at: int) -> list[Option]:
        """What may start at `at`."""
        lead = BYTE[text[at]]
        key = text[at : at + (2 if lead < 0xE0 else 3 if lead < 0xF0 else 4)]
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = options(self._listed(key, lead), self.table.model)
        return found

    def _listed(self, text: str, lead: int) -> list[Guess]:
        found: list[Guess] = []
        for c, rest in self.table.by_lead.get(lead, ()):
            for end, hurt, spaced in _ends(text, 1, rest, self.loss, False):
                found.append((end, c, hurt))
                if spaced:
                    found.append((end, c + " ", True))
        if text == STRAIGHTENED:
            found += [(3, "–", True), (3, "—", True)]
        exact = _exact(text)
        if exact and all(hurt for _, _, hurt in found):
            found.append((exact[0], exact[1], False))
        # Where nothing was lost, nothing is guessed.
        whole = [guess for guess in found if not guess[2]]
        return whole or found


def _ends(text: str, at: int, rest: bytes, loss: Loss, hurt: bool) -> list[tuple[int, bool, bool]]:
    """Where a sequence may end whose later bytes are `rest`: (end, hurt?, ends in a space?)."""
    if not rest:
        return [(at, hurt, hurt and text[at - 1] == " ")]
    byte, rest = rest[0], rest[1:]
    here = text[at : at + 1]
    if here and BYTE.get(here) == byte:
        return _ends(text, at + 1, rest, loss, hurt)
    found = []
    if byte in loss.lost:
        if here and here in loss.markers:
            found += _ends(text, at + 1, rest, loss, True)
        if "" in loss.markers:
            found += [end for end in _ends(text, at, rest, loss, True) if not end[2] or at < end[0]]
    elif byte == NBSP:
        if here == " ":
            found += _ends(text, at + 1, rest, loss, True)
        elif not here and "" in loss.markers:
            found += _ends(text, at, rest, loss, True)
    return found


def _exact(text: str) -> tuple[int, str] | None:
    """The UTF-8 sequence that starts `text`, if it is whole."""
    lead = BYTE[text[0]]
    size = 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
    data = bytes(BYTE.get(c, 0) for c in text[:size])
    try:
        c = data.decode()
    except UnicodeDecodeError:
        return None
    return (size, c) if c.isprintable() or c == "\xa0" else None
