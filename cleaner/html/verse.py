"""Verse: short lines that the page broke by hand, between two paragraphs of the story.

A poem, a song, an exchange of words looks like furniture line by line: short, without full stops,
in a box beside the trunk. Where nothing but its shape speaks against it and the story goes on
below, it is the story's.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from cleaner.html.boxes import Box, Line
from cleaner.html.judge import Verdict, named
from cleaner.html.story import Story

#: Two lines with a break between them are an address or a name and what somebody is.
FEWEST: Final = 3
STANZAS: Final = frozenset({"p", "blockquote"})


def with_verse(
    story: Story, gathered: Sequence[set[str]], verdicts: Sequence[Verdict]
) -> list[Verdict]:
    """The verdicts, with verse inside the story kept."""
    found, lines = list(verdicts), story.lines
    kept = [at for at, verdict in enumerate(verdicts) if verdict.kept and lines[at].prose]
    if not kept:
        return found
    broken = {line.box for line in lines if line.broken and _may_hold(line.box, story)}
    inside = range(kept[0] + 1, kept[-1])
    for frame, run in groupby(inside, key=lambda at: _frame(lines[at], broken)):
        stanzas = list(run)
        if frame is None or len(stanzas) < FEWEST:
            continue
        if all(verdicts[at].kept or not named(gathered[at]) for at in stanzas):
            for at in stanzas:
                found[at] = Verdict(kept=True)
    return found


def _may_hold(box: Box, story: Story) -> bool:
    """Does a box stand where paragraphs stand, and is one?"""
    return box is story.trunk or (box.tag in STANZAS and story.trunk in box.up())


def _frame(line: Line, broken: set[Box]) -> Box | None:
    """What the stanzas of one poem stand in, if the line may be of one."""
    return line.box.parent if line.box in broken and not line.anchors else None
