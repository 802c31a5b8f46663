"""A text in; the text mended, and its undo list, out.

Lines are mended one by one, each as if it were alone, and only those that show a sign of damage
(see `guard`). A line goes through the stages until they have nothing to add, which is why a second
repair changes nothing; a line that does not come to rest is left as it came.
"""

from __future__ import annotations

import re

from cleaner.encoding import align, cased, guard
from cleaner.encoding.result import Repaired
from cleaner.encoding.stages import STAGES, Stage
from cleaner.spans import Repair, compose, rewrite

ROUNDS = 6  # of a line through all stages
Rested = dict[Stage, tuple[str, bool]]  # what each stage found nothing in
SUSPECT = "suspect-encoding"

# What still looks damaged after all: a hole in a word, a sequence that nothing explained.
HURT = re.compile(
    "[\ufffd\x80-\x84\x86-\x9fâÃÂÐÑ锟]"
    "(?:(?<=\\w\ufffd)|(?<=\ufffd)\\w|(?<=[\x80-\x9f])|(?<=â)€|(?<=[ÃÂ])[\x80-\xbf]|(?<=[ÐÑ]).[ÐÑ]|(?<=锟)斤拷)"
)


# Ends of lines beside "\n": every line is mended by itself.
OTHER_ENDS = "\r\x0c\u2028\u2029"


def repair(text: str) -> Repaired:
    """Mend every line that shows a sign of damage, until it comes to rest."""
    lines = text
    for end in OTHER_ENDS:
        lines = lines.replace(end, "\n")
    hits = guard.lines(lines)
    if not hits:
        return Repaired(text)
    pieces: list[str] = []
    repairs: list[Repair] = []
    flags: set[str] = set()
    done = size = 0
    for start, stop in hits:
        mended, found = mend(lines[start:stop])
        if HURT.search(mended):
            flags.add(SUSPECT)
        if not found:
            continue
        pieces += (text[done:start], mended)
        size += start - done
        repairs += (Repair(r.start + size, r.end + size, r.before, r.action) for r in found)
        size += len(mended)
        done = stop
    if not repairs:
        return Repaired(text, (), frozenset(flags))
    pieces.append(text[done:])
    return Repaired("".join(pieces), tuple(repairs), frozenset(flags))


def mend(line: str) -> tuple[str, list[Repair]]:
    """A line with its repairs, or as it came with none."""
    text = line
    unescape = "<" not in line  # with a tag before them, entities are meant
    repairs: list[Repair] = []
    rested: Rested = {}
    for _ in range(ROUNDS):
        new, more = _once(text, unescape, rested)
        if new == text:
            break
        repairs = compose(repairs, more, text)
        text = new
        unescape = unescape and "<" not in text
        if text == line:  # round in a circle
            return line, []
        if guard.quiet(text):
            break
    else:
        return line, []
    if "\n" in text and any(mend(part)[1] for part in text.split("\n") if not guard.quiet(part)):
        return line, []  # it fell apart into lines that have not come to rest
    return text, repairs


def _once(line: str, unescape: bool, rested: Rested) -> tuple[str, list[Repair]]:
    """A line once through all stages."""
    one_case = cased.before(line)
    if one_case is not None:
        old, recase = one_case
        mended, found = _through_stages(old, unescape, rested)
        if found:
            return rewrite(line, align.edits(line, recase(mended), "utf8-as-cp1252"))
    return _through_stages(line, unescape, rested)


def _through_stages(line: str, unescape: bool, rested: Rested) -> tuple[str, list[Repair]]:
    text = line
    repairs: list[Repair] = []
    for stage in STAGES:
        if rested.get(stage) == (text, unescape):
            continue
        edits = stage(text, unescape)
        if not edits:
            rested[stage] = text, unescape
        else:
            new, more = rewrite(text, edits)
            repairs = compose(repairs, more, text)
            text = new
            if guard.quiet(text):
                break
    return text, repairs
