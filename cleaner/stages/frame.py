"""The parts of an article that are not its body: headline, standfirst, dateline, credit …

Rules label what can be known by its words. What can only be known by its place is found here:
the headline above the first prose, the standfirst between headline and body, the headline said
again below itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from cleaner.draft import Block, Draft, Reason, standing
from cleaner.rulebook.passage import Passage, passages
from cleaner.rulebook.view import view
from cleaner.site import site
from cleaner.stages.facts import read_facts

STAGE: Final = "frame"
HEADLINE: Final = "frame/headline"
REPEATED: Final = "frame/headline-repeated"
DESCRIPTION: Final = "frame/description"

#: How long a headline can be, in words and in characters.
HEADLINE_WORDS: Final = range(3, 31)
HEADLINE_CHARS: Final = 220
#: The headline is looked for among this many blocks, a repetition among this many.
HEADLINE_WITHIN, REPEATED_WITHIN = 3, 6
#: A standfirst has at most this many words.
DESCRIPTION_WORDS: Final = range(5, 61)
#: A standfirst tells what the first paragraph tells: this share of its longer words returns.
TOLD_AGAIN: Final = 0.5

_LONG_WORD: Final = re.compile(r"\w{4,}")
_LETTERS: Final = re.compile(r"[^\W_]+")


def frame(draft: Draft) -> Draft:
    """Find the frame of the article, and the facts that rules have read."""
    facts = {**read_facts(draft), **draft.facts}
    draft = draft.with_(facts=facts)
    if not facts.get("site") and (home := site(draft.url)):
        facts["site"] = home
    left = passages(standing(draft.blocks), draft.source, draft.scratch)
    blocks = list(draft.blocks)
    if not facts.get("headline"):
        place = _headline(left)
        if place is not None:
            passage = left.pop(place)
            blocks[passage.index] = _labelled(passage.block, "headline", HEADLINE)
            facts["headline"] = passage.text.strip()
            top = left[:place]
            # What stands above the headline and is no prose is a slug, and there is one at most.
            if place == 1 and "kicker" not in facts and top[0].words <= 4:
                blocks[top[0].index] = _labelled(top[0].block, "kicker", HEADLINE)
                facts["kicker"] = left.pop(0).text.strip()
    if facts.get("headline"):
        for passage in _repeated(left, str(facts["headline"])):
            first = next((b for b in blocks if b.label == "headline"), None)
            blocks[passage.index] = (
                _labelled(passage.block, "headline", HEADLINE)
                if first is None
                else _labelled(passage.block, "duplicate", REPEATED, first.start)
            )
        left = [p for p in left if blocks[p.index].kept]
    if not facts.get("description") and facts.get("headline"):
        found_description = _description(left, draft)
        if found_description is not None:
            blocks[found_description.index] = _labelled(
                found_description.block, "description", DESCRIPTION
            )
            facts["description"] = found_description.text.strip()
    return draft.with_(blocks=tuple(blocks), facts=facts)


def _labelled(block: Block, label: str, rule: str, duplicate_of: int | None = None) -> Block:
    reason = Reason(rule, STAGE, duplicate_of=duplicate_of)
    return msgspec.structs.replace(block, label=label, reason=reason)


def _headline(left: list[Passage]) -> int | None:
    """The place of the headline: a short block that does not end like a sentence, above prose."""
    if not any(passage.prose for passage in left):
        return None
    for place, passage in enumerate(left[:HEADLINE_WITHIN]):
        if passage.prose:
            return None
        ends_flat = not passage.sentence or passage.view.rstrip("\"' ")[-1:] in "?!"
        if (
            ends_flat
            and passage.words in HEADLINE_WORDS
            and len(passage.text) <= HEADLINE_CHARS
            and not passage.view.endswith((":", ","))
        ):
            return place
    return None


def _repeated(left: list[Passage], headline: str) -> Iterator[Passage]:
    wanted = "".join(_LETTERS.findall(view(headline)))
    if not wanted:
        return
    for passage in left[:REPEATED_WITHIN]:
        if _spells(passage.view, wanted):
            yield passage


def _spells(text: str, letters: str) -> bool:
    """Has a text just these letters and digits, whatever stands between them?"""
    at = 0
    for run in _LETTERS.finditer(text):
        if not letters.startswith(run[0], at):
            return False
        at += len(run[0])
    return at == len(letters)


def _description(left: list[Passage], draft: Draft) -> Passage | None:
    """The block between headline and body, if something proves that the body starts after it.

    The first paragraph of a story stands in the same place, so being first proves nothing. What
    does: the next paragraph opens with the place it was written in, or a byline or date stands
    between the two, or the next paragraph tells the same again at greater length.
    """
    if len(left) < 3 or not left[1].prose or left[0].words not in DESCRIPTION_WORDS:
        return None
    first, second = left[0], left[1]
    if _dated(first, draft):
        return None
    between = draft.blocks[first.index + 1 : second.index]
    if _dated(second, draft) or any(b.label in ("byline", "published") for b in between):
        return first
    if first.words > second.words + 2:
        return None
    told = set(_LONG_WORD.findall(first.view))
    again = told & set(_LONG_WORD.findall(second.view))
    return first if told and len(again) >= TOLD_AGAIN * len(told) else None


def _dated(passage: Passage, draft: Draft) -> bool:
    """Does a dateline stand at the start of this block?"""
    return any(
        note.match is not None
        and passage.block.start <= note.match[0] < passage.block.end
        and any(capture.name == "place" for capture in note.captures)
        for note in draft.notes
    )
