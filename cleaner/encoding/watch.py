"""Needs at work: where in a text is one of them met?

A pattern that runs over a text in Python's `re` costs five nanoseconds a character, looking for one
character less than a tenth of that. So in text that is mostly ASCII the rest is lifted out first
(two calls that run at the speed of a copy); what stands in it decides which characters are worth
looking for, and only around those are the needs tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cleaner.encoding.needs import EVERYDAY, Need, any_of, character_class

LONGEST = 1_000_000  # characters of a line that are seen at once, as in ftfy
_DENSE = 1.4  # bytes a character: from here on most of a text is beyond ASCII
_SAMPLE = 300  # characters in which that shows
_LATIN = Need(frozenset(range(0x61, 0x7B)), "", "[\u0370-\u052f\u3400-\u9fff\uac00-\ud7a3]")
# Marks that stand in any text, and that no need is met with unless there is more than them.
_MARKS = re.compile("[’‘“”–—…]*")
_QUOTES = frozenset(map(ord, "“”«»„"))
_SLAVIC = frozenset(range(0x400, 0x530))
# What must be there, ASCII left out, for a need that everyday characters lead.
_FOUR = re.compile("[à-ÿ]{4}")
_FOUR_BYTES = re.compile(b"\xc3[\xa0-\xbf](?:\xc3[\xa0-\xbf]){3}")
_CYRILLIC = re.compile("[\u0400-\u052f]")


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


class Watch:
    """Looks for places that meet one of some needs.

    >>> watch = Watch([Need(frozenset(map(ord, "Ã")), "[a-z]", "")])
    >>> text = "le café de la gare, Ãle et cafÃ©"
    >>> list(watch.places(text, watch.rest(text)))
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
        self._first = re.compile(character_class(heard | _SLAVIC | _LATIN.chars))
        self._quotes = sorted(c for c in map(chr, _QUOTES) if c in self._by_char)
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
        if len(sample.encode("utf-8", "surrogatepass")) > _DENSE * len(sample):
            return None
        data = text.encode("utf-8", "surrogatepass")
        rest = data.translate(None, self._plain).decode("utf-8", "surrogatepass")
        return "" if _MARKS.fullmatch(rest) else rest

    def places(self, text: str, rest: str | None, *, mixed: bool = False) -> Iterator[int]:
        """Where needs are met, in no order; not every place, but one in every line that has one.

        `mixed`: in text beyond ASCII also where a Latin letter meets one of another script.
        """
        return self._dense(text, mixed) if rest is None else self._sparse(text, rest)

    def accented(self, text: str) -> bool:
        """Whether a text holds more than its script, ASCII and quotation marks."""
        return self._telling.search(text) is not None

    def _sparse(self, text: str, rest: str) -> Iterator[int]:
        found = sorted(set(self._rare.findall(rest)))
        yield from self._at_each([c for c in found if self._possible(c, rest)], text)
        if self._everyday and (
            _CYRILLIC.search(rest)
            or (_FOUR.search(rest) and _FOUR_BYTES.search(text.encode("utf-8", "surrogatepass")))
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

    def _dense(self, text: str, mixed: bool) -> Iterator[int]:
        first = self._first.search(text)
        if first and self._telling.search(text, first.start()):
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
            yield from self._at_each(self._quotes, text)
        everyday = self._mixed if mixed else self._everyday
        if first and everyday:
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
        return any(True for _ in self.places(line, self.rest(line)))
