"""What can be said of a line: the evidence for and against its being story.

Every piece of evidence has a name that reads in a receipt (`html/link-item`), and none of them
knows a language: they come from the line's shape, its links, its boxes and their names, its
neighbours, and from what the page states of itself. `scorecard` says what each is worth.
"""

from __future__ import annotations

import re
from typing import Final

from cleaner.html.around import GUARD, LINKED, Around, surroundings
from cleaner.html.boxes import Box, Line
from cleaner.html.neighbours import neighbours
from cleaner.html.shape import clock, ends, leads, signs, words
from cleaner.html.standfirst import is_standfirst
from cleaner.html.story import Story

#: How long a line is: at most so many words.
LENGTHS: Final = ((3, "tiny"), (8, "short"), (20, "middling"))
SENTENCE_WORDS: Final = 12
CAPTION_WORDS: Final = 35  # of a paragraph like all others: it stands beside the picture

#: How much of a line is link.
WHOLE_LINK: Final = 0.9
HALF_LINK: Final = 0.5
SOME_LINK: Final = 0.02
MANY_LINKS: Final = 2  # in one line; with more it is a list
UNSTATED_LINKS: Final = 0.3  # of a line that the stated body leaves out
LABEL: Final = 40  # letters of a label before a link: `Read also:`
LINK_WORDS: Final = 3  # of a paragraph that is one link: a story's title, not a name

#: Shares of links in a box, and of the story in it.
LINK_LIST: Final = 0.6
POOR: Final = 0.1

#: Letters of a line whose return is no chance, and of one that a page lays out twice, for two
#: sizes of screen. What returns more often than twice is a refrain of the story's own.
SHORT_COPY: Final = 12
LONG_COPY: Final = 60
TWICE: Final = 2
DATE_WORDS: Final = 12  # of a line with a date, and perhaps a time and a place
_NUMBER: Final = re.compile(r"\d{1,4}")
SEARCHED: Final = 200_000  # letters of a story in which quotes pulled from it are looked for
PULLED: Final = 40  # letters of a sentence that stands inside another line too
APART: Final = frozenset({"in-blockquote", "in-figure", "in-aside", "called-quote", "like-none"})
COPY: Final = 1.5  # a line with the whole story in it again is no shorter than this by much …
COPIED: Final = 4  # … and holds more of its lines than these
UNSTATED: Final = 25  # letters that a stated body would hold if they were story


class _Region:
    """The story's lines as a whole: where its prose starts and ends, what its lines are like."""

    def __init__(self, story: Story) -> None:
        self.story = story
        prose = [i for i, line in enumerate(story.lines) if line.prose and line.links < LINKED]
        self.first, self.last = (prose[0], prose[-1]) if prose else (0, len(story.lines) - 1)
        self.stated = [i for i, line in enumerate(story.lines) if line.story]
        self.likes: dict[tuple[str, frozenset[str], str], float] = {}
        for line in story.lines:
            if line.prose:
                make = _make(line.box)
                self.likes[make] = self.likes.get(make, 0.0) + line.weight
        self.seen: set[str] = set()
        # What the longer lines say, so that a line pulled out of one of them is known.
        told = [line.key for line in story.lines if len(line.key) > PULLED]
        self.letters = sum([len(text) for text in told])
        self.told = " ".join([text for text in told if 2 * len(text) < self.letters])[:SEARCHED]


def gather(story: Story) -> list[set[str]]:
    """The evidence on each line of the story's region."""
    boxes = surroundings(story)
    region = _Region(story)
    gathered = []
    for at, line in enumerate(story.lines):
        around = boxes[line.box]
        count, closed = words(line.text), ends(line.text)
        found = set(around.called)
        found.add(_length(count, closed=closed, kind=around.kind))
        _links(found, line, around.kind, region)
        _boxes(found, line, around, region)
        if count > CAPTION_WORDS and closed and "like-most" in found and "in-figure" not in found:
            found.discard("with-picture")
        _position(found, at, line, around.kind, region)
        _marks(found, line, closed=closed)
        title = story.is_news and count >= LINK_WORDS and line.links > WHOLE_LINK
        if title and at > region.last and "in-links" in found:
            found.add("link-list")
        loose = around.kind not in ("code", "quote", "table")
        if loose and count <= DATE_WORDS and _dated(line.text, story.days):
            found.add("bare-date")
        if around.noisy:
            found.add("noisy")
            if closed and count > SENTENCE_WORDS:
                found.add("noisy-sentence")
        if title and not closed and around.kind == "paragraph":
            found.add("link-line")
        if line.key:
            story.compare(line, found)
            if "names-author" in found and not region.first <= at <= region.last:
                found.add("author-line")
            _returns(found, line, region)
        if story.states:
            _stated(found, at, line, around.kind, region)
        if _is_headline(found, at, line, around.kind, region):
            found.add("headline")
        elif at <= region.first and is_standfirst(line, found, count):
            found.add("head-standfirst")
        gathered.append(found)
    neighbours(story.lines, gathered, [boxes[line.box].kind for line in story.lines])
    return gathered


def _is_headline(found: set[str], at: int, line: Line, kind: str, region: _Region) -> bool:
    """The headline, or before the story a line that says it again, perhaps with its kicker."""
    if line.index == region.story.headline_at or (line.box.titled and "like-title" in found):
        return True
    if at > region.first:
        return False
    return "is-title" in found or ("like-title" in found and kind in ("heading", "block"))


def _dated(text: str, days: set[tuple[int, int]]) -> bool:
    """Does a short line name the day on which the story was published or changed?"""
    numbers = {int(number) for number in _NUMBER.findall(text)}
    return any(year in numbers and day in numbers for year, day in days)


def _length(count: int, *, closed: bool, kind: str) -> str:
    length = next((name for most, name in LENGTHS if count <= most), "long")
    return f"{length}-{kind}" if closed else f"open-{length}-{kind}"


def _links(found: set[str], line: Line, kind: str, region: _Region) -> None:
    news = "news-" if region.story.is_news else ""
    if line.links > WHOLE_LINK:
        found.add(f"{news}link-{kind}")
        if line.text.isupper():
            found.add("upper-link")
    elif line.links > HALF_LINK:
        found.add(f"{news}half-link-{kind}")
    elif line.links > SOME_LINK:
        found.add(f"linking-{kind}")
    if line.anchors > MANY_LINKS and line.links > LINKED:
        found.add("many-links")
    if line.links > HALF_LINK and "called-related" in found:
        found.add("related-link")
    labelled = region.story.is_news and line.anchors == 1 and 0 < line.lead <= LABEL
    if labelled and line.tail <= 2 and {":", "："} & set(line.text[: line.lead + 1][-4:]):
        found.add("label-and-link")


def _boxes(found: set[str], line: Line, around: Around, region: _Region) -> None:
    story, total = region.story, region.story.weight or 1.0
    like = region.likes.get(_make(line.box), 0.0) / total
    found.add(
        "like-most" if like > 0.5 else "like-some" if like > POOR else
        "like-few" if like > 0 else "like-none"
    )  # fmt: skip
    if line.box is story.trunk or (line.box.tag == "p" and line.box.parent is story.trunk):
        found.add("trunk")
    else:
        found.add("branch" if around.top is not None and around.in_trunk else "off-trunk")
    if around.top is not None:
        held = around.top.weight / total
        found.add(
            "in-barren" if held == 0 else "in-poor" if held < POOR else
            "in-part" if held < GUARD else "in-main"
        )  # fmt: skip
        if around.linked > LINK_LIST:
            found.add("in-links")
        elif around.linked > LINKED:
            found.add("in-some-links")


def _position(found: set[str], at: int, line: Line, kind: str, region: _Region) -> None:
    closed = ends(line.text)
    if line.index < region.story.box.first:
        found.add("above")
    if at < region.first:
        found.add("head-closed" if closed else "head-open")
    elif at > region.last:
        found.add(f"tail-closed-{kind}" if closed else f"tail-open-{kind}")


def _marks(found: set[str], line: Line, *, closed: bool) -> None:
    text = line.text
    if clock(text):
        found.add("bare-time")
    if line.bold > WHOLE_LINK:
        found.add("bold" if closed else "bold-open")
    if text.isupper():
        found.add("upper")
    if leads(text):
        found.add("leads")
    if signs(text):
        found.add("signs")
    if text[:1].islower():
        found.add("starts-lower")
    if line.broken:
        found.add("broken")


def _returns(found: set[str], line: Line, region: _Region) -> None:
    text = line.key
    times = region.story.repeats[text]
    if text in region.seen and len(text) > SHORT_COPY:
        found.add("again-long" if times == TWICE and len(text) > LONG_COPY else "again")
    region.seen.add(text)
    if times > 1 and line.links > HALF_LINK:
        found.add("link-elsewhere")
    if times > 1 or len(text) <= PULLED:
        return
    if not found.isdisjoint(APART) and region.told.count(text) > 1:
        found.add("pulled-quote")
    if COPY * len(text) > region.letters - len(text) and line.index != region.story.headline_at:
        lines = [other for other in region.story.lines if len(other.key) > PULLED]
        if sum([other.key in text for other in lines]) > COPIED:
            found.add("whole-copy")


def _stated(found: set[str], at: int, line: Line, kind: str, region: _Region) -> None:
    """What a stated article body says of a line: that it is in it, or that it is not."""
    if line.story:
        found.add("stated")
    elif len(line.key) <= UNSTATED:
        if line.key not in region.story.stated:
            found.add("unstated-short")
    elif kind != "paragraph":
        found.add("unstated-other")
    elif not region.stated[0] < at < region.stated[-1]:
        found.add("unstated-paragraph")
    elif not region.story.complete:
        found.add("unstated-between")
    else:
        found.add("unstated-inside")
        if line.links > UNSTATED_LINKS:
            found.add("unstated-link")


def _make(box: Box) -> tuple[str, frozenset[str], str]:
    """What a line's box shares with its like: element, class, parent."""
    return (box.tag, box.make, box.parent.tag if box.parent else "")
