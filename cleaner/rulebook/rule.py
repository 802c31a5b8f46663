"""What a rule is, once read: values without behaviour, that can be compared and stored."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat
from typing import Final, Literal

import msgspec

Kind = Literal["is", "starts", "ends", "has", "re"]
Take = Literal["block", "match", "rest", "none"]
Confidence = Literal["high", "medium", "low"]
Status = Literal["stable", "preview", "deprecated"]
Zone = Literal["head", "body", "tail", "end", "top", "foot"]

#: No upper bound.
ENDLESS: Final = 1 << 60
#: A rule that matches only part of a block speaks of blocks up to this many words, unless it
#: says otherwise: furniture is short, and a phrase inside a long paragraph is prose.
WORDS_BY_DEFAULT: Final = 40


#: In `gone`: whatever the label.
EVERY: Final = "*"


class Range(msgspec.Struct, frozen=True, array_like=True):
    """`low..high`, both included."""

    low: int = 0
    high: int = ENDLESS

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high

    def __str__(self) -> str:
        if self.low == self.high:
            return str(self.low)
        low = str(self.low) if self.low else ""
        return f"{low}..{self.high if self.high < ENDLESS else ''}"


class Place(msgspec.Struct, frozen=True, array_like=True):
    """Where an atom can stand in a view that its pattern matches."""

    edges: int = 0  # those beside which no letter stands (see `atoms`)
    reach: int = ENDLESS  # it starts no further from the start of the view than this
    tail: int = ENDLESS  # nor ends further from its end


class Pattern(msgspec.Struct, frozen=True):
    """One phrase or expression, compiled as far as can be stored."""

    kind: Kind
    written: str
    regex: str
    atoms: tuple[str, ...] | None  # one of these stands in every match; None: no promise
    sayings: tuple[str, ...] | None  # all that it can match, edges stripped; None: too many
    places: tuple[Place, ...] = ()  # where each atom can stand; one for all, if it is the same
    longest: int | None = None  # no longer view can match; None: no such bound
    telling: bool = False  # the atoms are worth looking for
    digit: bool = False  # every match holds a digit
    calm: int = 0  # up to this length of a text no search can take long
    digit_first: bool = False  # every match starts the view, with a digit
    twice: int = 0  # so many characters from the start of the view stand in it once more
    also: tuple[tuple[str, ...], ...] = ()  # beside an atom, one of each stands in every match
    line: int = 1

    def placed(self) -> Iterator[tuple[str, Place]]:
        """The atoms, each with where it can stand."""
        places = self.places if len(self.places) != 1 else repeat(self.places[0])
        return zip(self.atoms or (), places, strict=False)


class Condition(msgspec.Struct, frozen=True, omit_defaults=True):
    """What must be true of a block: one of the patterns, and every guard."""

    patterns: tuple[Pattern, ...] = ()
    words: Range | None = None
    chars: Range | None = None
    links: Range | None = None
    sentence: bool | None = None
    prose: bool | None = None
    capitals: bool | None = None
    quoted: bool = False
    at: tuple[Zone, ...] = ()
    gone: tuple[str, ...] = ()  # labels; EVERY for any of them
    tag: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    prev: Condition | None = None
    next: Condition | None = None
    unless: tuple[Condition, ...] = ()  # any one of them spares the block

    def parts(self) -> list[Condition]:
        """This condition and every one inside it."""
        found = [self]
        for inner in (self.prev, self.next, *self.unless):
            if inner is not None:
                found += inner.parts()
        return found


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stretch of blocks that a sequence walks over."""

    when: Condition
    times: Range = Range(1, 1)
    until: Condition | None = None


class ExampleLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """One block of an example. `cuts` are the spans that must go while the rest stays."""

    goes: bool
    text: str
    line: int
    cuts: tuple[tuple[int, int], ...] = ()
    tags: tuple[str, ...] = ()
    links: int | None = None


class Rule(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One piece of knowledge about pages, with its manual and its tests."""

    id: str
    label: str
    why: str
    when: Condition
    then: tuple[Step, ...] = ()
    take: Take = "block"
    confidence: Confidence = "high"
    status: Status = "stable"
    languages: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    source: str = ""
    was: tuple[str, ...] = ()
    examples: tuple[tuple[ExampleLine, ...], ...] = ()
    path: str = ""
    line: int = 1

    @property
    def tells(self) -> bool:
        """Does it know a block by words of the block's own, and surely? Only then is what it takes
        evidence to other rules."""
        return bool(self.when.patterns) and self.confidence == "high"

    def conditions(self) -> list[Condition]:
        """Every condition of the rule, at any depth."""
        found = self.when.parts()
        for step in self.then:
            found += step.when.parts()
            if step.until is not None:
                found += step.until.parts()
        return found
