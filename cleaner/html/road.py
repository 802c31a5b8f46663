"""The HTML road: markup in, a reading out."""

from __future__ import annotations

from typing import Any, Final

from cleaner.draft import Tree
from cleaner.html import shell
from cleaner.html.boxes import HEADINGS, Box, Line
from cleaner.html.captions import captions
from cleaner.html.comments import comments as read_comments
from cleaner.html.embedded import embedded_story
from cleaner.html.evidence import gather
from cleaner.html.facts import Facts
from cleaner.html.judge import Verdict, could_be, judge
from cleaner.html.layout import Layout
from cleaner.html.page import parse
from cleaner.html.reading import HtmlBlock, Limits, Reading
from cleaner.html.second import NAME as SECOND
from cleaner.html.second import second_opinion
from cleaner.html.shape import words
from cleaner.html.story import Story, parted
from cleaner.html.verse import with_verse
from cleaner.record import Caption

_Blocks = tuple[HtmlBlock, ...]

_DEFAULTS: Final = Limits()
#: A second extractor is believed when it finds this much more than the tree's own evidence did.
_CLEARLY_MORE: Final = 1.5
_WHOLE: Final = 0.95  # of a line in a link or in bold: the element is the line's own
_SHARE: Final = 100.0  # `Tree.links` counts in per cent
#: What is told of the story between its headline and its first line.
_FACTS: Final = frozenset({"headline", "kicker", "description", "byline", "published"})
_KINDS: Final = {
    "blockquote": "quote", "li": "list-item", "dd": "list-item", "dt": "list-item",
    "table": "table", "pre": "code",
}  # fmt: skip


def read(
    html: str, *, url: str | None = None, comments: bool = False, limits: Limits = _DEFAULTS
) -> Reading:
    """Read a page: its story, its pictures' captions, and what it states of itself.

    The same page gives the same reading, whatever was read before and whenever.

    Raises:
        InputError: the input is no page at all (`empty`, `pdf`, `binary`, `not-html`).
    """
    root, cut = parse(html, max_chars=limits.max_chars)
    facts = Facts(root, url=url)
    # From the root, not from `<body>`: the parser leaves what it does not know in the head.
    layout = Layout(root, max_lines=limits.max_lines)
    story = Story(layout, facts)
    flags = {"truncated"} if cut or layout.truncated else set()

    blocks, pictures = _blocks(story, layout)
    kept = _size(blocks)
    tools = {"html": "tree"}
    if kept < limits.short_body and not layout.truncated:
        found = _elsewhere(
            root, facts, limits, more_than=max(_CLEARLY_MORE * kept, limits.short_body)
        )
        if found is not None:
            blocks, pictures, tools = found[0], found[1], {"html": found[2]}
            flags.add("fallback-extraction")
            kept = _size(blocks)
    flags |= shell.flags(
        layout, facts, words=kept, short_body=limits.short_body,
        walled=any(block.label == "paywall" for block in blocks),
    )  # fmt: skip
    return Reading(
        blocks=blocks,
        captions=pictures,
        comments=read_comments(layout) if comments else (),
        facts=_displayed(facts.stated(), blocks, story),
        flags=frozenset(flags),
        tools=tools,
    )


def _elsewhere(
    root: Any, facts: Facts, limits: Limits, *, more_than: float
) -> tuple[_Blocks, tuple[Caption, ...], str] | None:
    """The first named step that finds clearly more than the tree's own evidence did."""
    embedded = embedded_story(root, facts)
    if embedded:
        inner, _ = parse(embedded[0], max_chars=limits.max_chars)
        layout = Layout(inner, max_lines=limits.max_lines)
        blocks, pictures = _blocks(Story(layout, facts), layout)
        if _size(blocks) > more_than:
            return blocks, pictures, embedded[1]
    # A stub before a paywall is short because the rest is not there: nobody can find it.
    if facts.fields["free_access"] is False:
        return None
    second = second_opinion(root)
    if second and _size(second[0]) > more_than:
        return tuple(second[0]), (), f"{SECOND} {second[1]}"
    return None


def _blocks(story: Story, layout: Layout) -> tuple[_Blocks, tuple[Caption, ...]]:
    blocks: list[HtmlBlock] = []
    pictures: list[tuple[Line, int | None]] = []
    gathered = gather(story)
    judged = [judge(evidence) for evidence in gathered]
    verdicts = with_verse(story, gathered, judged)
    if not any(verdict.kept for verdict in verdicts):
        verdicts = [
            Verdict(kept=True) if could_be(evidence) else verdict
            for evidence, verdict in zip(gathered, verdicts, strict=True)
        ]
    for line, verdict in zip(story.lines, verdicts, strict=True):
        above = line.index < story.box.first
        if verdict.label == "caption":
            pictures.append((line, len(blocks) - 1 if blocks else None))
        elif verdict.kept or not above or verdict.label in _FACTS:
            blocks.append(_block(line, verdict))
    return tuple(blocks), captions(pictures, layout.images)


def _block(line: Line, verdict: Verdict) -> HtmlBlock:
    kind, level = _kind(line.box)
    keeps_lines = verdict.kept and kind in ("table", "code")
    return HtmlBlock(
        text=line.text if keeps_lines else " ".join(line.text.split("\n")).strip(),
        label=kind if verdict.kept else verdict.label or "promo",
        level=level if verdict.kept else None,
        tree=Tree(tags=_tags(line), links=round(_SHARE * line.links, 1)),
        reason=verdict.reason,
    )


def _kind(box: Box) -> tuple[str, int | None]:
    level = next((HEADINGS[outer.tag] for outer in box.up() if outer.tag in HEADINGS), None)
    if level is not None:
        return "heading", level
    kinds = [_KINDS[outer.tag] for outer in box.up() if outer.tag in _KINDS]
    return ("code" if "code" in kinds else kinds[0]) if kinds else "paragraph", None


def _tags(line: Line) -> frozenset[str]:
    """Elements and names from the line outwards, the page's own frame left out."""
    found: set[str] = set()
    if line.links > _WHOLE:
        found.add("a")
    if line.bold > _WHOLE:
        found.add("strong")
    for outer in line.box.up():
        if outer.tag in ("body", "html"):
            break
        found.add(outer.tag)
        found |= outer.words
    return frozenset(found)


def _size(blocks: Any) -> int:
    return sum([words(block.text) for block in blocks if block.reason is None])


def _displayed(
    stated: dict[str, Any], blocks: tuple[HtmlBlock, ...], story: Story
) -> dict[str, Any]:
    """The stated facts, with the words that readers see in the place of those for machines."""
    if story.headline is not None:
        kicker, stated["headline"] = parted(story.headline, story.stated_titles)
        if kicker:
            stated["kicker"] = kicker
    shown = [block.text for block in blocks if block.label == "description"]
    if shown:
        stated["description"] = " ".join(shown)
    return stated
