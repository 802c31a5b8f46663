"""A text in, the text mended and its undo list out."""

from __future__ import annotations

import re
from typing import NamedTuple

from cleaner.encoding import align, crossed, daggers, eastern, fast, guard, holes, invisible, literals, strict, western
from cleaner.spans import Edit, Repair, compose, rewrite

ROUNDS = 6  # of a line through all stages; what has not settled by then is left alone
PIECE = 4_000  # characters that the stages see at once
ODD_MARK = re.compile("[A-Za-z\u00c0-\u024f][\u0591-\u05bd\u0610-\u061a\u064b-\u065f]")
SUSPECT = "suspect-encoding"


CAPITALS = re.compile("Â€[^ ]?")
SMALL = re.compile("[ãäåðñæîï×øù][\x80-\xbf‚ƒ„…†‡ˆ‰š‹œž‘’“”•–—˜™›ÿ€]")


class Repaired(NamedTuple):
    """A mended text, what stood where, and what is to be known of it."""

    text: str
    repairs: tuple[Repair, ...] = ()
    flags: frozenset[str] = frozenset()


def repair(text: str) -> Repaired:
    hits = _lines(text)
    if not hits:
        return Repaired(text)
    first_tag = text.find("<")
    edits: list[tuple[int, int, str, list[Repair]]] = []
    for start, end in hits:
        line = text[start:end]
        unescape = not 0 <= first_tag < end
        mended, repairs = mend(line, unescape=unescape)
        if mended != line:
            edits.append((start, end, mended, repairs))
    if not edits:
        return Repaired(text)
    pieces: list[str] = []
    moved: list[Repair] = []
    done = size = 0
    for start, end, mended, repairs in edits:
        pieces.append(text[done:start])
        size += start - done
        moved += (Repair(r.start + size, r.end + size, r.before, r.action) for r in repairs)
        pieces.append(mended)
        size += len(mended)
        done = end
    pieces.append(text[done:])
    return Repaired("".join(pieces), tuple(moved))


def _lines(text: str) -> list[tuple[int, int]]:
    """The lines that show a sign of damage."""
    found: list[tuple[int, int]] = []
    searches = []
    if not text.isascii():
        searches.append(guard.search())
        if guard.outlandish(text):
            searches = [re.compile(".")]
        for start, end in guard.strangers(text):
            found.append((start, min(end + 1, len(text))))
    elif guard.CONTROL.search(text):
        searches.append(guard.CONTROL)
    if any(sign in text for sign in guard._LITERALS):
        searches.append(guard.ASCII_SIGN)
    for pattern in searches:
        at = 0
        while m := pattern.search(text, at):
            start = text.rfind("\n", 0, m.start()) + 1
            end = text.find("\n", m.start()) + 1 or len(text)
            found.append((start, end))
            at = end
    if len(found) > 1:
        found = sorted(set(found))
    return found


def mend(
    line: str, *, unescape: bool, cased: bool = True
) -> tuple[str, list[Repair]]:
    text, repairs = line, list[Repair]()
    for _ in range(ROUNDS):
        before = text
        for stage in STAGES if cased else UNCASED:
            edits = stage(text, unescape)
            if edits:
                new, more = rewrite(text, edits)
                if new != text:
                    repairs = compose(repairs, more, text)
                    text = new
        if text == before or not _lines(text):
            return text, repairs
    return line, []


def _literals(line: str, unescape: bool) -> list[Edit]:
    return literals.edits(line)


def _strict(line: str, unescape: bool) -> list[Edit]:
    if line.isascii():
        return []
    text, page = line, ""
    for _ in range(strict.DEEP):
        found = strict.unread(text)
        if found is None:
            break
        text, page = found
    return align.edits(line, text, f"utf8-as-{page}") if page else []


def _cased(line: str, unescape: bool) -> list[Edit]:
    """Damage that was put into capitals, or into small letters, later on."""
    if line.isascii() or not (upper := line == line.upper()) and line != line.lower():
        return []
    old = CAPITALS.sub(_lowered, line) if upper else SMALL.sub(_raised, line)
    if upper and not western.SEQUENCE.search(old) or not upper and old == line:
        return []
    mended, repairs = mend(old, unescape=False, cased=False)
    if not repairs:
        return []
    return align.edits(line, mended.upper() if upper else mended.lower(), "utf8-as-cp1252")


def _lowered(m: re.Match[str]) -> str:
    return m[0].replace("Â€", "â€").replace("Œ", "œ").replace("Š", "š").replace("Ž", "ž")


def _raised(m: re.Match[str]) -> str:
    return m[0][0].upper() + m[0][1:]


def _foreign(line: str, unescape: bool) -> list[Edit]:
    """Lines that are garbage from end to end: another script, or East Asian, read as Western."""
    if line.isascii():
        return []
    high = len(eastern.HIGH.findall(line))
    if high < 4 or 2 * high < sum(map(str.isalpha, line)):
        return []
    if 4 * len(western.WHOLE.findall(line)) > high:
        return []  # UTF-8 is the likelier story
    text = crossed.unread(line, foreign=True) or eastern.unread(line)
    return align.edits(line, text, "wrong-code-page") if text is not None else []


def _torn(line: str, unescape: bool) -> list[Edit]:
    return western.torn(line)


def _lossy(line: str, unescape: bool) -> list[Edit]:
    return [] if line.isascii() or western.lossless(line) else western.edits(line)


def _ftfy(line: str, unescape: bool) -> list[Edit]:
    fixed = fast.fix_line(line, unescape=unescape)
    if fixed == line or not _believable(line, fixed):
        return []
    return align.edits(line, fixed)


def _believable(line: str, fixed: str) -> bool:
    """Whether ftfy's answer may stand: two of its habits do harm to text that is fine.

    U+0085 alone is the end of a line in some systems, and not always an ellipsis; and accents of
    Hebrew or Arabic on Latin letters are nobody's text.
    """
    if "\x85" in line and fixed == line.replace("\x85", "…"):
        return False
    return not ODD_MARK.search(fixed) or bool(ODD_MARK.search(line))


def _western(line: str, unescape: bool) -> list[Edit]:
    return [] if line.isascii() or not western.SEQUENCE.search(line) else western.edits(line)


def _crossed(line: str, unescape: bool) -> list[Edit]:
    if line.isascii() or not guard.crossed(line):
        return []
    text = crossed.unread(line)
    return align.edits(line, text, "wrong-code-page") if text is not None else []


def _eastern(line: str, unescape: bool) -> list[Edit]:
    if line.isascii():
        return []
    text = eastern.unread(line) or eastern.runs(line)
    return align.edits(line, text, "wrong-code-page") if text is not None else []


def _daggers(line: str, unescape: bool) -> list[Edit]:
    return daggers.edits(line)


def _holes(line: str, unescape: bool) -> list[Edit]:
    return holes.edits(line)


def _invisible(line: str, unescape: bool) -> list[Edit]:
    return [] if line.isascii() else invisible.edits(line)


STAGES = (_literals, _cased, _strict, _foreign, _torn, _lossy, _ftfy, _western, _eastern, _crossed, _daggers, _holes, _invisible)
UNCASED = tuple(stage for stage in STAGES if stage is not _cased)
