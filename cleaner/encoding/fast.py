"""`ftfy.fix_text`, byte for byte, without the time it takes to find that nothing is wrong.

ftfy (Apache-2.0, by Robyn Speer) knows mojibake better than anything else, and spends most of its
time proving that clean text is clean. With the settings of an archive, a line comes back as it is
unless one of these holds:

1. its HTML pattern matches, and is allowed to (no `<` so far);
2. its badness pattern matches;
3. the line holds a character of its tables: C1 controls, surrogates, terminal escapes, controls.

1 and 3 are cheap to see. For 2 a guard is derived from ftfy's own compiled pattern when it is first
used (see `needs`). Where the guard is silent the pattern cannot match, and ftfy is not asked; where
it speaks, ftfy is asked, about that line alone.

Nothing of ftfy is copied: its compiled patterns and tables are read. If a later ftfy is built
otherwise, every line that is not plain ASCII goes to ftfy itself, slower and as right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import ftfy
from ftfy import TextFixerConfig, badness, chardata

from cleaner.encoding.needs import EVERYDAY, Need, NotUnderstoodError, derive
from cleaner.encoding.watch import Watch

# The settings of an archive: quotation marks, ligatures, widths, line ends and composition stay.
ARCHIVE = TextFixerConfig(
    uncurl_quotes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    fix_line_breaks=False,
    normalization=None,
    explain=False,
)
WITHOUT_HTML = ARCHIVE._replace(unescape_html=False)
LONGEST: int = ARCHIVE.max_decode_length  # ftfy cuts longer lines

ANYTHING = re.compile(r"[^\t\n\r -~]")


def touched() -> frozenset[int]:
    """The characters that ftfy's tables change, whatever stands around them."""
    controls = getattr(chardata, "CONTROL_CHARS", None)
    if not isinstance(controls, dict):
        raise NotUnderstoodError("ftfy keeps its controls elsewhere")
    return frozenset((*range(0x80, 0xA0), *range(0xD800, 0xE000), 0x1B, *controls))


@cache
def needs() -> tuple[Need, ...]:
    """What a line must hold for ftfy to change it, entities aside; nothing if that is not known."""
    try:
        found = (Need(touched(), "", ""), *derive(badness.BADNESS_RE, EVERYDAY))
    except (NotUnderstoodError, AttributeError, TypeError, ValueError, re.error):
        return ()
    # A need that everyday characters lead would be looked for in some scripts only.
    return () if any(need.chars & EVERYDAY for need in found) else found


@cache
def watch() -> Watch | None:
    """What finds the places that ftfy may change, entities aside; None if that is not known."""
    return Watch(needs()) if needs() else None


def wakes(line: str) -> bool:
    """Whether ftfy may change a line, entities aside.

    >>> wakes("cafÃ©"), wakes("“Crème brûlée”, dit-il.")
    (True, False)
    """
    known = watch()
    return bool(ANYTHING.search(line)) if known is None else known.meets(line)


@cache
def entity() -> re.Pattern[str]:
    """An HTML entity as ftfy sees one."""
    pattern = getattr(chardata, "HTML_ENTITY_RE", None)
    return pattern if isinstance(pattern, re.Pattern) else re.compile("&")


def fix_line(line: str, *, unescape: bool) -> str:
    """What ftfy makes of one line; `unescape` says whether HTML entities are its business.

    >>> fix_line("cafÃ© &amp; thÃ©", unescape=True)
    'café & thé'
    """
    entities = unescape and "&" in line and "<" not in line and entity().search(line)
    if not entities and not wakes(line):
        return line
    return str(ftfy.fix_and_explain(line, ARCHIVE if unescape else WITHOUT_HTML).text)


def fix(text: str) -> str:
    """`ftfy.fix_text(text, ARCHIVE)`, sooner."""
    return "".join(fix_line(line, unescape=unescape) for line, unescape in lines(text))


def lines(text: str) -> Iterable[tuple[str, bool]]:
    """The lines that ftfy would cut, each with whether entities may be unescaped in it."""
    unescape = True
    at = 0
    size = len(text)
    while at < size:
        end = min(text.find("\n", at) + 1 or size, at + LONGEST)
        line = text[at:end]
        unescape = unescape and "<" not in line
        yield line, unescape
        at = end
