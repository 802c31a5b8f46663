"""What words look like, language by language.

A model holds sequences of up to five letters (a space is the edge of a word) and the cost of the
last letter after the others, in half nats. Sequences it does not hold cost what the shorter one
costs, and a little more. The data come from `benchmarks/build_letters.py`; see `data/README.md`.
"""

from __future__ import annotations

import lzma
import re
import struct
from array import array
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources
from itertools import accumulate

WORD = re.compile(r"[^\W\d_]+")
REACH = 4  # letters of context
BACKOFF = 2  # half nats for each letter of context given up
FLUENT = 6.0  # half nats a letter, at most, of words that are of a language
MEMORY = 50_000  # results kept for later
UNSEEN = 30  # a letter that the language does not have

# Languages of other scripts than the Latin one.
OTHER_SCRIPTS = frozenset(("ru", "uk", "bg", "sr", "mk", "be", "el", "he", "ar", "fa", "ur", "th"))


class Costs(dict[str, int]):
    """What the last letter of a sequence costs after the others; what was asked for is kept.

    Sequences that the model does not hold cost what the shorter one costs and a little more.

    Args:
        body: a line for each sequence that others go on from, shorter ones first and then in the
            order in which they stand in these very lines: the letters that may follow it.
        levels: the cost of each of those letters, in the order of the lines.
    """

    def __init__(self, body: str, levels: bytes) -> None:
        super().__init__()
        lines = body.split("\n")
        self.letters = frozenset(lines[0])
        self._body, self._levels = body, levels
        # Most sequences are never asked for. As lines they take a twentieth of the memory of a
        # dictionary, and none of the time that it takes to make one.
        self._starts = array("I", accumulate([len(line) + 1 for line in lines], initial=0))
        self._lines = len(lines)
        self._line_of = {"": 0}

    def __missing__(self, sequence: str) -> int:
        last, context = sequence[-1], sequence[:-1]
        if last not in self.letters:
            return UNSEEN + BACKOFF * len(context)
        given_up = 0
        while (cost := self._told(context, last)) is None:
            given_up += BACKOFF
            context = context[1:]
            if (cost := self.get(context + last)) is not None:
                break
        cost += given_up
        if len(self) >= MEMORY:
            self.clear()
            self._line_of = {"": 0}
        self[sequence] = cost
        return cost

    def run(self, text: str) -> int:
        """What the letters of a text cost, each after those before it, but for the first.

        >>> costs = model("en").costs
        >>> costs.run(" the") == costs[" t"] + costs[" th"] + costs[" the"]
        True
        """
        find, starts, levels, lines = self._body.find, self._starts, self._levels, self._lines
        first = starts[1] - 1
        total = reach = 0
        above = [self._line(text[:1])]  # the lines of the letters before: of one, of two …
        for c in text[1:]:
            if reach < REACH:
                reach += 1
            at = find(c, 0, first)
            if at < 0:
                total += UNSEEN + BACKOFF * reach
                above = []
                continue
            cost, told = levels[at], 0
            below = [at + 1]
            for depth, line in enumerate(above, 1):
                if line >= 0 and (at := find(c, starts[line], starts[line + 1] - 1)) >= 0:
                    at -= line
                    cost, told = levels[at], depth
                    below.append(at + 1 if at + 1 < lines else -1)
                else:
                    below.append(-1)
            total += cost + BACKOFF * (reach - told)
            above = below[:REACH]
        return total

    def held(self, sequence: str) -> int | None:
        """What the model itself says of a sequence, if it holds it."""
        return self._told(sequence[:-1], sequence[-1])

    def _told(self, context: str, last: str) -> int | None:
        line = self._line_of.get(context)
        if line is None:
            line = self._line(context)
        if line < 0:
            return None
        at = self._body.find(last, self._starts[line], self._starts[line + 1] - 1)
        return None if at < 0 else self._levels[at - line]

    def following(self, context: str) -> dict[str, int]:
        """The letters that the model holds after a context, and what they cost there."""
        line = self._line(context)
        if line < 0:
            return {}
        start, end = self._starts[line], self._starts[line + 1] - 1
        costs = self._levels[start - line : end - line]
        return dict(zip(self._body[start:end], costs, strict=True))

    def _line(self, context: str) -> int:
        """The line of the letters after a context; -1 if there is none."""
        line = self._line_of.get(context)
        if line is not None:
            return line
        above = self._line(context[:-1])
        line = -1
        if above >= 0:
            at = self._body.find(context[-1], self._starts[above], self._starts[above + 1] - 1)
            # Before it stand as many letters as characters, but for the ends of the lines; and
            # the first line belongs to no letter.
            if at >= 0 and at - above + 1 < self._lines:
                line = at - above + 1
        if len(context) < REACH:  # the longest are many, and each is of use once or twice
            self._line_of[context] = line
        return line


class Model:
    """The letters of one language.

    >>> costs = model("en").costs
    >>> costs[" the"] < costs[" thq"]
    True
    """

    def __init__(self, language: str, costs: Costs) -> None:
        self.language = language
        self.costs = costs
        self.alphabet = costs.letters - {" "}
        self._words: dict[str, int] = {}  # what `word` has worked out, for a while

    def word(self, word: str) -> int:
        """The cost of a whole word in lower case, edges included."""
        total = self._words.get(word)
        if total is None:
            padded = f" {word} "
            total = self.costs.run(padded)
            if len(self._words) > MEMORY:
                self._words.clear()
            self._words[word] = total
        return total


@cache
def model(language: str) -> Model:
    """The model of a language, unpacked at first use (some milliseconds)."""
    raw = resources.files(__package__).joinpath("data", f"{language}.xz").read_bytes()
    body, levels = lzma.decompress(raw).decode().split("\t")
    return Model(language, Costs(body, levels.encode().translate(_LEVELS)))


_LANE = 16  # bits: for more words than are ever weighed at once
_LEVEL = {letter: level for level, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
_LEVELS = bytes(max(0, byte - ord("A")) for byte in range(256))


@cache
def _clues() -> tuple[list[str], dict[str, int]]:
    """The languages, and for shapes of words how much they speak for each.

    What a shape says is one number that holds a weight for every language, in half points and
    `_LANE` bits apart, so that adding two numbers adds all the weights.
    """
    raw = resources.files(__package__).joinpath("data", "clues.xz").read_bytes()
    known: list[str] = []
    table: dict[str, int] = {}
    for row in lzma.decompress(raw).decode().split("\n"):
        language, shapes, levels = row.split("\t")
        for i, level in enumerate(levels):
            shape = shapes[5 * i : 5 * i + 5].rstrip("_")
            # The commoner the shape, the more it says; beyond the list a language says nothing.
            weight = max(1, 20 - _LEVEL[level])
            table[shape] = table.get(shape, 0) + (weight << _LANE * len(known))
        known.append(language)
    return known, table


VIETNAMESE = re.compile("[ơưăđạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")


def vietnamese(text: str) -> bool:
    """Whether a text holds letters that only Vietnamese writes; its plain words say little."""
    return len(VIETNAMESE.findall(text)) > 2


def confident(words: Iterable[str], language: str) -> bool:
    """Whether `words` really are of that language, and not of one that no model knows."""
    known = model(language)
    letters = cost = 0
    for word in words:
        letters += len(word) + 1
        cost += known.word(word)
    return letters >= 10 and cost <= FLUENT * letters


def cyrillic(text: str) -> list[str]:
    """The languages that a text in Cyrillic may be in, by the letters that not all of them have."""
    if any(letter in text for letter in "әғқңөұүһҗ"):
        return []  # Kazakh, Tatar, Mongolian …: no model
    for letters, language in (("ўЎ", "be"), ("іїєґ", "uk"), ("ѓќѕ", "mk"), ("јљњћђ", "sr")):
        if any(letter in text for letter in letters):
            return [language]
    if any(letter in text for letter in "ыэё"):
        return ["ru"]
    return ["ru", "bg"] if "ъ" in text or len(text) < 400 else ["ru"]


def arabic(text: str) -> list[str]:
    """The languages that a text in Arabic script may be in."""
    if any(letter in text for letter in "ٹڈے"):
        return ["ur"]
    return ["fa" if any(letter in text for letter in "پچژگی") else "ar"]


def plain_words(text: str) -> tuple[str, ...]:
    """The first words of a text that hold nothing but plain letters, in lower case."""
    return _plain_words(text[:4000])


@lru_cache(maxsize=64)
def _plain_words(text: str) -> tuple[str, ...]:
    whole = " ".join(token for token in text.lower().split() if token.isascii())
    return tuple(WORD.findall(whole)[:60])


@lru_cache(maxsize=256)
def languages(words: tuple[str, ...], most: int = 2) -> list[str]:
    """The languages of the Latin script that `words` (lower case, plain ASCII) speak, best first.

    >>> languages(plain_words("the letters were exchanged after the visit"))[0]
    'en'
    >>> languages(plain_words("la sua lettera non era ancora stata pubblicata"))[0]
    'it'
    """
    known, clues = _clues()
    total = 0
    get = clues.get
    for word in words:
        if len(word) <= 3:
            total += get(f" {word} ", 0)
        else:
            total += get(f" {word[:4]}", 0) + get(f"{word[-4:]} ", 0)
    lanes = struct.unpack(f"<{len(known)}H", total.to_bytes(2 * len(known), "little"))
    # `known` is in alphabetical order, and a sort that is stable keeps it where the scores agree.
    ranked = sorted(range(len(known)), key=lanes.__getitem__, reverse=True)[:most]
    least = max(1, lanes[ranked[0]] / 2)
    return [known[i] for i in ranked if lanes[i] >= least] or ["en"]
