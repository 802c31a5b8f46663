"""UTF-8 that was read as Windows-1252 or Latin-1 and lost bytes on the way.

Windows-1252 has no character for five bytes, Latin-1 only controls for thirty-two; software drops
them, or puts `?`, a space or U+FFFD in their place, and squeezes no-break spaces. So `”` (E2 80 9D)
becomes `â€`, `с` (D1 81) becomes `Ñ`. What stood there is one of few characters, and its
neighbours say which: letters by the models in `letters`, marks by their place.

Each damaged word is read every way its bytes allow, in a beam from left to right; the cheapest
reading is taken where it beats the text as it stands by a clear margin.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from operator import itemgetter

from cleaner.encoding import letters, typography, weigh
from cleaner.encoding.sequences import LEADS, Loss, Option, Sequences

Span = tuple[int, int, str]  # start, end, what stands there now
State = tuple[int, str, str, tuple[Span, ...]]  # cost, tail of letters, last character, spans
Plain = tuple[int, str, str]  # the same of a chunk as it stands, which has no spans

BEAM = 5
LONGEST = 400  # characters of one chunk; what is longer is not a damaged word
REPAIRED = 1  # a repair costs a little: at a tie the text stays
SYMBOL = 12  # an odd symbol that stands as it is
ASKING = 18  # a question mark inside a word
LOOSE = 12  # an apostrophe where no language puts one
WRONG_CASE = 10
CAPITAL = 5  # a capital at the head of a word, unless a sentence starts there


@dataclass(slots=True)
class Reading:
    """A chunk read for what it was: the spans that change, its cost, and the cost as it stands."""

    spans: tuple[Span, ...]
    cost: int
    literal: int
    size: int = 0

    @property
    def gain(self) -> int:
        return self.literal - self.cost


class Reader:
    """Reads damaged chunks in one language, under one idea of the loss."""

    def __init__(self, language: str, loss: Loss) -> None:
        self.model = letters.model(language)
        self.sequences = Sequences(language, loss)
        self.leads = LEADS
        # In another script a lead byte is never itself the letter that was meant.
        self.never_literal = language in letters.OTHER_SCRIPTS
        self.closing_opens = language in typography.CLOSING_OPENS
        self.foreign = typography.foreign(language)
        self._read: dict[tuple[str, str, str], Reading] = {}

    def options(self, text: str, at: int) -> list[Option]:
        """What may start at `at`."""
        return self.sequences.at(text, at)

    def read(self, chunk: str, before: str = "", after: str = "") -> Reading:
        """The best reading of a chunk that stands between two characters."""
        # Of the neighbours only their kind counts, so that a word is read once.
        before = " " if not before or before.isspace() else "a" if before.isalnum() else before
        after = " " if not after or after.isspace() else "a" if after.isalpha() else after
        key = (chunk, before, after)
        known = self._read.get(key)
        if known is None:
            if len(self._read) > letters.MEMORY:
                self._read.clear()
            known = self._read[key] = self._beam(chunk, before, after)
        return known

    def place(self, mark: str, last: str, following: str) -> int:
        """What a mark costs where it stands, in this language."""
        if (
            mark == "”"
            and self.closing_opens
            and last in typography.OPENERS
            and following.isalnum()
        ):
            return 1
        return typography.cost(mark, last, following) + self.foreign.get(mark, 0)

    def _beam(self, chunk: str, before: str, after: str) -> Reading:
        size = len(chunk)
        first = next((at for at, c in enumerate(chunk) if c in self.leads), size)
        plain, state = self._unhurt(chunk, before, after, first)
        states: dict[int, dict[tuple[str, str], State]] = {first: {state[1:3]: state}}
        get = self.model.steps.get
        for at in range(first, size):
            c = chunk[at]
            if "a" <= c <= "z":  # most are: what `_literal` would do, at once
                plain = self._plainly(c, plain, "")
                here = states.pop(at, None)
                if here is None:
                    continue
                coming = states.setdefault(at + 1, {})
                for cost, tail, _, spans in _best(here):
                    whole = tail + c
                    step = get(whole)
                    if step is None:
                        step = self.model.step(tail, c)
                    _push(coming, (cost + step, whole[-letters.REACH :], c, spans))
                continue
            following = chunk[at + 1] if at + 1 < size else after
            plain = self._plainly(c, plain, following)
            here = states.pop(at, None)
            if here is None:
                continue
            ranked = _best(here)
            options = self.options(chunk, at) if c in self.leads else ()
            if not options or not self.never_literal:
                coming = states.setdefault(at + 1, {})
                for cost, tail, last, spans in ranked:
                    step, new_tail = self._literal(c, tail, last, following)
                    _push(coming, (cost + step, new_tail, c, spans))
            for option in options:
                coming = states.setdefault(at + option.taken, {})
                self._branch(coming, ranked, chunk, at, option, after)
        closing = [
            (cost + self._close(tail, after), spans)
            for cost, tail, _, spans in states.pop(size, {}).values()
        ]
        cost, spans = min(closing)
        return Reading(spans, cost, plain[0] + self._close(plain[1], after), size)

    def _unhurt(self, chunk: str, before: str, after: str, stop: int) -> tuple[Plain, State]:
        """What stands before the first place where anything may have been lost."""
        plain = (0, " ", before)
        cost, tail, last = plain
        for at, c in enumerate(chunk[:stop]):
            following = chunk[at + 1] if at + 1 < len(chunk) else after
            plain = self._plainly(c, plain, following)
            step, tail = self._literal(c, tail, last, following)
            cost, last = cost + step, c
        return plain, (cost, tail, last, ())

    def _plainly(self, c: str, plain: Plain, following: str) -> Plain:
        """One character more of the chunk as it stands."""
        cost, tail, last = plain
        if self.never_literal:
            return cost + (SYMBOL if c >= "\x80" else 0), " ", c
        if "a" <= c <= "z":
            return cost + self.model.step(tail, c), (tail + c)[-letters.REACH :], c
        step, tail = self._literal(c, tail, last, following)
        return cost + step, tail, c

    def _branch(  # noqa: PLR0917  (the innermost loop: what it needs, it is handed)
        self,
        coming: dict[tuple[str, str], State],
        ranked: list[State],
        chunk: str,
        at: int,
        option: Option,
        after: str,
    ) -> None:
        """Read an option after each of the best states."""
        end = at + option.taken
        nearest = chunk[end : end + 1] or after
        spaced = chunk[end - 1] == " "
        # Of the letters that one state may go on with, only so many can be among the best of all;
        # at the end of the chunk the edge of the word has not spoken yet.
        most = BEAM if end < len(chunk) else None
        price = REPAIRED + option.hurt
        if spaced and nearest.strip() and not nearest.isalpha():
            price += CAPITAL
        shouted = nearest.isupper() and nearest not in LEADS
        inside = "’" in option.others and nearest.isalpha()
        loose = inside and not weigh.clitic(chunk, at, end)
        for cost, tail, last, spans in ranked:
            if option.small:
                so_far = cost + price + (CAPITAL if shouted and last.isupper() else 0)
                for step, was, new_tail in option.small.after(tail)[:most]:
                    _push(coming, (so_far + step, new_tail, was, (*spans, (at, end, was))))
            if option.capitals:
                so_far = cost + price + _capital(last, nearest)
                for step, was, new_tail in option.capitals.after(tail)[:most]:
                    _push(coming, (so_far + step, new_tail, was, (*spans, (at, end, was))))
            for was in option.others:
                step, new_tail = self._proposed(was, tail, last, nearest, spaced=spaced)
                step += option.hurt
                if loose and was == "’" and last.isalpha():
                    step += LOOSE
                _push(coming, (cost + step, new_tail, was[-1], (*spans, (at, end, was))))

    def _close(self, tail: str, after: str) -> int:
        return 0 if tail == " " or after.isalpha() else self.model.step(tail, " ")

    def _literal(self, c: str, tail: str, last: str, following: str) -> tuple[int, str]:
        """The cost of `c` as it stands, and the tail after it."""
        lower = c.lower()
        if c.isalpha() and len(lower) == 1:
            cost = self.model.step(tail, lower)
            if not c.isascii() and c in LEADS and c.isupper() and last.islower():
                cost += WRONG_CASE
            return cost, (tail + lower)[-letters.REACH :]
        cost = 0 if tail == " " else self.model.step(tail, " ")
        if c == "?":
            cost += ASKING if following.isalpha() and (last.isalpha() or last in " “(") else 0
        elif c == "\ufffd":
            cost += 2 * SYMBOL
        elif not c.isascii():
            if last in LEADS and c not in "’“”–—…":
                cost += SYMBOL  # two bytes of one character, most likely
            if c in typography.MARKS:
                cost += typography.cost(c, last, following)
            elif "\x80" <= c <= "\x9f" or (last.isalpha() and not last.isascii()):
                cost += 2 * SYMBOL
            else:
                cost += SYMBOL
        return cost, " "

    def _proposed(
        self, was: str, tail: str, last: str, following: str, *, spaced: bool
    ) -> tuple[int, str]:
        """The cost of reading `was`, and the tail after it."""
        c = was[0]
        cost = REPAIRED
        if len(was) > 1:
            following = " "
            cost += 3 if c in typography.MARKS else 1
        elif spaced and following.strip() and not following.isalpha():
            cost += CAPITAL  # the blank was a blank: nothing begins right after this letter
        if c.isalpha() and c not in "ºª":
            lower = c.lower()
            cost += self.model.step(tail, lower)
            if c != lower:
                cost += _capital(last, following)
            tail = (tail + lower)[-letters.REACH :]
            if len(was) > 1:
                cost += self.model.step(tail, " ")
                tail = " "
            return cost, tail
        if tail != " ":
            cost += self.model.step(tail, " ")
        if c in typography.MARKS:
            cost += self.place(c, last, following) + 2
        else:
            cost += SYMBOL - 4 if not unicodedata.category(c).startswith("M") else 3 * SYMBOL
        return cost, " "


_cheapest = itemgetter(0)


def _capital(last: str, following: str) -> int:
    """The cost of a capital between two characters."""
    if last.islower():
        return WRONG_CASE
    if last.isupper():
        return WRONG_CASE if following.islower() else 0
    return CAPITAL


def _best(group: dict[tuple[str, str], State]) -> list[State]:
    """The cheapest states of a place."""
    states = list(group.values())
    return states if len(states) == 1 else sorted(states, key=_cheapest)[:BEAM]


def _push(group: dict[tuple[str, str], State], state: State) -> None:
    key = (state[1], state[2])
    best = group.get(key)
    if best is None or state[0] < best[0]:
        group[key] = state
