"""Lines that were broken at a fixed width, and how to join them again.

Nobody breaks a line by hand just where the next word would have passed the margin. So a wrap is
measured, not guessed: a break is *forced* if the first word of the next line would not have
fitted. A text whose breaks are nearly all forced, but for the last lines of paragraphs, was
wrapped by a machine.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from cleaner.spans import Edit

NARROWEST, WIDEST = 30, 130
#: This many forced breaks make a wrap, and at least this share of the breaks before a line that
#: starts in mid-sentence.
FEWEST: Final = 4
SHARE: Final = 0.85

_LINE: Final = re.compile(r"[^\r\n]*")
_WORD: Final = re.compile(r"\S+")
_LIST: Final = re.compile(r"\s*(?:[-*•‣>]|\d{1,3}[.)])\s")


def unwrapping(source: str) -> list[Edit]:
    """The edits that join what a wrap broke; none if nothing was wrapped."""
    if source.count("\n") < FEWEST or _wide(source):
        return []
    lines = [(m.start(), m.end()) for m in _LINE.finditer(source) if m.start() < m.end()]
    lines = [(s, e) for s, e in lines if not source[s:e].isspace()]
    pairs = [(a, b) for a, b in pairwise(lines) if _adjoining(source[a[1] : b[0]])]
    if len(pairs) < FEWEST:
        return []
    width = max(len(source[s:e].rstrip()) for pair in pairs for s, e in pair)
    if not NARROWEST <= width <= WIDEST:
        return []
    forced = [pair for pair in pairs if _forced(source, pair, width)]
    running = [pair for pair in pairs if source[slice(*pair[1])].lstrip()[:1].islower()]
    forced_set = set(forced)
    if len(forced) < FEWEST or len(running) < FEWEST / 2:
        return []
    if sum(pair in forced_set for pair in running) < SHARE * len(running):
        return []
    return [_join(source, pair) for pair in forced]


def _wide(source: str) -> bool:
    """Is a line too long for a wrap, and another one right above or below it? That tells at once
    a text with a line for each paragraph."""
    return "\r" not in source and any(
        (len(above) > WIDEST or len(line) > WIDEST)
        and max(len(above.rstrip()), len(line.rstrip())) > WIDEST
        and not _blank(above)
        and not _blank(line)
        for above, line in pairwise(source.split("\n"))
    )


def _blank(line: str) -> bool:
    return not line or line.isspace()


def _adjoining(between: str) -> bool:
    return between in ("\n", "\r\n", "\r")


def _forced(source: str, pair: tuple[tuple[int, int], tuple[int, int]], width: int) -> bool:
    (start, end), (next_start, next_end) = pair
    line = source[start:end].rstrip()
    if _LIST.match(source, next_start, next_end):
        return False
    word = _WORD.search(source, next_start, next_end)
    return word is not None and len(line) + 1 + len(word[0]) > width


def _join(source: str, pair: tuple[tuple[int, int], tuple[int, int]]) -> Edit:
    (start, end), (next_start, next_end) = pair
    line, following = source[start:end], source[next_start:next_end]
    cut = start + len(line.rstrip())
    back = next_start + len(following) - len(following.lstrip())
    # A hyphen at the margin may belong to the word; it stays, and the blank does not come.
    hyphened = line.rstrip()[-1:] == "-" and line.rstrip()[-2:-1].isalpha()
    return Edit(cut, back, "" if hyphened else " ", "unwrap")
