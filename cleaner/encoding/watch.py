"""Needs at work: where in a text is one of them met?

A pattern that runs over a text in Python's `re` costs five nanoseconds a character, looking for one
character less than a tenth of that. So in text that is mostly ASCII the rest is lifted out first
(two calls that run at the speed of a copy); what stands in it decides which characters are worth
looking for, and only around those are the needs tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cleaner.encoding.needs import EVERYDAY, Need, any_of, character_class

LONGEST = 1_000_000  # characters of a line that are seen at once, as in ftfy
_WELL = ("utf-8", "surrogatepass")
_DENSE = 1.4  # bytes a character: from here on most of a text is beyond ASCII
_SAMPLE = 300  # characters in which that shows
_LATIN = Need(frozenset(range(0x61, 0x7B)), "", "[\u0370-\u052f\u3400-\u9fff\uac00-\ud7a3]")
# Marks that stand in any text, and that no need is met with unless there is more than them.
_MARKS = re.compile("[’‘“”–—…]*")
_QUOTES = frozenset(map(ord, "“”«»„"))
_ALPHABETS = frozenset((*range(0x370, 0x400), *range(0x400, 0x530)))
_SIGNS = frozenset(map(ord, "&\\%=?"))  # those of escapes
_EAST = frozenset((*range(0x4E00, 0xA000), *range(0xAC00, 0xD7A4)))
_FEW = 40  # different characters of an alphabet
# What must be there, ASCII left out, for a need that everyday characters lead.
_RUN = frozenset("íòñðó")
_SHAPE = bytes(
    ord("L") if byte == 0xC3 else ord("R") if 0xA0 <= byte < 0xC0 else 0x2E for byte in range(256)
)


def line_around(text: str, place: int) -> tuple[int, int]:
    """The line around a place; of a very long one, the part that ftfy would see.

    >>> line_around("one\\ntwo\\n", 5)
    (4, 8)
    """
    start = text.rfind("\n", 0, place) + 1
    start += (place - start) // LONGEST * LONGEST
    end = text.find("\n", place, start + LONGEST) + 1 or min(len(text), start + LONGEST)
    return start, end


def each_line(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    """The first match in every line that has one."""
    m = pattern.search(text)
    while m:
        yield m.start()
        m = pattern.search(text, line_around(text, m.start())[1])


def _held(text: str) -> frozenset[str]:
    """The characters of a text. Taking one out everywhere is faster than hashing each."""
    found: list[str] = []
    while text and len(found) < _FEW:
        found.append(text[0])
        text = text.replace(text[0], "")
    return frozenset(found) | frozenset(text)


class Look(NamedTuple):
    """What a text is made of; what is said to be there may still be missing, never the reverse."""

    rest: str | None  # what it holds beside plain ASCII; None where that is most of it
    accented: bool  # more than its script, ASCII and quotation marks
    east: bool  # Chinese or Korean characters
    first: bool  # anything but East Asian and Semitic letters and quotation marks
    held: frozenset[str] = frozenset()  # the characters of `rest`


class Watch:
    """Looks for places that meet one of some needs.

    >>> watch = Watch([Need(frozenset(map(ord, "Ã")), "[a-z]", "")])
    >>> text = "le café de la gare, Ãle et cafÃ©"
    >>> list(watch.places(text, watch.look(text)))
    [30]
    """

    def __init__(self, needs: Iterable[Need]) -> None:
        needs = list(needs)
        self._by_char: dict[str, list[Need]] = {}
        everyday = []
        for need in needs:
            for code in need.chars - EVERYDAY:
                self._by_char.setdefault(chr(code), []).append(need)
            if heavy := need.chars & EVERYDAY:
                everyday.append(need._replace(chars=heavy))
        rare = frozenset(map(ord, self._by_char))
        accents = frozenset((*range(0xDF, 0x250), 0x490, 0x491))
        heard = rare - _QUOTES | accents
        self._rare = re.compile(character_class(rare))
        self._telling = re.compile(character_class(heard))
        first = heard | _ALPHABETS | _LATIN.chars | _SIGNS
        self._first = re.compile(character_class(first))
        self._east = re.compile(character_class(_EAST))
        self._east_or_telling = re.compile(character_class(heard | _EAST))
        self._quotes = sorted(c for c in map(chr, _QUOTES) if c in self._by_char)
        self._alone = [  # those that may mean something without any of the first
            c
            for c in self._quotes
            if any(all(chars - first for chars in need.others) for need in self._by_char[c])
        ]
        self._everyday = re.compile(any_of(everyday)) if everyday else None
        self._mixed = re.compile(any_of([*everyday, _LATIN]))
        self._plain = bytes(code for code in range(128) if code not in rare)
        for theirs in self._by_char.values():  # what is met most often is asked first
            theirs.sort(key=lambda need: -min(map(len, need.others), default=1 << 20))
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._lefts: dict[str, frozenset[str]] = {}
        self._classes: dict[frozenset[int], re.Pattern[str]] = {}

    def rest(self, text: str) -> str | None:
        """What a text holds beside plain ASCII; None where that is most of it.

        Empty where it is nothing that could meet a need.
        """
        sample = text[:_SAMPLE]
        if len(sample.encode(*_WELL)) > _DENSE * len(sample):
            return None
        data = text.encode(*_WELL)
        rest = data.translate(None, self._plain).decode(*_WELL)
        return "" if _MARKS.fullmatch(rest) else rest

    def look(self, text: str) -> Look:
        """What kind of text it is, in as few scans as will do."""
        rest = self.rest(text)
        if rest is not None:
            held = _held(rest)
            return Look(rest, bool(rest), max(held, default="") >= "\u4e00", True, held)
        first = self._first.search(text)
        if first is None:
            return Look(None, False, True, False)
        if not self._east_or_telling.search(text):
            return Look(None, False, False, True)
        accented = self._telling.search(text, first.start()) is not None
        return Look(None, accented, self._east.search(text) is not None, True)

    def places(self, text: str, look: Look, *, mixed: bool = False) -> Iterator[int]:
        """Where needs are met, in no order; not every place, but one in every line that has one.

        `mixed`: in text beyond ASCII also where a Latin letter meets one of another script.
        """
        if look.rest is None:
            return self._dense(text, look, mixed)
        return self._sparse(text, look.rest, look.held)

    def _sparse(self, text: str, rest: str, held: frozenset[str]) -> Iterator[int]:
        found = sorted(held & self._by_char.keys())
        yield from self._at_each([c for c in found if self._possible(c, rest)], text)
        if self._everyday and (
            any("\u0400" <= c < "\u0530" for c in held)
            or (not held.isdisjoint(_RUN) and b"LRLRLRLR" in text.encode(*_WELL).translate(_SHAPE))
        ):
            yield from each_line(self._everyday, text)

    def _at_each(self, chars: Iterable[str], text: str) -> Iterator[int]:
        """Where a need of one of `chars` is met, each of them looked for by itself."""
        for c in chars:
            match = self._pattern(c).match
            left = self._left(c)
            at = text.find(c)
            while at >= 0:
                if (not left or text[at - 1] in left) and match(text, at):
                    yield at
                    at = line_around(text, at)[1] - 1
                at = text.find(c, at + 1)

    def _dense(self, text: str, look: Look, mixed: bool) -> Iterator[int]:
        if look.accented:
            patterns, done = self._patterns, 0
            for m in self._rare.finditer(text):
                at = m.start()
                if at < done:
                    continue
                pattern = patterns.get(m[0]) or self._pattern(m[0])
                if pattern.match(text, at):
                    yield at
                    done = line_around(text, at)[1]
        else:  # quotation marks may still stand in bad company, of the letters of the script
            yield from self._at_each(self._quotes if look.first else self._alone, text)
        everyday = self._mixed if mixed else self._everyday
        if look.first and everyday:
            yield from each_line(everyday, text)

    def _possible(self, c: str, rest: str) -> bool:
        """Whether any need of `c` can be met with what a text holds."""
        return any(
            all(self._class(chars).search(rest) for chars in need.others)
            for need in self._by_char[c]
        )

    def _class(self, chars: frozenset[int]) -> re.Pattern[str]:
        found = self._classes.get(chars)
        if found is None:
            found = self._classes[chars] = re.compile(character_class(chars))
        return found

    def _left(self, c: str) -> frozenset[str]:
        """What must stand before a character, for any of its needs; empty if it may be anything."""
        found = self._lefts.get(c)
        if found is None:
            lefts = [need.left for need in self._by_char[c]]
            known = frozenset(map(chr, frozenset[int]().union(*lefts)))
            found = self._lefts[c] = known if all(lefts) else frozenset()
        return found

    def _pattern(self, c: str) -> re.Pattern[str]:
        """What is tried at a character; those with the same needs share it."""
        found = self._patterns.get(c)
        if found is None:
            needs = self._by_char[c]
            alike = [other for other, theirs in self._by_char.items() if theirs == needs]
            here = character_class(map(ord, alike))
            tests = sorted(
                {(f"(?<={n.before}{here})" if n.before else "") + n.after for n in needs}
            )
            found = re.compile(f"{here}(?:{'|'.join(tests)})")
            self._patterns.update(dict.fromkeys(alike, found))
        return found

    def meets(self, line: str) -> bool:
        """Whether any place of a line meets a need."""
        return any(True for _ in self.places(line, self.look(line)))
