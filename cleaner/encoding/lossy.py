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

from cleaner.encoding import letters, typography, weigh
from cleaner.encoding.beam import Link, Place, Places, Plain, Span, State, flat
from cleaner.encoding.sequences import ALL, BEAM, LEADS, Loss, Option, Sequences

Choices = dict[int, list[Option]]  # by place
Known = tuple[tuple[Span, ...], int, int, int]  # what a Reading is made of

LONGEST = 400  # characters of one chunk; what is longer is not a damaged word
REPAIRED = 1  # a repair costs a little: at a tie the text stays
SYMBOL = 12  # an odd symbol that stands as it is
ASKING = 18  # a question mark inside a word
LOOSE = 12  # an apostrophe where no language puts one
WRONG_CASE = 10
FEW = 24  # words of which the choices are kept: those of the line that is being read
GLUED = frozenset(".,)]!?;:")  # what few languages set a blank before, and then a narrow one
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
        self.low_opens = typography.closes_low(language)
        self.foreign = typography.foreign(language)
        # Plain tuples, since the garbage collector passes over those that hold only such.
        self._read: dict[tuple[str, str, str], Known] = {}
        self._choices: dict[str, Choices] = {}

    def options(self, text: str, at: int) -> list[Option]:
        """What may start at `at`."""
        return self.sequences.at(text, at)

    def choices(self, chunk: str) -> Choices:
        """The places of a chunk that may be anything else than what stands there."""
        found = self._choices.get(chunk)
        if found is None:
            if len(self._choices) > FEW:
                self._choices.clear()
            leads = [at for at, c in enumerate(chunk) if c in self.leads]
            found = {at: options for at in leads if (options := self.options(chunk, at))}
            self._choices[chunk] = found
        return found

    def read(self, chunk: str, before: str = "", after: str = "") -> Reading:
        """The best reading of a chunk that stands between two characters."""
        before, after = _kinds(before, after)
        key = (chunk, before, after)
        known = self._read.get(key)
        if known is None:
            if len(self._read) > letters.MEMORY:
                self._read.clear()
            known = self._read[key] = self._beam(chunk, before, after)
        return Reading(*known)

    def place(self, mark: str, last: str, following: str) -> int:
        """What a mark costs where it stands, in this language."""
        if (
            mark == "”"
            and self.closing_opens
            and last in typography.OPENERS
            and following.isalnum()
        ):
            return 1
        if self.low_opens and mark in "„“”":
            if last in typography.OPENERS and following.isalnum():
                return 1 if mark == "„" else typography.UNLIKELY // 2
            if mark == self.low_opens and last.isalnum() and not following.isalnum():
                return 1
        return typography.cost(mark, last, following) + self.foreign.get(mark, 0)

    def literal(self, chunk: str, before: str = "", after: str = "") -> int:
        """The cost of a chunk as it stands."""
        known = self._read.get((chunk, *_kinds(before, after)))
        return self._plain(chunk, *_kinds(before, after)) if known is None else known[2]

    def _beam(self, chunk: str, before: str, after: str) -> Known:
        size = len(chunk)
        choices = self.choices(chunk)
        first = min(choices, default=size)
        sound = max(choices) + 1 if choices else size  # from here on there is nothing to choose
        unhurt = self._walk(chunk, 0, first, (0, " ", before), after)
        if self.never_literal:
            literal = self._plain(chunk, before, after)
        else:
            literal = self._ended(chunk, first, unhurt, after)
        places = Places()
        places[first].push(*unhurt, None)
        costs = self.model.costs
        for at in range(first, sound):
            place = places.get(at)
            if place is None:
                continue
            ranked = place.best()
            c = chunk[at]
            if "a" <= c <= "z":  # most are: what `_literal` would do, at once
                for cost, tail, _, spans in ranked:
                    here, now = at, c
                    while True:
                        cost += costs[tail + now]  # noqa: PLW2901  (the state walks on)
                        tail = (tail + now)[-letters.REACH :]  # noqa: PLW2901
                        here += 1
                        last, now = now, chunk[here : here + 1]
                        if len(ranked) > 1 or here in places or not "a" <= now <= "z":
                            break
                    places[here].push(cost, tail, last, spans)
                continue
            options = choices.get(at, ())
            for option in options:
                self._branch(places[at + option.taken], ranked, chunk, at, option, after)
            if not options or (options[0].hurt and not self.never_literal):
                following = chunk[at + 1] if at + 1 < size else after
                push = places[at + 1].push
                for cost, tail, last, spans in ranked:
                    price, new_tail = self._literal(c, tail, last, following)
                    push(cost + price, new_tail, c, spans)
        # A whole sequence is what it is read as, or else all of the chunk stays.
        best = ALL if self.never_literal else literal
        link: Link = None
        for at in sorted(place for place in places if place >= sound):
            for cost, tail, last, spans in places[at].best(BEAM if at < size else ALL):
                if cost >= best:
                    break  # and so do all the others of the place
                total = self._ended(chunk, at, (cost, tail, last), after)
                if total < best:
                    best, link = total, spans
        return flat(link), best, literal, size

    def _ended(self, chunk: str, start: int, state: Plain, after: str) -> int:
        """The cost of a state at the end of a chunk that is what it is from `start` on."""
        cost, tail, _ = self._walk(chunk, start, len(chunk), state, after)
        return cost + self._close(tail, after)

    def _plain(self, chunk: str, before: str, after: str) -> int:
        if self.never_literal:
            return SYMBOL * sum(c >= "\x80" for c in chunk)
        return self._ended(chunk, 0, (0, " ", before), after)

    def _walk(self, chunk: str, start: int, stop: int, state: Plain, after: str) -> Plain:
        """The state after some characters of a chunk that are what they are."""
        cost, tail, last = state
        costs = self.model.costs
        for at in range(start, stop):
            c = chunk[at]
            if "a" <= c <= "z":
                cost += costs[tail + c]
                tail = (tail + c)[-letters.REACH :]
            else:
                following = chunk[at + 1] if at + 1 < len(chunk) else after
                price, tail = self._literal(c, tail, last, following)
                cost += price
            last = c
        return cost, tail, last

    def _branch(  # noqa: PLR0917  (the innermost loop: what it needs, it is handed)
        self, place: Place, ranked: list[State], chunk: str, at: int, option: Option, after: str
    ) -> None:
        """Read an option after each of the best states."""
        end = at + option.taken
        nearest = chunk[end : end + 1] or after
        if option.sure:
            shouted = CAPITAL if nearest.isupper() and nearest not in LEADS else 0
            costs, letter = self.model.costs, option.sure
            for cost, tail, last, spans in ranked:
                longer = tail + letter
                step = REPAIRED + costs[longer]
                if shouted and last.isupper():
                    step += shouted
                place.push(cost + step, longer[-letters.REACH :], letter, (spans, at, end, letter))
            return
        spaced = chunk[end - 1] == " "
        final = end == len(chunk) and not after.isalpha()
        price = REPAIRED + option.hurt
        if spaced and _begins(nearest):
            price += CAPITAL
        shouted = nearest.isupper() and nearest not in LEADS
        inside = "’" in option.others and nearest.isalpha()
        loose = inside and not weigh.clitic(chunk, at, end)
        for cost, tail, last, spans in ranked:
            if cost + price > place.limit:
                break  # and so does every later one
            if option.small:
                so_far = cost + price + (CAPITAL if shouted and last.isupper() else 0)
                place.choose(option.small, so_far, tail, (spans, at, end), final=final)
            if option.capitals:
                so_far = cost + price + _capital(last, nearest)
                place.choose(option.capitals, so_far, tail, (spans, at, end), final=final)
            for was in option.others:
                step, new_tail = self._proposed(was, tail, last, nearest, spaced=spaced)
                step += option.hurt
                if loose and was == "’" and last.isalpha():
                    step += LOOSE
                place.push(cost + step, new_tail, was[-1], (spans, at, end, was))

    def _close(self, tail: str, after: str) -> int:
        return 0 if tail == " " or after.isalpha() else self.model.costs[tail + " "]

    def _literal(self, c: str, tail: str, last: str, following: str) -> tuple[int, str]:
        """The cost of `c` as it stands, and the tail after it."""
        lower = c.lower()
        if c.isalpha() and len(lower) == 1:
            cost = self.model.costs[tail + lower]
            if not c.isascii() and c in LEADS and c.isupper() and last.islower():
                cost += WRONG_CASE
            return cost, (tail + lower)[-letters.REACH :]
        cost = 0 if tail == " " else self.model.costs[tail + " "]
        if c == " " and following in GLUED:
            cost += CAPITAL
        elif c == "?":
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
            cost += 3 if c in typography.MARKS else 1
            if following in GLUED:
                cost += CAPITAL  # no blank stands there
            following = " "
        elif spaced and _begins(following):
            cost += CAPITAL  # the blank was a blank: nothing begins right after this letter
        if c.isalpha() and c not in "ºª":
            lower = c.lower()
            cost += self.model.costs[tail + lower]
            if c != lower:
                cost += _capital(last, following)
            tail = (tail + lower)[-letters.REACH :]
            if len(was) > 1:
                cost += self.model.costs[tail + " "]
                tail = " "
            return cost, tail
        if tail != " ":
            cost += self.model.costs[tail + " "]
        if c in typography.MARKS:
            cost += self.place(c, last, following) + 2
        else:
            cost += SYMBOL - 4 if not unicodedata.category(c).startswith("M") else 3 * SYMBOL
        return cost, " "


def _capital(last: str, following: str) -> int:
    """The cost of a capital between two characters."""
    if last.islower():
        return WRONG_CASE
    if last.isupper():
        return WRONG_CASE if following.islower() else 0
    return CAPITAL


def _begins(c: str) -> bool:
    """Whether something other than a word begins with a character; not what ends a sentence."""
    return bool(c.strip()) and not c.isalpha() and c not in GLUED


def _kinds(before: str, after: str) -> tuple[str, str]:
    """Of the neighbours of a chunk only their kind counts, so that a word is read once."""
    return (
        " " if not before or before.isspace() else "a" if before.isalnum() else before,
        " " if not after or after.isspace() else "a" if after.isalpha() else after,
    )
