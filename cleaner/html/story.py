"""The part of a page in which the story stands, and what the page states about it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, Final

from cleaner.html import jsonld
from cleaner.html.boxes import Box, Line
from cleaner.html.facts import Facts
from cleaner.html.layout import Layout
from cleaner.html.scope import story_box, weigh
from cleaner.html.shape import key

_TAG: Final = re.compile(r"<[^>]{1,400}>")
_BETWEEN: Final = " \xa0:|–—-·/."  # a kicker and its title
_TITLE: Final = 6  # letters of the shortest headline
_OPENING: Final = 40  # letters at the start of a description, which may be cut short
_STATED_ENOUGH: Final = 400  # letters of a stated body; a shorter one is a teaser
_STATED_MOST: Final = 300_000  # of it that is looked at
_FOUND_ENOUGH: Final = 0.5  # of the stated body that must stand on the page
_FOUND_ALL: Final = 0.97
_LINE_ENOUGH: Final = 25  # letters that are not found by chance

#: A live page's own story must be this share of it, or the entries are the story.
_OUTSIDE_ENTRIES: Final = 0.12
_FEW_ENTRIES: Final = 2
_MANY_ENTRIES: Final = 40  # headlines and bodies; with more of them the ticker is the story
_ENTRY_KEY: Final = 50  # letters that tell one entry from another


class Story:
    """The story's box, the lines from its headline to its end, and what is stated of them."""

    def __init__(self, layout: Layout, facts: Facts) -> None:
        lines = layout.lines
        self.stated = key(_TAG.sub(" ", facts.body[:_STATED_MOST])) if facts.body else ""
        self.locked = facts.fields["free_access"] is False
        fields = facts.fields
        self.days = {
            (int(date[:4]), int(date[8:10]))
            for date in (fields["date_published"], fields["date_modified"]) if date
        }  # fmt: skip
        self.is_news = jsonld.is_news(facts.node)
        self.repeats = Counter([line.key for line in lines])
        self.complete = False
        self.states = self._find_stated(lines)
        self.stated_titles = facts.titles
        self.titles = [(key(text), frozenset(text.casefold().split())) for text in facts.titles]
        self.descriptions = [key(text) for text in facts.descriptions]
        self.authors = [key(author) for author in facts.authors]
        self.headline_at = self._find_headline(lines)
        weigh(layout, self.headline_at or 0)
        self.box = story_box(layout, self.headline_at)
        self.entries = self._find_entries(lines, facts.nodes)
        self.spine = frozenset(self.box.up())
        start = self.box.first
        if self.headline_at is not None:
            start = min(start, self.headline_at)
        self.lines: list[Line] = lines[start : self.box.last]
        self.boxes = [b for b in layout.boxes if b.last > start and b.first < self.box.last]
        self.weight = sum([line.weight for line in self.lines])
        self.trunk = self._find_trunk()

    @property
    def headline(self) -> str | None:
        """The headline as it is displayed, unless the page states quite another one."""
        for line in self.lines:
            if line.index == self.headline_at:
                return line.text if not self.titles or self.like_title(line) else None
        return None

    def like_title(self, line: Line) -> bool:
        """Is it a title that the page states, or nearly?"""
        text = line.key
        if len(text) < 8:
            return any(text == title for title, _ in self.titles)
        words = frozenset(line.text.casefold().split())
        for title, title_words in self.titles:
            if text in title or (
                len(title) > 12 and title in text and len(text) < 1.6 * len(title)
            ):
                return True
            if len(words & title_words) > 0.6 * len(words | title_words):
                return True
        return False

    def compare(self, line: Line, found: set[str]) -> None:
        """Evidence from the page's own statements: title, description, authors."""
        text = line.key
        if any(text == title for title, _ in self.titles):
            found.add("is-title")
        elif self.like_title(line):
            found.add("like-title")
        for description in self.descriptions:
            if text == description:
                found.add("is-description")
                break
            if len(text) > _LINE_ENOUGH and (
                text in description
                or text[:_OPENING] == description[:_OPENING]
                or (len(description) > _OPENING and description[:_OPENING] in text)
            ):
                found.add("like-description")
                break
        for author in self.authors:
            if author and author in text and len(text) < 2 * len(author) + 12:
                found.add("names-author")
                break

    def _find_stated(self, lines: list[Line]) -> bool:
        """Mark the lines that stand in the stated body; False if it is not this page's story."""
        if len(self.stated) < _STATED_ENOUGH:
            return False
        here = [line for line in lines if len(line.key) > _LINE_ENOUGH and line.key in self.stated]
        found = sum([len(line.key) for line in here])
        if found < _FOUND_ENOUGH * len(self.stated):
            return False
        self.complete = found > _FOUND_ALL * len(self.stated)
        for line in here:
            line.story = True
        return True

    def _find_headline(self, lines: list[Line]) -> int | None:
        """The line of the headline: an `h1` that says a title, else any that does, else an `h1`."""
        titled = plain = None
        for line in lines:
            if line.box.titled:
                if self.like_title(line):
                    return line.index
                if plain is None:
                    plain = line.index
            elif titled is None and line.links < 0.5 and self._opens_title(line.key):
                titled = line.index
        return plain if titled is None else titled

    def _opens_title(self, text: str) -> bool:
        """Is it a title, or the start of one that the site's name follows?"""
        return len(text) >= _TITLE and any(
            title.startswith(text) and 2 * len(text) > len(title) for title, _ in self.titles
        )

    def _find_trunk(self) -> Box:
        """The box whose own paragraphs weigh the most."""
        direct: dict[Box, float] = {}
        for line in self.lines:
            if line.weight:
                box = line.box
                if box.tag == "p" and box.parent:
                    box = box.parent
                direct[box] = direct.get(box, 0.0) + line.weight
        return max(direct, key=lambda box: direct[box]) if direct else self.box

    def _find_entries(self, lines: list[Line], nodes: list[dict[str, Any]]) -> Box | None:
        """The box of a live blog's entries, if the page tells a story of its own beside them."""
        if not nodes or "LiveBlogPosting" in jsonld.types_of(nodes[0]):
            return None
        keys = {key(text)[:_ENTRY_KEY] for text in _updates(nodes)}
        inside = lines[self.box.first : self.box.last]
        here = [line for line in inside if line.key[:_ENTRY_KEY] in keys and len(line.key) > 8]
        if not _FEW_ENTRIES <= len(here) <= _MANY_ENTRIES:
            return None
        common = set(here[0].box.up())
        for line in here[1:]:
            common.intersection_update(line.box.up())
        box = next(box for box in here[0].box.up() if box in common)
        outside = self.box.weight - box.weight
        return box if outside > _OUTSIDE_ENTRIES * self.box.weight else None


def _updates(nodes: list[dict[str, Any]]) -> list[str]:
    texts: list[str] = []
    for node in nodes:
        updates = node.get("liveBlogUpdate")
        for update in updates if isinstance(updates, list) else [updates]:
            if isinstance(update, dict):
                texts += jsonld.strings(update.get("headline"))
                texts += jsonld.strings(update.get("articleBody"))
    return texts


def parted(headline: str, titles: list[str]) -> tuple[str | None, str]:
    """A displayed headline as kicker and title, where the page states the title alone.

    >>> parted("Culture: What the islands read", ["What the islands read"])
    ('Culture', 'What the islands read')
    """
    letters = key(headline)
    for title in titles:
        end = key(title)
        if end and end != letters and letters.endswith(end) and 2 * len(end) > len(letters):
            left = len(letters) - len(end)
            at = next(i for i in range(len(headline)) if len(key(headline[: i + 1])) >= left)
            return headline[: at + 1].strip(_BETWEEN) or None, headline[at + 1 :].lstrip(_BETWEEN)
    return None, headline
