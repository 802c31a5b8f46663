"""The tree, laid out as a browser would: boxes that hold lines.

A `Box` is an element that stands on its own line or carries a telling name; a `Line` is a run of
text between two breaks, the smallest thing that can be kept or left. One walk of the tree makes
them all, without recursion, so that a page nested ten thousand deep costs no more than a flat one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from cleaner.html.names import read
from cleaner.html.shape import key
from cleaner.html.vocabulary import Mark


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


#: Nothing inside is text of the story.
UNSEEN: Final = _set("""
    amp-ad amp-analytics amp-consent amp-embed amp-iframe amp-img amp-sidebar applet area audio
    base button canvas col colgroup datalist dialog embed frame frameset iframe img input link
    map math meta meter nav noframes noscript object optgroup option param progress script select
    style svg template textarea title video
""")

#: Flows inside a line, unless its name says that it is something of its own. `source` is here
#: because the parser, which does not know it to be empty, puts the picture inside it.
INLINE: Final = _set("""
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt
    ruby s samp small source span strike strong sub sup time track tt u var wbr
""")

HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}

#: An inline element with one of these marks is a line of its own all the same.
BREAKING: Final = frozenset({Mark.CAPTION, Mark.CREDIT})

_NAMES: Final = ("class", "id", "role", "itemprop", "data-component", "data-testid", "data-type")
_NOT_SHOWN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_NONE: Final[tuple[frozenset[str], frozenset[Mark]]] = (frozenset(), frozenset())
_HIDDEN: Final = frozenset({Mark.HIDDEN})


def not_shown(element: Any) -> bool:
    """Does the page itself say that a reader does not see it?"""
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _NOT_SHOWN.search(style))


class Box:
    """An element that holds lines, with what it and its name say."""

    __slots__ = (
        "cards", "element", "elsewhere", "first", "inside", "last", "make", "marks", "parent",
        "pictured", "prose", "tag", "titled", "weight", "words",
    )  # fmt: skip

    def __init__(self, element: Any, tag: str, parent: Box | None, first: int) -> None:
        self.element, self.tag, self.parent = element, tag, parent
        self.first = self.last = first  # lines[first:last] stand in it
        self.prose = self.weight = 0.0  # how much story it holds: see `scope`
        self.elsewhere = self.inside = self.cards = self.pictured = False
        self.titled: bool = tag == "h1" or (parent is not None and parent.titled)
        # Asking an element is slow, so it is asked once; most have a class and no more.
        said: dict[str, str] = dict(element.items())
        make = said.get("class")
        names = make or ""
        if len(said) > (make is not None):
            names = " ".join([said[name] for name in _NAMES if said.get(name)])
        if "-" in tag:  # an element of the publisher's own making is named by its tag
            names += f" {tag}"
        self.words, self.marks = read(names) if names else _NONE
        self.make = read(make)[0] if make else _NONE[0]  # the names it shares with its like
        if ("style" in said or "hidden" in said) and not_shown(element):
            self.marks |= _HIDDEN

    def up(self) -> Iterator[Box]:
        """The box and those around it, from the inside out."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.parent


class Line:
    """A run of text between two breaks."""

    __slots__ = (
        "anchors", "bold", "box", "broken", "index", "key", "lead", "links", "prose", "story",
        "tail", "text", "weight",
    )  # fmt: skip

    def __init__(self, text: str, box: Box, index: int) -> None:
        self.text, self.box, self.index = text, box, index
        self.key = key(text)
        self.links = self.bold = 0.0  # shares of its characters
        self.anchors = 0
        self.lead = self.tail = 0  # characters before its first link and after its last
        self.broken = False  # ended by <br>, not by its box
        self.prose = self.weight = 0.0  # see `scope`
        self.story = False  # stands in the article body that the page states in its data


class Image:
    """A picture, and the line before which it stands."""

    __slots__ = ("before", "box", "element")

    def __init__(self, element: Any, before: int, box: Box) -> None:
        self.element, self.before, self.box = element, before, box
