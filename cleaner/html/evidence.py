"""What can be said of a line: the evidence for and against its being story.

Every piece of evidence has a name that reads in a receipt (`html/link-item`), and none of them
knows a language: they come from the line's shape, its links, its boxes and their names, its
neighbours, and from what the page states of itself. `scorecard` says what each is worth.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from cleaner.html.boxes import Box, Line
from cleaner.html.names import Mark
from cleaner.html.scope import NEARLY, PLAIN, PLAIN_TAGS
from cleaner.html.shape import clock, ends, leads, signs, words
from cleaner.html.story import Story

#: A box that holds this share of the story is the story, whatever it is called.
GUARD: Final = 0.4
#: So are boxes of one name that hold this share of it together.
NAMESAKES: Final = 0.4

#: A box of a weak name that holds so much of the story in so many paragraphs is misnamed.
STRETCH: Final = 0.05
STRETCH_LINES: Final = 3
WEAK: Final = frozenset(
    {
        Mark.ADVERT, Mark.AUDIO, Mark.BYLINE, Mark.HIDDEN, Mark.NAVIGATION, Mark.PAYWALL,
        Mark.PROMO, Mark.PUBLISHED, Mark.SHARE, Mark.STANDFIRST, Mark.SUMMARY, Mark.TAGS,
        Mark.WIDGET,
    }
)

#: Letters of a line whose return is no chance, and of one that a page lays out twice, for two
#: sizes of screen. What returns more often than twice is a refrain of the story's own.
UNSTATED_LINKS: Final = 0.3  # of a line that the stated body leaves out
LABEL: Final = 40  # letters of a label before a link: `Read also:`
LINK_WORDS: Final = 3  # of a paragraph that is one link: a story's title, not a name
SHORT_COPY: Final = 12
LONG_COPY: Final = 60
TWICE: Final = 2

TAGS: Final = frozenset(
    "aside footer nav form header figure figcaption address blockquote li td th time dl h1".split()
)
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
NOISE: Final = frozenset(
    {
        Mark.ADVERT, Mark.AUDIO, Mark.BIO, Mark.COMMENTS, Mark.CONSENT, Mark.FOOTER, Mark.HIDDEN,
        Mark.NAVIGATION, Mark.NEWSLETTER, Mark.PAYWALL, Mark.PROMO, Mark.RELATED, Mark.SHARE,
        Mark.SIDEBAR, Mark.TAGS, Mark.WIDGET, Mark.BYLINE, Mark.CAPTION, Mark.CREDIT,
        Mark.PUBLISHED, Mark.FACTBOX,
    }
)
NOISE_TAGS: Final = frozenset({"aside", "footer", "nav", "form", "figure", "address"})

KINDS: Final = {
    **dict.fromkeys(HEADINGS, "heading"),
    "p": "paragraph", "li": "item", "blockquote": "quote", "table": "table", "pre": "code", "dd": "item", "dt": "item", "figcaption": "caption",
}


class Around:
    """What a line inherits from its boxes."""

    __slots__ = ("called", "kind", "linked", "noisy", "top", "barren", "body")

    def __init__(self) -> None:
        self.called: frozenset[str] = frozenset()
        self.kind = "block"
        self.noisy = False
        self.linked = 0.0
        self.top: Box | None = None
        self.barren = False
        self.body = False


def gather(story: Story) -> list[set[str]]:
    """The evidence on each line of the story's region."""
    lines = story.lines
    if not lines:
        return []
    boxes = _boxes(story)
    prose = [i for i, line in enumerate(lines) if line.prose and line.links < 0.3]
    first, last = (prose[0], prose[-1]) if prose else (0, len(lines) - 1)
    signatures: Counter[tuple[str, frozenset[str], str]] = Counter()
    for line in lines:
        if line.prose:
            signatures[_signature(line.box)] += line.weight
    total = story.weight or 1.0
    stated = [i for i, line in enumerate(lines) if line.story]
    seen: set[str] = set()
    gathered: list[set[str]] = []
    for i, line in enumerate(lines):
        around = boxes[line.box]
        found = set(around.called)
        kind = around.kind
        count = words(line.text)
        closed = ends(line.text)
        length = "tiny" if count <= 3 else "short" if count <= 8 else "middling" if count <= 20 else "long"
        found.add(f"{length}-{kind}" if closed else f"open-{length}-{kind}")
        links = line.links
        if links > 0.9:
            found.add(f"link-{kind}")
            if line.text.isupper():
                found.add("upper-link")
            if story.is_news and kind == "paragraph" and not closed and count >= LINK_WORDS:
                found.add("link-line")
        elif links > 0.5:
            found.add(f"half-link-{kind}")
        elif links > 0.02:
            found.add(f"linking-{kind}")
        if story.is_news and line.anchors == 1 and 0 < line.lead <= LABEL and line.tail <= 2:
            if ":" in line.text[: line.lead + 1][-4:] or "：" in line.text[: line.lead + 1][-4:]:
                found.add("label-and-link")
        text_key = line.key
        if line.index < story.box.first:
            found.add("above")
        if i < first:
            found.add("head-closed" if closed else "head-open")
        elif i > last:
            found.add(f"tail-closed-{kind}" if closed else f"tail-open-{kind}")
        # The gap to the next prose and from the last one
        share = signatures[_signature(line.box)] / total
        found.add("like-most" if share > 0.5 else "like-some" if share > 0.1 else "like-few" if share > 0.0 else "like-none")
        found.add(
            "trunk" if line.box is story.trunk or (line.box.parent is story.trunk and line.box.tag == "p")
            else "branch" if around.top is not None and around.body else "off-trunk"
        )
        if around.noisy:
            found.add("noisy")
            if closed and count > 12:
                found.add("noisy-sentence")
        if around.top is not None and around.top is not story.trunk:
            top = around.top.weight / total
            found.add("in-barren" if top == 0 else "in-poor" if top < 0.1 else "in-part" if top < GUARD else "in-main")
            if around.linked > 0.6:
                found.add("in-links")
            elif around.linked > 0.3:
                found.add("in-some-links")
        if links > 0.5 and "called-related" in found:
            found.add("related-link")
        if clock(line.text):
            found.add("bare-time")
        if line.bold > 0.95:
            found.add("bold" if closed else "bold-open")
        if line.text.isupper():
            found.add("upper")
        if leads(line.text):
            found.add("leads")
        if signs(line.text):
            found.add("signs")
        if line.text[:1].islower():
            found.add("starts-lower")
        if line.broken:
            found.add("broken")
        if line.anchors > 2 and links > 0.3:
            found.add("many-links")
        if text_key:
            story.compare(line, found)
            if text_key in seen and len(text_key) > SHORT_COPY:
                twice = story.repeats[text_key] == TWICE and len(text_key) > LONG_COPY
                found.add("again-long" if twice else "again")
            if story.repeats[text_key] > 1 and links > 0.5:
                found.add("link-elsewhere")
            seen.add(text_key)
        if story.states:
            if line.story:
                found.add("stated")
            elif len(text_key) > 25 and kind == "paragraph" and stated[0] < i < stated[-1]:
                found.add("unstated-inside" if story.complete else "unstated-between")
            elif len(text_key) > 25:
                found.add(f"unstated-{'paragraph' if kind == 'paragraph' else 'other'}")
            elif text_key not in story.stated:
                found.add("unstated-short")
        if links > UNSTATED_LINKS and "unstated-inside" in found:
            found.add("unstated-link")
        if line.index == story.headline_at or ("is-title" in found and i <= first):
            found.add("headline")
        elif i <= first and links < 0.5 and _is_standfirst(line, found, count):
            found.add("head-standfirst")
        gathered.append(found)
    _neighbours(lines, gathered, boxes)
    return gathered


def _signature(box: Box) -> tuple[str, frozenset[str], str]:
    return (box.tag, box.make, box.parent.tag if box.parent else "")


def _boxes(story: Story) -> dict[Box, Around]:
    """What each box of the region passes on, outer boxes first."""
    total = story.weight or 1.0
    namesakes: Counter[tuple[str, frozenset[Mark]]] = Counter()
    region = story.boxes
    size: dict[Box, list[float]] = {}
    for line in story.lines:
        letters = len(line.text)
        for box in line.box.up():
            if box in story.spine:
                break
            entry = size.get(box)
            if entry is None:
                entry = size[box] = [0.0, 0.0, 0]
            entry[0] += letters
            entry[1] += letters * line.links
            entry[2] += 1
    for box in region:
        if box.marks and box not in story.spine:
            namesakes[box.tag, box.marks] += box.weight
    found: dict[Box, Around] = {}
    nothing = Around()
    nothing.kind = "block"
    for box in story.spine:
        found[box] = nothing
    for box in region:
        if box in found:
            continue
        outer = found.get(box.parent, nothing) if box.parent else nothing
        here = Around()
        called = set(outer.called)
        here.noisy, here.kind, here.body = outer.noisy, outer.kind, outer.body
        plain = box.tag in PLAIN_TAGS or not PLAIN.isdisjoint(box.marks)
        main = box.weight >= (NEARLY if plain else GUARD) * total or (
            not WEAK.isdisjoint(box.marks) and _holds_story(box, story)
        )
        if not main:
            if box.marks and (plain or namesakes[box.tag, box.marks] < NAMESAKES * total):
                marks = _told_apart(box.marks)
                called.update([f"called-{mark.value}" for mark in marks])
                here.noisy = here.noisy or not NOISE.isdisjoint(marks)
            if box.tag in TAGS:
                called.add(f"in-{box.tag}")
                here.noisy = here.noisy or box.tag in NOISE_TAGS
            if box.cards:
                called.add("in-cards")
        if box is story.entries:
            called.add("live-entry")
        if box.element.get("itemprop") == "articleBody":
            called.add("itemprop-body")
        here.called = frozenset(called)
        kind = KINDS.get(box.tag)
        if kind and not (outer.kind in ("heading", "item", "quote", "caption") and kind == "paragraph"):
            here.kind = kind
        elif kind is None and outer.kind not in ("heading", "item", "quote", "caption"):
            here.kind = "block"
        if box is story.trunk:
            here.body = True
        letters, linked, lines = size.get(box, (0.0, 0.0, 0))
        here.linked = outer.linked
        if lines > 1 and not main and letters:
            here.linked = max(here.linked, linked / letters)
        # The outermost box below the trunk (or below the spine, off the trunk).
        if box is not story.trunk:
            here.top = outer.top if outer.top not in (None, story.trunk) else box
        else:
            here.top = None
        found[box] = here
    return found


_NOT_STANDFIRST: Final = frozenset(
    {"called-comments", "called-share", "called-caption", "in-figcaption", "live-entry", "in-cards"}
)
_STANDFIRST_WORDS: Final = 8
_STANDFIRST_LINES: Final = 3


def _is_standfirst(line: Line, found: set[str], count: int) -> bool:
    """Is a line before the first paragraph, or that paragraph itself, the story's standfirst?"""
    if not _NOT_STANDFIRST.isdisjoint(found):
        return False
    described = not found.isdisjoint(("is-description", "like-description"))
    if described and ("above" in found or "in-header" in found):
        return True
    if "called-standfirst" not in found or not (described or count >= _STANDFIRST_WORDS):
        return False
    named = next((box for box in line.box.up() if Mark.STANDFIRST in box.marks), line.box)
    return "above" in found or named.last - named.first <= _STANDFIRST_LINES


def _told_apart(marks: frozenset[Mark]) -> frozenset[Mark]:
    """Of names that contradict each other, those that say more."""
    if Mark.BODY in marks:
        return marks & {Mark.BODY, Mark.RELATED, Mark.COMMENTS, Mark.CAPTION}
    if Mark.EMBED in marks:
        return marks - {Mark.SHARE}
    if Mark.STANDFIRST in marks:
        return marks - {Mark.RELATED, Mark.BYLINE}
    return marks


def _holds_story(box: Box, story: Story) -> bool:
    """Does a box of a weak name hold a run of paragraphs, as no box so called would?

    A `cta` or a `widget` that a template forgot to close swallows what follows it.
    """
    if box.prose < STRETCH * story.box.prose:
        return False
    lines = [line for line in story.lines if box.first <= line.index < box.last]
    prose = [line for line in lines if line.prose and line.links < 0.3]
    return len(prose) >= STRETCH_LINES and len(prose) > 0.5 * len(lines)


def _neighbours(lines: list[Line], gathered: list[set[str]], boxes: dict[Box, Around]) -> None:
    quick = []
    for line, found in zip(lines, gathered, strict=True):
        kind = boxes[line.box].kind
        quick.append(
            "link" if line.links > 0.7 else
            "heading" if kind == "heading" else
            "noisy" if "noisy" in found else
            "sentence" if line.prose else
            "item" if kind == "item" else "other"
        )
    last = len(quick) - 1
    for i, found in enumerate(gathered):
        before = quick[i - 1] if i else "edge"
        after = quick[i + 1] if i < last else "edge"
        found.add(f"after-{before}")
        found.add(f"before-{after}")
        if quick[i] == "heading":
            found.add(f"heading-before-{after}")
        window = quick[max(0, i - 3) : i] + quick[i + 1 : i + 4]
        crowd = window.count("link")
        if crowd >= 4:
            found.add("among-links")
        if window.count("sentence") >= 5:
            found.add("among-sentences")
        elif window.count("sentence") == 0:
            found.add("no-sentence-near")
