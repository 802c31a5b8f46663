"""A page → blocks.

In plain text a block is a line, or a run of lines that a hard wrap broke. HTML is read by
`cleaner.html`: what it yields becomes the source text, and goes down the same road as text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cleaner.draft import Block, Draft, Reason
from cleaner.language import guess
from cleaner.spans import compose, rewrite
from cleaner.stages.repair import repair
from cleaner.stages.wrap import unwrapping

if TYPE_CHECKING:
    from cleaner.html import Reading

STAGE: Final = "extract"

_BETWEEN: Final = "\n\n"


def extract(draft: Draft, *, comments: bool = False) -> Draft:
    """Cut the page into blocks, and find its language if it does not say.

    Args:
        draft: a decoded page.
        comments: keep what readers wrote under the article, beside it.

    Raises:
        InputError: what came as HTML is no page at all.
    """
    draft = _html(draft, comments=comments) if draft.format == "html" else _text(draft)
    if draft.language is None and (found := guess(draft.source)):
        return draft.with_(facts={**draft.facts, "language": found})
    return draft


def _text(draft: Draft) -> Draft:
    edits = unwrapping(draft.source)
    if edits:
        source, unwrapped = rewrite(draft.source, edits)
        repairs = compose(draft.repairs, unwrapped, draft.source)
        draft = draft.with_(source=source, repairs=tuple(repairs)).flagged("hard-wrapped")
    return draft.with_(blocks=tuple(lines(draft.source)))


def lines(source: str) -> list[Block]:
    """One block for each line that is not blank, without the blanks around it. A line ends
    wherever any system says so (`str.splitlines`)."""
    blocks = []
    at = 0
    for line in source.splitlines(keepends=True):
        core = line.strip()
        if core:
            start = at + line.index(core)
            blocks.append(Block(start, start + len(core)))
        at += len(line)
    return blocks


def _html(draft: Draft, *, comments: bool) -> Draft:
    from cleaner.html import read  # noqa: PLC0415  pages of text need no parser

    reading = read(draft.source, url=draft.page.url, comments=comments)
    asked, decoded = draft.awaits_repair, draft.with_(awaits_repair=False)
    draft = laid_out(reading, decoded)
    # Escapes that were written twice become text only in the tree, so markup is mended after.
    return repair(draft) if asked else draft


def laid_out(reading: Reading, draft: Draft) -> Draft:
    """A reading as a draft: the texts of its blocks are the source."""
    blocks: list[Block] = []
    texts: list[str] = []
    at = 0
    for one in reading.blocks:
        reason = None if one.reason is None else Reason(one.reason, STAGE)
        blocks.append(Block(at, at + len(one.text), one.label, one.level, one.tree, reason=reason))
        texts.append(one.text)
        at += len(one.text) + len(_BETWEEN)
    return draft.with_(
        source=_BETWEEN.join(texts),
        blocks=tuple(blocks),
        captions=reading.captions,
        comments=reading.comments,
        facts={**reading.facts, **draft.facts},
        flags=draft.flags | reading.flags,
        tools={**draft.tools, **reading.tools},
    )
