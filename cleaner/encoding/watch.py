"""Needs at work: where in a text is one of them met?

A pattern that runs over a text in Python's `re` costs five nanoseconds a character, looking for one
character less than a tenth of that. So in text that is mostly ASCII the rest is lifted out first
(two calls that run at the speed of a copy); what stands in it decides which characters are worth
looking for, and only around those are the needs tried. A single line is too short for such art: it
is walked from one character that matters to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cleaner.encoding.needs import ANYTHING, EVERYDAY, Need, any_of, character_class, neighbours

LONGEST = 1_000_000  # characters of a line that are seen at once, as in ftfy
_WELL = ("utf-8", "surrogatepass")
_DENSE = 1.4  # bytes a character: from here on most of a text is beyond ASCII
_SAMPLE = 300  # characters in which that shows
_FEW = 10_000  # characters whose company is remembered
_OFTEN = 1000  # stops at a character, after which a pattern of its own is worth compiling
_LATIN = Need(frozenset(range(0x61, 0x7B)), "", "[\u0370-\u052f\u3400-\u9fff\uac00-\ud7a3]")
# Marks that stand in any text, and that no need is met with unless there is more than them.
_MARKS = re.compile("[’‘“”–—…]*")
_QUOTES = frozenset(map(ord, "“”«»„"))
_ALPHABETS = frozenset((*range(0x370, 0x400), *range(0x400, 0x530)))
_CYRILLIC = re.compile("[\u0400-\u052f]")
_SIGNS = frozenset(map(ord, "&\\%=?"))  # those of escapes
_EAST = (range(0x4E00, 0xA000), range(0xAC00, 0xD7A4))
_EASTERN = "\u4e00-\u9fff\uac00-\ud7a3"
_ENOUGH = 8  # of them that tell whether a line is made of common ones
ENOUGH_EAST = re.compile(f"(?:[^{_EASTERN}]*+[{_EASTERN}]){{{_ENOUGH}}}")
# In UTF-8, all bytes but those that open a letter of Greek, Cyrillic or the East, and all but those
# that open one of the East.
_LEADS = (*range(0xCD, 0xD5), *range(0xE3, 0xEE))
_NEAR = bytes(byte for byte in range(256) if byte not in _LEADS)
_WEST = bytes((*range(0xE4), *range(0xEE, 0x100)))
# What must be there, ASCII left out, for a need that everyday characters lead.
_RUN = "íòñðó"
_ROW = bytes(
    ord("L") if byte == 0xC3 else ord("R") if 0xA0 <= byte < 0xC0 else 0x2E for byte in range(256)
)
_GLUE = bytes(
    ord("a") if 0x61 <= byte <= 0x7A else ord("F") if byte in _LEADS else 0x2E
    for byte in range(256)
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


def dense(text: str) -> bool:
    """Whether most of a text is beyond ASCII, going by how it begins."""
    sample = text[:_SAMPLE]
    return len(sample.encode(*_WELL)) > _DENSE * len(sample)


class Look(NamedTuple):
    """What a text is made of; what is said to be there may still be missing, never the reverse."""

    rest: str | None = None  # what it holds beside plain ASCII; None where that is most of it
    data: bytes | None = None  # its bytes, where it is mostly ASCII
    accented: bool = False  # more than its script, ASCII and quotation marks
    far: bool = False  # Greek, Cyrillic or the East, in text that is mostly ASCII
    east: bool = False  # Chinese or Korean characters, enough to tell
    mixed: bool = False  # more than one alphabet, or what an everyday character may lead
    signs: bool = True  # plain letters or signs, of which escapes are made


class _Company(dict[str, int]):
    """For what stands beside a character, the needs that do not mind it, a bit for each."""

    def __init__(self, claims: Iterable[re.Pattern[str]]) -> None:
        self._claims = list(claims)

    def __missing__(self, c: str) -> int:
        if len(self) > _FEW:
            self.clear()
        found = sum(1 << i for i, claim in enumerate(self._claims) if claim.fullmatch(c))
        self[c] = found
        return found


class _Test:
    """One need, compiled: what it says of either neighbour, and all that it says."""

    def __init__(self, need: Need) -> None:
        self.before, self.after = map(re.compile, neighbours(need))
        # It is tried right after the character.
        self.match = re.compile(
            (f"(?<={need.before}(?s:.))" if need.before else "") + need.after
        ).match


class Trial:
    """Whether any of some needs is met at a place where their character stands.

    Nearly always the two neighbours say no; only where they do not is a pattern tried.
    """

    def __init__(self, tests: Iterable[_Test]) -> None:
        self._tests = list(tests)
        self.before = _Company(test.before for test in self._tests)
        self.after = _Company(test.after for test in self._tests)

    def sieve(self, c: str) -> re.Pattern[str]:
        """A pattern that finds `c` wherever `met` may hold, by all that is claimed of a side."""
        own = re.escape(c)
        before, after = self._claims("before"), self._claims("after")
        return re.compile(
            own + (f"(?={after})" if after else "") + (f"(?<=(?:{before}){own})" if before else "")
        )

    def _claims(self, side: str) -> str:
        """What all needs claim of a side, as one pattern; nothing where one hardly claims any."""
        claims = {getattr(test, side).pattern for test in self._tests}
        return "" if any(c.endswith(ANYTHING) for c in claims) else "|".join(sorted(claims))

    def met(self, text: str, at: int) -> bool:
        company = self.before[text[at - 1 : at]] & self.after[text[at + 1 : at + 2]]
        return company != 0 and self.passed(company, text, at)

    def passed(self, company: int, text: str, at: int) -> bool:
        """Whether a need passes its test, of those that may be met in some company."""
        while company:
            lowest = company & -company
            if self._tests[lowest.bit_length() - 1].match(text, at + 1):
                return True
            company ^= lowest
        return False


class Watch:
    """Looks for places that meet one of some needs.

    >>> watch = Watch([Need(frozenset(map(ord, "Ã")), "[a-z]", "")])
    >>> watch.meets("le café de la gare, Ãle"), watch.meets("et cafÃ©")
    (False, True)
    """

    def __init__(self, needs: Iterable[Need]) -> None:
        needs = list(needs)
        self._tests = [_Test(need) for need in needs]
        self._by_char: dict[str, tuple[int, ...]] = {}  # the needs of each, by their place
        for i, need in enumerate(needs):
            for c in map(chr, need.chars):
                self._by_char[c] = (*self._by_char.get(c, ()), i)
        self._trials: dict[str, Trial] = {}
        self._shared: dict[tuple[int, ...], Trial] = {}
        self._led = re.compile(character_class(map(ord, self._by_char)))

    def meets(self, line: str) -> bool:
        """Whether any place of a line meets a need."""
        return any(self._trial(m[0]).met(line, m.start()) for m in self._led.finditer(line))

    def _trial(self, c: str) -> Trial:
        """What is tried at a character; those with the same needs share it."""
        found = self._trials.get(c)
        if found is None:
            theirs = self._by_char[c]
            found = self._shared.get(theirs) or Trial(self._tests[i] for i in theirs)
            self._trials[c] = self._shared[theirs] = found
        return found


class Search(Watch):
    """The same in whole texts; what it takes to see fast that nothing is there takes a while to
    make."""

    def __init__(self, needs: Iterable[Need]) -> None:
        needs = list(needs)
        super().__init__(needs)
        self._stops: dict[str, int] = {}
        self._sieves: dict[str, re.Pattern[str]] = {}
        led = frozenset(map(ord, self._by_char))
        rare = led - EVERYDAY
        accents = frozenset((*range(0xDF, 0x250), 0x490, 0x491))
        heard = rare - _QUOTES | accents
        self._rare = re.compile(character_class(rare))
        self._telling = re.compile(character_class(heard))
        self._first = re.compile(character_class(heard | _ALPHABETS | _LATIN.chars | _SIGNS))
        self._quotes = sorted(map(chr, _QUOTES & rare))
        everyday = [need._replace(chars=h) for need in needs if (h := need.chars & EVERYDAY)]
        mixed = [*everyday, _LATIN]
        self._everyday = re.compile(any_of(everyday)) if everyday else None
        self._mixed = re.compile(any_of(mixed))
        # In a text of one alphabet this finds nothing, and then there is little else to look for.
        self._other = re.compile(any_of([Need(heard.union(*_EAST), "", ""), *mixed]))
        self._plain = bytes(code for code in range(128) if code not in rare)

    def look(self, text: str) -> Look:
        """What kind of text it is, in as few scans as will do."""
        if not dense(text):
            data = text.encode(*_WELL)
            left = data.translate(None, self._plain)
            rest = left.decode(*_WELL)
            if _MARKS.fullmatch(rest):
                return Look("", data)
            far = left.translate(None, _NEAR)
            east = len(far) >= _ENOUGH and len(far.translate(None, _WEST)) >= _ENOUGH
            return Look(rest, data, accented=True, far=far != b"", east=east)
        if not self._first.search(text):
            return Look(east=ENOUGH_EAST.match(text) is not None, signs=False)
        if not self._other.search(text):
            return Look()
        accented = self._telling.search(text) is not None
        return Look(accented=accented, east=ENOUGH_EAST.match(text) is not None, mixed=True)

    def places(self, text: str, look: Look) -> Iterator[int]:
        """Where needs are met, in no order; not every place, but one in every line that has one.

        In text beyond ASCII also where a Latin letter meets one of another script.
        """
        if look.rest is None:
            yield from self._dense(text, look)
        elif look.data is not None:
            yield from self._at_each(sorted(set(self._rare.findall(look.rest))), text)
            cyrillic = look.far and _CYRILLIC.search(look.rest)
            if self._everyday and (cyrillic or _run(look.rest, look.data)):
                yield from each_line(self._everyday, text)

    def _dense(self, text: str, look: Look) -> Iterator[int]:
        if look.accented:
            done = 0
            for m in self._rare.finditer(text):
                at = m.start()
                if at >= done and self._trial(m[0]).met(text, at):
                    yield at
                    done = line_around(text, at)[1]
        else:  # quotation marks may still stand in bad company, of the letters of the script
            yield from self._at_each(self._quotes, text)
        if look.mixed:
            yield from each_line(self._mixed, text)

    def _at_each(self, chars: Iterable[str], text: str) -> Iterator[int]:
        """Where a need of one of `chars` is met, each of them looked for by itself."""
        for c in chars:
            at = text.find(c)
            if at < 0:
                continue
            trial = self._trial(c)
            if (sieve := self._sieves.get(c)) is not None:
                done = 0
                for m in sieve.finditer(text, at):
                    at = m.start()
                    if at >= done and trial.met(text, at):
                        yield at
                        done = line_around(text, at)[1]
                continue
            before, after = trial.before, trial.after
            stops = 0
            while at >= 0:  # what `met` would do, at once
                stops += 1
                company = before[text[at - 1 : at]] & after[text[at + 1 : at + 2]]
                if company and trial.passed(company, text, at):
                    yield at
                    at = line_around(text, at)[1] - 1
                at = text.find(c, at + 1)
            self._stops[c] = stops = self._stops.get(c, 0) + stops
            if stops > _OFTEN:
                self._sieves[c] = trial.sieve(c)


def glued(data: bytes) -> bool:
    """Whether a small plain letter stands right before one of Greek, Cyrillic or East Asia, or so
    it may be: the leads of their bytes lead others, too."""
    return b"aF" in data.translate(_GLUE)


def _run(rest: str, data: bytes) -> bool:
    """Whether four accented letters stand in a row, among them one that most such rows have."""
    return any(c in rest for c in _RUN) and b"LRLRLRLR" in data.translate(_ROW)
