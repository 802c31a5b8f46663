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
        known = self.sequences.table.known
        self.small = frozenset(c for c in known if c == c.lower() and c.isalpha())
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
        states: dict[int, dict[tuple[str, str], State]] = {0: {("", ""): (0, " ", before, ())}}
        plain = (0, " ", before)
        size = len(chunk)
        for at, c in enumerate(chunk):
            if "a" <= c <= "z":  # most are: what `_literal` would do, at once
                known = self.model.steps.get
                tail = plain[1]
                if not self.never_literal:
                    step = known(tail + c)
                    if step is None:
                        step = self.model.step(tail, c)
                    plain = (plain[0] + step, (tail + c)[-letters.REACH :], c)
                else:
                    plain = (plain[0], " ", c)
                here = states.pop(at, None)
                if here is None:
                    continue
                ranked = list(here.values())
                if len(ranked) > 1:
                    ranked = sorted(ranked, key=_cheapest)[:BEAM]
                for cost, tail, _, spans in ranked:
                    step = known(tail + c)
                    if step is None:
                        step = self.model.step(tail, c)
                    _push(states, at + 1, (cost + step, (tail + c)[-letters.REACH :], c, spans))
                continue
            following = chunk[at + 1] if at + 1 < size else after
            if self.never_literal:
                plain = (plain[0] + (SYMBOL if c >= "\x80" else 0), " ", c)
            else:
                cost, tail = self._literal(c, plain[1], plain[2], following)
                plain = (plain[0] + cost, tail, c)
            here = states.pop(at, None)
            if here is None:
                continue
            ranked = sorted(here.values(), key=_cheapest)[:BEAM]
            options = self.options(chunk, at) if c in self.leads else ()
            if not options or not self.never_literal:
                for cost, tail, last, spans in ranked:
                    step, new_tail = self._literal(c, tail, last, following)
                    _push(states, at + 1, (cost + step, new_tail, c, spans))
            for option in options:
                self._branch(states, ranked, chunk, at, option, after)
        closing = [
            (cost + self._close(tail, after), spans)
            for cost, tail, _, spans in states.pop(size, {}).values()
        ]
        cost, spans = min(closing)
        return Reading(spans, cost, plain[0] + self._close(plain[1], after), size)

    def _branch(  # noqa: PLR0917  (the innermost loop: what it needs, it is handed)
        self,
        states: dict[int, dict[tuple[str, str], State]],
        ranked: list[State],
        chunk: str,
        at: int,
        option: Option,
        after: str,
    ) -> None:
        """Read an option after each of the best states."""
        taken, was, hurt = option
        end = at + taken
        nearest = chunk[end : end + 1] or after
        spaced = chunk[end - 1] == " "
        now = (at, end, was)
        if was in self.small:  # by far the commonest case
            price = REPAIRED + hurt
            if spaced and nearest.strip() and not nearest.isalpha():
                price += CAPITAL
            known = self.model.steps.get
            shouted = nearest.isupper() and nearest not in LEADS
            for cost, tail, last, spans in ranked:
                step = known(tail + was)
                if step is None:
                    step = self.model.step(tail, was)
                if shouted and last.isupper():
                    step += CAPITAL
                new_tail = (tail + was)[-letters.REACH :]
                _push(states, end, (cost + step + price, new_tail, was, (*spans, now)))
            return
        loose = was == "’" and nearest.isalpha() and not weigh.clitic(chunk, at, end)
        for cost, tail, last, spans in ranked:
            step, new_tail = self._proposed(was, tail, last, nearest, spaced=spaced)
            step += hurt + (LOOSE if loose and last.isalpha() else 0)
            _push(states, end, (cost + step, new_tail, was[-1], (*spans, now)))

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


def _push(states: dict[int, dict[tuple[str, str], State]], at: int, state: State) -> None:
    group = states.setdefault(at, {})
    key = (state[1], state[2])
    best = group.get(key)
    if best is None or state[0] < best[0]:
        group[key] = state
