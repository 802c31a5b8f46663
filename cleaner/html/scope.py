"""Where on the page the story stands: the smallest box that holds nearly all of it."""

from __future__ import annotations

import re
from typing import Final

from cleaner.html.boxes import HEADINGS, Box, Line
from cleaner.html.layout import Layout
from cleaner.html.vocabulary import Mark

#: Boxes that are called this hold other things than the story, unless they hold most of the page.
ELSEWHERE: Final = frozenset({
    Mark.ADVERT, Mark.BIO, Mark.CAPTION, Mark.COMMENTS, Mark.CONSENT, Mark.DIALOG, Mark.FOOTER,
    Mark.HIDDEN, Mark.LEGAL, Mark.NAVIGATION, Mark.NEWSLETTER, Mark.PAYWALL, Mark.PROMO,
    Mark.RELATED, Mark.SHARE, Mark.SIDEBAR, Mark.TAGS, Mark.WIDGET,
})  # fmt: skip
ELSEWHERE_TAGS: Final = frozenset({"aside", "footer", "nav", "form", "figcaption", "button"})
#: Names so plain that a box must hold nearly the whole page before they are disbelieved.
PLAIN: Final = frozenset({Mark.COMMENTS, Mark.CONSENT, Mark.DIALOG, Mark.FOOTER, Mark.NAVIGATION})
PLAIN_TAGS: Final = frozenset({"aside", "footer", "nav", "figcaption"})
STORY_TAGS: Final = frozenset({"article", "main"})

_LONG: Final = 60  # characters of a line that may be prose
_LINKED: Final = 0.4
_END: Final = re.compile(r"[.!?…:;。！？；：»”\"'।॥؟۔։።]")
_WIDE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
MOST: Final = 0.5  # of the page's prose: such a box is the page, whatever it is called
NEARLY: Final = 0.95  # the same for plain names
#: What a line weighs more or less for the place it stands in.
_BEFORE_HEADLINE: Final = 0.3
_ELSEWHERE: Final = 0.1
_INSIDE: Final = 2
_STATED: Final = 4
_SCANT: Final = 300  # a page of less weight has no prose to speak of
_NEARLY_ALL: Final = 0.92


#: A box that lists other stories: at least so many alike, each with a link, none long.
_CARDS: Final = 3
_CARD_WORDS: Final = 70
_NO_CARDS: Final = frozenset({"p", "tr", "td"})


def find_cards(layout: Layout) -> None:
    """Mark the boxes of teasers: a run of siblings of one make, each little more than a link."""
    families: dict[tuple[Box | None, str, frozenset[str]], list[Box]] = {}
    for box in layout.boxes:
        if box.last > box.first and box.tag not in _NO_CARDS:
            families.setdefault((box.parent, box.tag, box.make), []).append(box)
    for members in families.values():
        if len(members) < _CARDS:
            continue
        cards = [box for box in members if _is_card(layout.lines[box.first : box.last])]
        if len(cards) > 0.75 * len(members):
            for box in members:
                box.cards = True


def _is_card(lines: list[Line]) -> bool:
    linked = False
    size = 0
    for line in lines:
        size += len(line.text)
        if size > 6 * _CARD_WORDS:
            return False
        linked = linked or (line.links > 0.9 and len(line.text) > 15)
    return linked


def weigh(layout: Layout, headline: int) -> None:
    """Give every line and box its prose and its weight; the story follows its headline."""
    for line in layout.lines:
        line.prose = prose(line)
        if line.prose:
            box: Box | None = line.box
            while box is not None:  # not `up()`: this is the busiest loop over boxes
                box.prose += line.prose
                box = box.parent
    find_cards(layout)
    _tell_elsewhere(layout)
    for line in layout.lines:
        if line.prose:
            _add(line, line.prose, headline)
    if layout.root.weight < _SCANT:
        # A list of winners, a poem: nothing is prose, so every line that is no link counts.
        for line in layout.lines:
            if not line.prose and line.links < _LINKED and not line.box.elsewhere:
                _add(line, len(line.text), headline)


def _tell_elsewhere(layout: Layout) -> None:
    """Mark the boxes that hold other things than the story, and those it would stand in."""
    total = layout.root.prose
    for box in layout.boxes:
        strange = box.prose < MOST * total and (
            box.tag in ELSEWHERE_TAGS or not ELSEWHERE.isdisjoint(box.marks)
        )
        plain = box.prose < NEARLY * total and (
            box.tag in PLAIN_TAGS or not PLAIN.isdisjoint(box.marks)
        )
        outer = box.parent
        box.elsewhere = not _is_body(box) and (
            box.cards or strange or plain or (outer is not None and outer.elsewhere)
        )
        box.inside = (
            Mark.BODY in box.marks or box.tag in STORY_TAGS or (outer is not None and outer.inside)
        )


def _add(line: Line, weight: float, headline: int) -> None:
    if line.box.elsewhere:
        weight *= _ELSEWHERE
    elif line.box.inside:
        weight *= _INSIDE
    if line.index < headline:
        weight *= _BEFORE_HEADLINE
    if line.story:
        weight *= _STATED
    line.weight = weight
    for box in line.box.up():
        box.weight += weight


def prose(line: Line) -> float:
    """How much running text a line is, in letters; wide letters count for more."""
    if line.box.titled or line.box.tag in HEADINGS:
        return 0.0
    size = len(line.text)
    if not line.text.isascii() and _WIDE.search(line.text):
        size *= 3
    if size < _LONG or line.links > _LINKED or not _END.search(line.text):
        return 0.0
    return size * (1 - line.links)


def story_box(layout: Layout, headline: int | None) -> Box:
    """The smallest box that holds nearly all of the weight, and one story only."""
    children: dict[Box, list[Box]] = {}
    for box in layout.boxes[1:]:
        if box.weight and box.parent:
            children.setdefault(box.parent, []).append(box)
    best = layout.root
    while not _is_body(best) and (inner := children.get(best)):
        heaviest = max(inner, key=lambda box: box.weight)
        if heaviest.weight < _NEARLY_ALL * best.weight:
            own = _own(inner, layout, headline)
            if own is None:
                break
            heaviest = own
        best = heaviest
    return best


def _is_body(box: Box) -> bool:
    """Does the page itself say that this is the article's body, whole and nothing else?"""
    return (box.element.get("itemprop") or "").lower() == "articlebody"


def _own(siblings: list[Box], layout: Layout, headline: int | None) -> Box | None:
    """Of several stories on one endless page, the one that the page's headline stands over."""
    if headline is None:
        return None
    own = next((box for box in siblings if box.first <= headline < box.last), None)
    if own is None:
        return None
    others = [
        box for box in siblings
        if box is not own and (box.tag, box.make) == (own.tag, own.make)
        and any(line.box.titled for line in layout.lines[box.first : box.last])
    ]  # fmt: skip
    return own if others else None
