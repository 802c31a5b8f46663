"""`ftfy.fix_text`, byte for byte, without the time it takes to find that nothing is wrong.

ftfy (Apache-2.0, by Robyn Speer) knows mojibake better than anything else, and spends most of its
time proving that clean text is clean. With the settings of an archive, a line comes back as it is
unless one of these holds:

1. its HTML pattern matches, and is allowed to (no `<` so far);
2. its badness pattern matches;
3. the line holds a character of its tables: C1 controls, surrogates, terminal escapes, controls.

1 and 3 are cheap to see. For 2 a *guard* is derived when this module is first used: for each
alternative of ftfy's own compiled pattern, the one character beyond ASCII that ordinary text meets
least, and what must stand around it. Where the guard is silent the pattern cannot match, and ftfy
is not asked; where it speaks, ftfy is asked, about that line alone.

Nothing of ftfy is copied: its compiled patterns and tables are read. If a later ftfy is built
otherwise, `derive` gives up and every line that is not ASCII goes to ftfy itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

import ftfy
from ftfy import TextFixerConfig, badness, chardata, fixes

ARCHIVE = TextFixerConfig(
    uncurl_quotes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    fix_line_breaks=False,
    normalization=None,
    explain=False,
)
LONGEST = ARCHIVE.max_decode_length


class Need(NamedTuple):
    """A character of `chars` must stand between `before` and `after` (pieces of patterns)."""

    chars: frozenset[int]
    before: str
    after: str


class NotUnderstood(Exception):
    """ftfy's pattern is not built as expected."""


def derive(pattern: re.Pattern[str]) -> list[Need]:
    """For each alternative of `pattern`, a condition that every match of it fulfils.

    Raises NotUnderstood where an alternative has no character that can be relied upon.
    """
    try:
        from re import _constants as op  # type: ignore[attr-defined]
        from re import _parser  # type: ignore[attr-defined]
    except ImportError as error:
        raise NotUnderstood("this Python hides its pattern parser") from error
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    needs: dict[tuple[str, str], set[int]] = {}
    for branch in _branches(list(tree), op):
        pieces = [_piece(code, value, op) for code, value in branch]
        firm = [
            i for i, piece in enumerate(pieces) if piece and piece[0] and min(piece[0]) > 0x7F
        ]
        if not firm:
            raise NotUnderstood(f"no character beyond ASCII in {branch}")
        best = min(firm, key=lambda i: _dearness(pieces[i][0]))  # type: ignore[index,arg-type]
        left = pieces[best - 1] if best else None
        after = ""
        for piece in pieces[best + 1 :]:
            if piece is None:
                break
            after += piece[1]
        chars = pieces[best][0]  # type: ignore[index]
        needs.setdefault((left[1] if left else "", after), set()).update(chars or ())
    return [Need(frozenset(chars), *around) for around, chars in needs.items()]


def _branches(items: list[Any], op: Any) -> Iterable[list[Any]]:
    """Every sequence of elements that the parsed pattern allows, alternations multiplied out."""
    for i, (code, value) in enumerate(items):
        if code is op.BRANCH:
            for choice in value[1]:
                yield from _branches(items[:i] + list(choice) + items[i + 1 :], op)
            return
        if code is op.SUBPATTERN:
            yield from _branches(items[:i] + list(value[3]) + items[i + 1 :], op)
            return
    yield items


def _piece(code: Any, value: Any, op: Any) -> tuple[set[int] | None, str] | None:
    """One element as (its characters if they are listed, its pattern); None where unsure."""
    if code is op.LITERAL:
        return {value}, _escaped(value)
    if code is op.ANY:
        return None, "."
    if code is not op.IN:
        return None
    chars: set[int] | None = set()
    source = ""
    for kind, what in value:
        if kind is op.NEGATE:
            chars, source = None, "^"
        elif kind is op.LITERAL:
            source += _escaped(what)
            if chars is not None:
                chars.add(what)
        elif kind is op.RANGE:
            source += f"{_escaped(what[0])}-{_escaped(what[1])}"
            if chars is not None:
                chars.update(range(what[0], what[1] + 1))
        else:
            name = str(what).rsplit("_", 1)
            letter = {"WORD": "w", "SPACE": "s", "DIGIT": "d"}.get(name[-1])
            if letter is None:
                return None
            source += "\\" + (letter.upper() if "_NOT_" in str(what) else letter)
            chars = None
    return chars, f"[{source}]"


def _escaped(code: int) -> str:
    return f"\\U{code:08x}"


def _dearness(chars: set[int]) -> int:
    """How often ordinary text would stop at one of `chars`."""
    total = 0
    for code in chars:
        c = chr(code)
        if 0x370 <= code < 0x530:
            total += 300  # alphabets of whole languages
        elif c.islower() or c in "’“”–—…\xa0":
            total += 40
        else:
            total += 3 if c.isalpha() else 1
    return total


def character_class(codes: Iterable[int]) -> str:
    """A character class of a pattern, written in ranges.

    >>> character_class([97, 98, 99, 120])
    '[\\\\U00000061-\\\\U00000063\\\\U00000078]'
    """
    ordered = sorted(codes)
    out = []
    first = 0
    for i, code in enumerate(ordered):
        if i + 1 == len(ordered) or ordered[i + 1] != code + 1:
            start = ordered[first]
            out.append(_escaped(start) if start == code else f"{_escaped(start)}-{_escaped(code)}")
            first = i + 1
    return f"[{''.join(out)}]"


def any_of(needs: list[Need]) -> str:
    """A pattern for any of `needs`. It opens with one plain class, which `re` skips through fast."""
    every = frozenset().union(*(need.chars for need in needs))
    tests = "|".join(
        f"(?<={need.before}{character_class(need.chars)}){need.after}" for need in needs
    )
    return f"{character_class(every)}(?:{tests})"


# ---------------------------------------------------------------- what a line is put through


def touched() -> frozenset[int]:
    """The characters that ftfy's tables change, whatever stands around them."""
    controls = getattr(chardata, "CONTROL_CHARS", None)
    if not isinstance(controls, dict):
        raise NotUnderstood("ftfy keeps its controls elsewhere")
    return frozenset((*range(0x80, 0xA0), *range(0xD800, 0xE000), 0x1B, *controls))


@cache
def needs() -> list[Need] | None:
    """What a line must hold for ftfy to change it, entities aside; None where that is not known."""
    try:
        return [Need(touched(), "", ""), *derive(badness.BADNESS_RE)]
    except (NotUnderstood, AttributeError, re.error):
        return None


@cache
def guard() -> Callable[[str], object]:
    """A function that finds a place in a line which ftfy may change, entities aside."""
    known = needs()
    if known is None:
        return re.compile(r"[^\t\n\r -~]").search
    return re.compile(any_of(known)).search


@cache
def entity() -> Callable[[str], object]:
    """A function that finds an HTML entity as ftfy sees one."""
    pattern = getattr(chardata, "HTML_ENTITY_RE", None) or re.compile("&")
    return pattern.search


def fix_line(line: str, *, unescape: bool) -> str:
    """What ftfy makes of one line; `unescape` says whether HTML entities are its business."""
    if unescape and "&" in line and entity()(line):
        return str(ftfy.fix_and_explain(line, ARCHIVE).text)
    if guard()(line):
        return str(ftfy.fix_and_explain(line, ARCHIVE._replace(unescape_html=False)).text)
    return line


def fix(text: str) -> str:
    """`ftfy.fix_text(text, ARCHIVE)`, sooner."""
    return "".join(fix_line(line, unescape=unescape) for line, unescape in lines(text))


def lines(text: str) -> Iterable[tuple[str, bool]]:
    """The lines that ftfy would cut, each with whether entities may be unescaped in it."""
    unescape = True
    at = 0
    size = len(text)
    while at < size:
        end = text.find("\n", at) + 1 or size
        end = min(end, at + LONGEST)
        line = text[at:end]
        unescape = unescape and "<" not in line
        yield line, unescape
        at = end


def unescaped(entity_text: str) -> str:
    """What ftfy makes of one HTML entity."""
    return str(fixes.unescape_html(entity_text))
