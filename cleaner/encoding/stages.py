"""What a line is put through, in order. Each stage takes a line and answers with edits.

The order is an argument. Escapes first, since they hide what other stages read. Then what can be
proved (`strict`), then what is garbage from end to end, then what lost bytes; only then ftfy, which
makes `level†but` of `levelâ€ but`. Last what needs a whole line to lean on.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from cleaner.encoding import (
    align,
    crossed,
    daggers,
    eastern,
    guard,
    holes,
    invisible,
    literals,
    strict,
    western,
)
from cleaner.spans import Edit

Stage = Callable[[str, bool], list[Edit]]

# Accents of Hebrew and Arabic on Latin letters: nobody's text, and yet valid UTF-8.
ODD_MARK = re.compile("[A-Za-z\u00c0-\u024f][\u0591-\u05bd\u0610-\u061a\u064b-\u065f]")
TWO_SCRIPTS = re.compile("[A-Za-z][\u0370-\u052f][A-Za-z]")
NEXT_LINE = "\x85"


def escapes(line: str, unescape: bool) -> list[Edit]:
    return literals.edits(line)


def proved(line: str, unescape: bool) -> list[Edit]:
    """UTF-8 read as some code page, no byte lost; several layers of it."""
    if line.isascii():
        return []
    text, page = line, ""
    for _ in range(strict.DEEP):
        found = strict.unread(text)
        if found is None:
            break
        text, page = found
        if guard.quiet(text):
            break
    return align.edits(line, text, f"utf8-as-{page}") if page else []


def garbage(line: str, unescape: bool) -> list[Edit]:
    """Another script, or East Asian, read as Western from one end of the line to the other."""
    if line.isascii():
        return []
    high = len(eastern.HIGH.findall(line))
    if high < 4 or 2 * high < sum(map(str.isalpha, line)):
        return []
    if 4 * len(western.WHOLE.findall(line)) > high:
        return []  # UTF-8 is the likelier story
    text = crossed.unread(line, foreign=True) or eastern.unread(line)
    return align.edits(line, text, "wrong-code-page") if text is not None else []


def torn(line: str, unescape: bool) -> list[Edit]:
    return [] if line.isascii() else western.torn(line)


def lossy(line: str, unescape: bool) -> list[Edit]:
    return [] if line.isascii() or western.lossless(line) else western.edits(line)


def ftfy(line: str, unescape: bool) -> list[Edit]:
    if line.isascii() and "&" not in line and line.isprintable():
        return []
    from cleaner.encoding import fast  # noqa: PLC0415  (ftfy is loaded when first needed)

    fixed = fast.fix_line(line, unescape=unescape)
    return align.edits(line, fixed) if fixed != line and believable(line, fixed) else []


def believable(line: str, fixed: str) -> bool:
    """Whether ftfy's answer may stand: some of its habits harm text.

    U+0085 alone ends a line in some systems, and is not always an ellipsis.

    >>> believable("parl\\x85 Tu", "parl… Tu"), believable("Ä“Ö”Ü", "ē֔Ü")
    (False, False)

    What is left of a quotation mark, E2 80, and the blank after it would make a dagger.

    >>> believable("of the levelâ€ but", "of the level†but")
    False
    """
    if NEXT_LINE in line and fixed == line.replace(NEXT_LINE, "…"):
        return False
    return all(
        not odd.search(fixed) or odd.search(line)
        for odd in (ODD_MARK, TWO_SCRIPTS, daggers.BETWEEN)
    )


def mixed(line: str, unescape: bool) -> list[Edit]:
    """Whole sequences that ftfy leaves in a line that is fine otherwise."""
    return [] if line.isascii() or not western.SEQUENCE.search(line) else western.edits(line)


def asian(line: str, unescape: bool) -> list[Edit]:
    if line.isascii():
        return []
    text = eastern.unread(line) or eastern.runs(line)
    return align.edits(line, text, "wrong-code-page") if text is not None else []


def code_pages(line: str, unescape: bool) -> list[Edit]:
    if line.isascii() or not guard.crossed(line):
        return []
    text = crossed.unread(line)
    return align.edits(line, text, "wrong-code-page") if text is not None else []


def lost_quotes(line: str, unescape: bool) -> list[Edit]:
    return daggers.edits(line)


def lost_characters(line: str, unescape: bool) -> list[Edit]:
    return holes.edits(line)


def hidden(line: str, unescape: bool) -> list[Edit]:
    return [] if line.isascii() else invisible.edits(line)


STAGES: tuple[Stage, ...] = (
    escapes, proved, garbage, torn, lossy, ftfy, mixed, asian, code_pages, lost_quotes,
    lost_characters, hidden,
)  # fmt: skip
