"""Daggers that are the ruins of a closing quotation mark.

`”` is E2 80 9D. Windows-1252 drops the 9D; then a repairer takes the space after it for the A0 that
makes E2 80 A0, and `level” but` ends as `level†but`. So the dagger of this damage stands inside an
open quotation, right after its last character, and has swallowed the blank after it. A true dagger
(† 1945, a footnote's mark) has no quotation to close, or leaves the blank where it was.
"""

from __future__ import annotations

import re

from cleaner.spans import Edit

DAGGER = "\N{DAGGER}"
RUIN = re.compile(rf"(?<=[\w.,;:!?…)\]’]){DAGGER}(?=[\w(“‘„\[—–$€£]|\s*$)")
OPEN, CLOSE = "“„«", "”»"
# A0 is also a dagger in MacRoman: daggers for the blanks between words.
BETWEEN = re.compile(rf"(?<=[\w.,;:)]){DAGGER}(?=\w)")
MANY = 3
# Two bytes of UTF-8 side by side: there the dagger is one more of them.
MOJIBAKE = re.compile("[\xc2-\xf4][\x80-\xbf‚ƒ„†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]")


def edits(line: str) -> list[Edit]:
    """What to put in the place of daggers that never were.

    >>> edits("the letters were “more at the surface level†but that talks")
    [Edit(start=43, end=44, after='” ', action='lost-quote')]
    >>> edits("Johann Wolfgang von Goethe († 1832) and the “folate level† of others")
    []
    """
    if DAGGER not in line or len(MOJIBAKE.findall(line)) > 2:
        return []
    between = BETWEEN.findall(line)
    if (
        len(between) >= MANY
        and len(between) >= line.count(DAGGER) - 1
        and not re.search("[“„«]", line)
    ):
        return [Edit(*m.span(), "\xa0", "nbsp-as-dagger") for m in BETWEEN.finditer(line)]
    found: list[Edit] = []
    open_quote = False
    size = len(line.rstrip())
    done = 0
    for m in RUIN.finditer(line):
        for c in line[done : m.start()]:
            if c in OPEN:
                open_quote = True
            elif c in CLOSE:
                open_quote = False
        done = m.end()
        if open_quote:
            tail = "" if m.end() >= size else " "
            found.append(Edit(*m.span(), "”" + tail, "lost-quote"))
            open_quote = False
    return found
