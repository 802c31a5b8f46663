"""Head, body and tail of a page.

The head is the run of blocks before the first prose that stays, and that block too; the tail is
the same from the end. What a rule claims does not count as prose, so a claim may uncover more of
a zone; zones are found again until nothing grows. A page without prose is all tail. The end is what
stands below the last prose that makes a statement: a headline may be long, and ask. A page without
prose has no end.

A page's other stories are announced in sentences too, so the last prose of a page is often no
longer the story's. The story's own prose comes in company: one paragraph upon another, with at
most an interruption or a subhead between, three short sentences on end, or at length. Such prose
is *solid*. The foot is what stands below the first furniture after the last solid prose, and the
top what stands above the last furniture before the first, if enough rules tell of such furniture
by its words. How often one of them speaks says nothing: the captions of a recipe's pictures have
buttons, and so has each answer of a poll. Advertisements, captions and pitches interrupt stories
and prove nothing. Nor do buttons that were strewn into a list, far from each other: top and foot
are thick with lines that rules know, and hold few sentences that they do not.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from cleaner.rulebook.claims import Claims
from cleaner.rulebook.guards import guard
from cleaner.rulebook.passage import CLOSERS, Passage
from cleaner.rulebook.rule import Range
from cleaner.rulebook.sheet import Places, Sheet, places

#: Furniture that stands in the middle of a story, between two of its paragraphs.
INTERRUPTING: Final = frozenset(
    {"advert", "caption", "newsletter", "promo", "consent", "paywall", "duplicate"}
)
#: The furniture that stands around a story.
CLOSING: Final = frozenset(
    {
        "comments", "author-bio", "contact", "legal", "share", "navigation",
        "related", "published", "byline", "live-blog",
    }
)  # fmt: skip

#: One such rule may be led by a chance likeness, two by what interrupts a story; where three
#: speak, furniture has begun.
ENOUGH: Final = 3
#: Furniture is thick: of so many lines that no rule knows by its words, one is known. Where they
#: lie thinner, lines were strewn into a list or a recipe, and what is between is the story's.
SILENT_FOR_ONE: Final = 10
#: For each voice one sentence may stand unnamed in a foot. With two, somebody goes on telling.
TOLD_FOR_ONE: Final = 2
#: A paragraph this long is solid by itself: no teaser tells so much.
LONG_WORDS: Final = 40
#: Three sentences of this many words on end are steps of a recipe, or talk, and solid too.
STEP_WORDS: Final = 2
STEPS: Final = 3
#: How a headline ends that is long enough to look like a sentence.
TEASING: Final = ("?", "!", "...")
#: The longest subhead that parts two paragraphs without making either of them lonely.
SUBHEAD_WORDS: Final = 4


class Zones(NamedTuple):
    """The places of each zone, as bits (see `sheet`)."""

    head: Places = 0
    body: Places = 0
    tail: Places = 0
    end: Places = 0
    top: Places = 0
    foot: Places = 0


NO_ZONES: Final = Zones()
_PROSE: Final = guard("prose", True)
_LONG: Final = guard("words", Range(LONG_WORDS))
_SENTENCE: Final = guard("sentence", True)
_SHORT: Final = guard("words", Range(STEP_WORDS))
_SUBHEAD: Final = guard("words", Range(0, SUBHEAD_WORDS))


def zones(sheet: Sheet, claims: Claims) -> Zones:
    """The zones of a page under the claims made so far."""
    every = sheet.every
    stays = sheet.where(_PROSE) & ~claims.taken()
    if not stays:
        return Zones(tail=every)
    first, last = stays & -stays, 1 << (stays.bit_length() - 1)
    head, above_last = first | (first - 1), last - 1
    telling = sum(1 << place for place in places(stays) if _tells(sheet.left[place])) or stays
    top = foot = 0
    ends = claims.told(CLOSING)
    if ends.bit_count() >= ENOUGH:
        solid = _solid(sheet, claims, stays) or stays
        above = ends & ((solid & -solid) - 1)
        below = ends & every & -(1 << solid.bit_length())
        uppers = ((2 << place) - 1 for place in reversed(list(places(above))))
        lowers = (every & -(1 << place) for place in places(below))
        top = _thick(sheet, claims, ends, uppers) >> 1
        foot = _thick(sheet, claims, ends, lowers)
        foot &= foot - 1
    return Zones(
        head=head,
        body=(last | above_last) & ~(first - 1),
        tail=every & ~above_last,
        end=every & -(1 << telling.bit_length()),
        top=top,
        foot=foot,
    )


def _thick(sheet: Sheet, claims: Claims, ends: Places, stretches: Iterable[Places]) -> Places:
    """The first of these stretches, each of which lies within the one before, that is furniture:
    enough rules name a line of it, and what none of them names is little beside that."""
    silent = sheet.every & ~claims.told()
    told = silent & sheet.where(_SENTENCE) & sheet.where(_SHORT)
    for stretch in stretches:
        named = ends & stretch
        if named.bit_count() < ENOUGH:
            break
        if (silent & stretch).bit_count() > SILENT_FOR_ONE * named.bit_count():
            continue
        voices = len(claims.voices(named, CLOSING))
        if voices < ENOUGH:
            break
        sentences = sum(_tells(sheet.left[place]) for place in places(told & stretch))
        if sentences < TOLD_FOR_ONE * voices:
            return stretch
    return 0


def _solid(sheet: Sheet, claims: Claims, stays: Places) -> Places:
    """The prose that stays and is long, or has prose beside it."""
    prose = sum(1 << place for place in places(stays) if _tells(sheet.left[place]))
    subheads = sheet.where(_SUBHEAD) & ~claims.taken()
    solid = prose & sheet.where(_LONG)
    before = gap = False  # was there prose, and then a subhead?
    last = 0
    for place in places(sheet.every & ~claims.taken(INTERRUPTING)):
        bit = 1 << place
        if prose & bit:
            if before:
                solid |= last | bit
            before, gap, last = True, False, bit
        elif before and not gap and subheads & bit:
            gap = True
        else:
            before = False
    return solid | _steps(sheet, claims)


def _steps(sheet: Sheet, claims: Claims) -> Places:
    """Short sentences, one upon another: a recipe's steps, a poem, an exchange of words. What was
    set between them and names itself as furniture does not part them, but then a paragraph is no
    step: the story's last would take the first teaser below the buttons."""
    told = sheet.where(_SENTENCE) & sheet.where(_SHORT) & ~claims.taken()
    told = sum(1 << place for place in places(told) if _tells(sheet.left[place]))
    third = told & told >> 1 & told >> 2  # the first of three
    solid = third | third << 1 | third << 2
    told &= ~sheet.where(_PROSE)
    run = 0
    for place in places(sheet.every & ~claims.told()):
        run = run | 1 << place if told >> place & 1 else 0
        if run.bit_count() >= STEPS:
            solid |= run
    return solid


def _tells(passage: Passage) -> bool:
    """Is this prose that makes a statement to its end? Headlines ask, shout and break off."""
    return not passage.view.rstrip(CLOSERS).endswith(TEASING)
