"""Text → blocks.

In plain text a block is a line, or a run of lines that a hard wrap broke. HTML goes through
`cleaner.html`, which finds the body in the tree; what it yields goes down the same road.
"""

from __future__ import annotations

import re
from typing import Final

from cleaner.draft import Block, Draft
from cleaner.language import guess
from cleaner.spans import compose, rewrite
from cleaner.stages.wrap import unwrapping

#: Everything that ends a line, in any system's opinion.
_LINE: Final = re.compile("[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


def extract(draft: Draft) -> Draft:
    """Cut the page into blocks, and find its language if it does not say."""
    draft = _text(draft)
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
    """One block for each line that is not blank, without the blanks around it."""
    blocks = []
    for line in _LINE.finditer(source):
        text = line[0]
        core = text.strip()
        if core:
            start = line.start() + len(text) - len(text.lstrip())
            blocks.append(Block(start, start + len(core)))
    return blocks
