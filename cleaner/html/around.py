"""What a line inherits from the boxes around it: their names, their elements, their company."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Final

from cleaner.html.boxes import HEADINGS, Box
from cleaner.html.scope import NEARLY, PLAIN, PLAIN_TAGS
from cleaner.html.story import Story
from cleaner.html.vocabulary import Mark

#: A box that holds this share of the story is the story, whatever it is called …
GUARD: Final = 0.4
#: … and so are boxes of one name that hold this share of it together.
NAMESAKES: Final = 0.4
PICTURE_LINES: Final = 3  # in a box with a picture: what is said of it

#: A box of a weak name that holds so much of the story in so many paragraphs is misnamed.
STRETCH: Final = 0.05
STRETCH_LINES: Final = 3
STRETCH_PROSE: Final = 0.6  # of its letters
LINKED: Final = 0.3  # of a line that is no running text
WEAK: Final = frozenset({
    Mark.ADVERT, Mark.AUDIO, Mark.BYLINE, Mark.NAVIGATION, Mark.PAYWALL, Mark.PROMO,
    Mark.PUBLISHED, Mark.SHARE, Mark.STANDFIRST, Mark.SUMMARY, Mark.TAGS, Mark.WIDGET,
})  # fmt: skip

#: Elements worth a word on their own, and names and elements that mostly hold no story.
TAGS: Final = frozenset({
    "address", "aside", "blockquote", "dl", "figcaption", "figure", "footer", "form", "h1",
    "header", "li",
})  # fmt: skip
NOISE: Final = frozenset({
    Mark.ADVERT, Mark.AUDIO, Mark.BIO, Mark.BYLINE, Mark.CAPTION, Mark.COMMENTS, Mark.CONSENT,
    Mark.CREDIT, Mark.DIALOG, Mark.FACTBOX, Mark.FOOTER, Mark.HIDDEN, Mark.NAVIGATION,
    Mark.NEWSLETTER, Mark.PAYWALL, Mark.PROMO, Mark.PUBLISHED, Mark.RELATED, Mark.SHARE,
    Mark.SIDEBAR, Mark.TAGS, Mark.WIDGET,
})  # fmt: skip
NOISE_TAGS: Final = frozenset({"aside", "footer", "form", "figure", "address"})

#: What kind of line an element makes; within the second set a `p` is no paragraph of its own.
KINDS: Final = {
    **dict.fromkeys(HEADINGS, "heading"),
    **dict.fromkeys(("li", "dd", "dt"), "item"),
    "p": "paragraph",
    "blockquote": "quote",
    "table": "table",
    "pre": "code",
    "figcaption": "caption",
}
LASTING: Final = frozenset({"heading", "item", "quote", "caption"})


class Around:
    """What one box passes on to its lines."""

    __slots__ = ("called", "in_trunk", "kind", "linked", "noisy", "top")

    def __init__(self, outer: Around | None = None) -> None:
        self.called: frozenset[str] = outer.called if outer else frozenset()
        self.kind: str = outer.kind if outer else "block"
        self.noisy: bool = outer is not None and outer.noisy
        self.linked: float = (
            outer.linked if outer else 0.0
        )  # share of links in the worst box around
        self.in_trunk: bool = outer is not None and outer.in_trunk
        self.top: Box | None = outer.top if outer else None  # outermost box beside the trunk


def surroundings(story: Story) -> dict[Box, Around]:
    """What each box of the story's region passes on; outer boxes come first."""
    shares = _link_shares(story)
    namesakes: dict[tuple[str, frozenset[Mark]], float] = {}
    for box in story.boxes:
        if box.marks and box not in story.spine:
            name = (box.tag, box.marks)
            namesakes[name] = namesakes.get(name, 0.0) + box.weight
    found: dict[Box, Around] = {box: Around() for box in story.spine}
    for box in story.boxes:
        if box in found:
            continue
        here = Around(found.get(box.parent) if box.parent else None)
        plain = box.tag in PLAIN_TAGS or not PLAIN.isdisjoint(box.marks)
        main = _is_story(box, story, plain=plain)
        if not main:
            alone = plain or namesakes.get((box.tag, box.marks), 0.0) < NAMESAKES * story.weight
            _name(here, box, story, alone=alone)
            here.linked = max(here.linked, shares.get(box, 0.0))
        _place(here, box, story)
        kind = KINDS.get(box.tag, "block")
        if here.kind not in LASTING or kind not in ("block", "paragraph"):
            here.kind = kind
        found[box] = here
    return found


def _is_story(box: Box, story: Story, *, plain: bool) -> bool:
    """Does a box hold so much of the story that its name is not to be believed?"""
    if box.weight >= (NEARLY if plain else GUARD) * (story.weight or 1.0):
        return True
    return not WEAK.isdisjoint(box.marks) and _holds_stretch(box, story)


def _holds_stretch(box: Box, story: Story) -> bool:
    """Does a box of a weak name hold a run of paragraphs, as no box so called would?

    A `cta` or a `widget` that a template forgot to close swallows what follows it.
    """
    if box.prose < STRETCH * story.box.prose:
        return False
    start = story.lines[0].index
    lines = story.lines[max(0, box.first - start) : box.last - start]
    prose = [len(line.text) for line in lines if line.prose and line.links < LINKED]
    letters = sum([len(line.text) for line in lines])
    return len(prose) >= STRETCH_LINES and sum(prose) > STRETCH_PROSE * letters


def _name(here: Around, box: Box, story: Story, *, alone: bool) -> None:
    """Take down what a box is called and what it is."""
    called = set(here.called)
    if box.marks and alone:
        marks, names = _told(box.marks)
        called |= names
        if story.locked and Mark.PAYWALL in marks:
            called.add("at-the-wall")
        here.noisy = here.noisy or not NOISE.isdisjoint(marks)
    if box.tag == "blockquote":  # a figure may hold words as well as a picture
        called -= {"in-figure", "with-picture"}
    if box.tag in TAGS:
        called.add(f"in-{box.tag}")
        here.noisy = here.noisy or box.tag in NOISE_TAGS
    if box.cards:
        called.add("in-cards")
    if box.pictured and box.last - box.first <= PICTURE_LINES:
        called.add("with-picture")
    if Mark.HIDDEN in box.marks and story.is_news:
        called.add("hidden-here")
    here.called = frozenset(called)


@lru_cache(maxsize=4096)
def _told(marks: frozenset[Mark]) -> tuple[frozenset[Mark], frozenset[str]]:
    """The marks to believe, and the evidence they are; a site has few sets of them."""
    believed = told_apart(marks)
    return believed, frozenset(f"called-{mark.value}" for mark in believed)


def told_apart(marks: frozenset[Mark]) -> frozenset[Mark]:
    """Of names that contradict each other, those that say more."""
    if Mark.BODY in marks:
        return marks & {Mark.BODY, Mark.RELATED, Mark.COMMENTS, Mark.CAPTION}
    if Mark.EMBED in marks:
        return marks - {Mark.SHARE}
    if Mark.STANDFIRST in marks:
        return marks - {Mark.RELATED, Mark.BYLINE}
    return marks


def _place(here: Around, box: Box, story: Story) -> None:
    if box is story.entries:
        here.called |= {"live-entry"}
    if box.element.get("itemprop") == "articleBody":
        here.called |= {"itemprop-body"}
    if box is story.trunk:
        here.in_trunk, here.top = True, None
    elif here.top is None:
        here.top = box


def _link_shares(story: Story) -> dict[Box, float]:
    """The share of links in every box of more than one line."""
    letters: Counter[Box] = Counter()
    linked: Counter[Box] = Counter()
    lines: Counter[Box] = Counter()
    for line in story.lines:
        size = len(line.text)
        for box in line.box.up():
            if box in story.spine:
                break
            letters[box] += size
            lines[box] += 1
            if line.links:
                linked[box] += round(size * line.links)
    return {box: linked[box] / letters[box] for box in linked if lines[box] > 1}
