"""What one page says twice: captions set twice, paragraphs repeated by the scrape.

A repeated caption stays a caption on the receipt, with the place of the copy that was kept; a
repeated paragraph gets the label `duplicate`. Two captions that differ in a number or in a name
show two pictures, however alike they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, NamedTuple

import msgspec

from cleaner.draft import Block, Draft, Reason, standing
from cleaner.rulebook.passage import Passage, passages
from cleaner.rulebook.view import view

STAGE: Final = "dedup"
CAPTION: Final = "dedup/caption"
PARAGRAPH: Final = "dedup/paragraph"

#: A repeated paragraph must have this many words, or fewer where the copies touch: short lines
#: come back on purpose, in refrains and interviews.
WORDS, WORDS_ADJACENT = 8, 4
#: What stands apart this often was repeated by its author, who asks each guest the same or gives
#: each dish the same measures; a scrape copies once.
REFRAIN: Final = 3
#: A caption contained in another must be at least this share of it, and this many words.
CONTAINED_SHARE, CONTAINED_WORDS = 0.5, 5
#: Captions this alike, word by word, are one caption with a typing slip.
ALIKE: Final = 0.9

_WORD: Final = re.compile(r"\w+")
_NAME: Final = re.compile(r"(?<=[^.!?\s] )\b[^\W\d_a-z]\w+")
_NUMBER: Final = re.compile(r"\d+")
_CUT_SHORT: Final = re.compile(r"(?:\.\.\.|…)\W*$")


class _Seen(NamedTuple):
    place: int
    block: Block
    words: tuple[str, ...]
    text: str
    credited: bool


def dedup(draft: Draft) -> Draft:
    """Label what repeats an earlier block of the page."""
    blocks = list(draft.blocks)
    _captions(blocks, draft)
    while _paragraphs(blocks, draft):  # what goes may bring copies together
        pass
    return draft.with_(blocks=tuple(blocks))


def caption_span(block: Block) -> tuple[int, int]:
    """Where the words of a caption stand, less the credit line that its rule matched."""
    match = block.reason.match if block.reason else None
    if match is None or not block.reason or not block.reason.captures:
        return block.start, block.end
    start, end = match
    if start > block.start:
        return block.start, start
    return (end, block.end) if end < block.end else (block.start, block.end)


def _captions(blocks: list[Block], draft: Draft) -> None:
    kept: list[_Seen] = []
    source = draft.source
    for index, block in enumerate(blocks):
        if block.label != "caption" or _repeats(block):
            continue
        start, end = caption_span(block)
        text = source[start:end]
        credited = (start, end) != (block.start, block.end)
        this = _Seen(index, block, _words(text), text, credited)
        twin = next((seen for seen in kept if _one_caption(seen, this)), None)
        if twin is None:
            kept.append(this)
            continue
        # The fuller copy stays: the one with a credit, else the longer, else the first.
        if (this.credited, len(this.words)) > (twin.credited, len(twin.words)):
            kept[kept.index(twin)] = this
            this, twin = twin, this
        blocks[this.place] = _repeat(this.block, twin.block, "caption", CAPTION)
    _plain_copies(blocks, kept, draft)


def _plain_copies(blocks: list[Block], captions: Sequence[_Seen], draft: Draft) -> None:
    """A caption set again as a line of text, without its credit."""
    known = {seen.words: seen for seen in captions if len(seen.words) >= CONTAINED_WORDS}
    if not known:
        return
    whole = [(index, block) for index, block in standing(blocks) if not block.cuts]
    firsts = {words[0] for words in known}
    for passage in passages(whole, draft.source, draft.scratch):
        first = _WORD.search(passage.view)
        if first is None or first[0] not in firsts:
            continue
        twin = known.get(tuple(_WORD.findall(passage.view)))
        if twin is not None:
            index = passage.index
            blocks[index] = _repeat(blocks[index], twin.block, "caption", CAPTION)


def _paragraphs(blocks: list[Block], draft: Draft) -> bool:
    """Label what repeats an earlier paragraph; was there any?"""
    changed = False
    seen: dict[str, int] = {}
    found = passages(standing(blocks), draft.source, draft.scratch)
    # Copies that touch count once: a line stuttered three times is no refrain.
    apart = Counter(text for text, _ in groupby(passage.view for passage in found))
    previous = ""
    for passage in found:
        index, text = passage.index, passage.view
        first = seen.setdefault(text, index)
        if first != index and (
            passage.words >= WORDS_ADJACENT
            if text == previous
            else _copied(passage) and apart[text] < REFRAIN
        ):
            blocks[index] = _repeat(blocks[index], blocks[first], "duplicate", PARAGRAPH)
            changed = True
            continue
        previous = text
    return changed


def _copied(passage: Passage) -> bool:
    """Would only a scrape say this again? A question, a label or an item of a list, an author."""
    return passage.words >= WORDS and passage.sentence and not passage.view.endswith(("?", "؟"))


def _repeats(block: Block) -> bool:
    return block.reason is not None and block.reason.duplicate_of is not None


def _repeat(block: Block, twin: Block, label: str, rule: str) -> Block:
    reason = Reason(rule, STAGE, duplicate_of=twin.start)
    return msgspec.structs.replace(block, label=label, reason=reason)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(view(text)))


def _one_caption(one: _Seen, other: _Seen) -> bool:
    if one.words == other.words:
        return True
    short, long = sorted((one, other), key=lambda seen: len(seen.words))
    if len(short.words) < CONTAINED_WORDS:
        return False
    if _contained(short, long):
        return True
    if _NUMBER.findall(one.text) != _NUMBER.findall(other.text):
        return False
    if set(_NAME.findall(one.text)) != set(_NAME.findall(other.text)):
        return False
    matcher = SequenceMatcher(None, one.words, other.words, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _contained(short: _Seen, long: _Seen) -> bool:
    """Is one the beginning of the other, or all of it with a lead-in?"""
    words, size = long.words, len(short.words)
    if size < CONTAINED_SHARE * len(words) and not _CUT_SHORT.search(short.text):
        return False
    return words[:size] == short.words or words[-size:] == short.words
