"""UTF-8 that was read as some other code page, with not a byte lost.

A line of prose that turns into valid UTF-8 when read back did not do so by chance: each character
beyond ASCII has to fit. The more of them fit, the surer; a single one needs the words' consent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cleaner.encoding import daggers, weigh
from cleaner.encoding.codepages import MULTI, SINGLE, repertoire, to_bytes

SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
RUN = re.compile("[^\x00-\x7f]+")
ALONE = re.compile("(?<![^\x00-\x7f])[^\x00-\x7f](?![^\x00-\x7f])")
SURE = 3  # sequences that need no consent
EAST = re.compile("[\u2e80-\uffef]")  # East Asian pages show some of these
INSIDE = re.compile(  # East Asian beside a letter of another script
    "[^\\W\\d_\u2e80-\uffef][\u2e80-\uffef]|[\u2e80-\uffef][^\\W\\d_\u2e80-\uffef]"
)
CONSENT = 6  # half nats that fewer must gain
USUAL = 8  # half nats that speak for the pages of nearly all misreadings
SELDOM_GAIN = 8
# Letters and accents of few languages, which a wrong page makes of common ones: `ZǬrich`, `Cura̤ao`.
SELDOM = re.compile(
    "[\u0180-\u019f\u01a2-\u01ae\u01b1-\u0217\u021c-\u024f"
    "\u0305\u030d-\u031a\u031c-\u0322\u0324\u0325\u0329-\u036f]"
)
KEPT = re.compile("[\xc2-\xf4][^\x00-\x7f]?[\x81\x8d\x8f\x90\x9d]")
# A sequence in which a blank stands for the byte A0.
_REST = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
BLANK = re.compile(f"[\xc2-\xdf] |[\xe0-\xef] [{_REST} ]|[\xe0-\xef][{_REST}] ")
TORN = re.compile(
    rb"[\xc2-\xdf] |[\xe0-\xef](?:[\x80-\xbf] | [\x80-\xbf ])|[\xf0-\xf4](?=.{0,2} )[\x80-\xbf ]{3}"
)
BLANKS = str.maketrans("\n\r\t\xa0\u3000", "     ")
COMMON = ("cp1252", "latin-1")
INNER_CAPITAL = re.compile("[a-zß-ÿ][À-Þ]")
DEEP = 4  # layers of misreading, one over another

# Blocks that no newspaper uses, controls and private use: text that turns into them was not UTF-8.
ODD = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u017f\u0250-\u02bf\u0500-\u058f\u0700-\u08ff\u1200-\u177f\u1880-\u1dff"
    "\ud800-\uf8ff\ufff0-\ufffc\ufffe\uffff\U00010000-\U0001efff\U00020000-\U0010ffff]"
)


def sane(text: str) -> bool:
    """Whether every character is one that prose may hold.

    >>> sane("naïve 👍"), sane("na\x8bve"), sane("ሀ")
    (True, False, False)
    """
    if ODD.search(text):
        return False
    if text.isprintable() or text.translate(BLANKS).isprintable():
        return True
    return not any(unicodedata.category(c) == "Cn" for c in set(text))


def unread(line: str) -> tuple[str, str] | None:
    """What a line was before it was misread, and the code page it was read as; None if it is fine.

    >>> unread("Ð\\x9fÑ\\x80Ð¸Ð²Ðµñ".replace("ñ", "Ñ\\x82"))
    ('Привет', 'latin-1')
    >>> unread("Příliš žluťoučký kůň")
    """
    found: dict[str, tuple[int, str]] = {}
    for page in _possible(line):
        data = to_bytes(line, page)
        if data is None:
            continue
        try:
            text = data.decode()
        except UnicodeDecodeError:
            continue
        if text not in found and text != line and sane(text):
            sequences = len(SEQUENCE.findall(data))
            if page in MULTI and sequences < SURE and not INSIDE.search(line):
                continue  # a character that stands by itself is quoted
            if sequences >= SURE and page in COMMON and not INNER_CAPITAL.search(text):
                return text, page
            found[text] = (sequences, page)
    if not found:
        return _with_blanks(line)
    if len(found) == 1:
        [(text, (sequences, page))] = found.items()
        sure = sequences >= SURE or (_fits(text) and _gain(line, text) >= CONSENT)
        return (text, page) if sure else None
    gains = {text: _gain(line, text) for text in found}
    text = max(found, key=lambda text: (gains[text] + _usual(found[text][1]), text))
    sequences, page = found[text]
    return (text, page) if gains[text] >= CONSENT and (sequences >= SURE or _fits(text)) else None


def _gain(line: str, text: str) -> int:
    """What the words gain, but for letters that hardly any of them hold."""
    return weigh.gain(line, text) - SELDOM_GAIN * len(SELDOM.findall(text))


def _usual(page: str) -> int:
    """What speaks for a page before a word is looked at."""
    return USUAL if page in COMMON else 0


def _possible(line: str) -> Iterator[str]:
    """The pages that may have shown a line of UTF-8: its first character beyond ASCII says much."""
    runs = RUN.findall(line)
    if not runs:
        return
    if not ALONE.search(line):  # no sequence is of one byte
        held = frozenset("".join(runs))
        yield from (page for page in SINGLE if held <= repertoire(page))
    if EAST.search(line):
        yield from (page for page in MULTI if _valid(to_bytes(runs[0], page)))


def _valid(data: bytes | None) -> bool:
    try:
        return data is not None and bool(data.decode())
    except UnicodeDecodeError:
        return False


def _fits(text: str) -> bool:
    """Whether no lone letter of another script stands in a line of Latin letters."""
    far = sum(c >= "\u0250" and c.isalpha() for c in text)
    return not far or 3 * far > sum(c.isalpha() for c in text) or "\u1ea0" <= max(text) <= "\u1eff"


def _with_blanks(line: str) -> tuple[str, str] | None:
    """A line in which every no-break space became a plain one, and nothing else was lost.

    >>> _with_blanks("â€œÃ  la carte, Ã  CitroÃ«nâ€\x9d")
    ('“à la carte, à Citroën”', 'cp1252')
    >>> _with_blanks("â€œà voirâ€\x9d, and the levelâ€ but")
    """
    # A byte that Windows-1252 leaves undefined came through: then none of them was lost.
    if not KEPT.search(line) or not BLANK.search(line):
        return None
    data = to_bytes(line, "cp1252")
    if data is None:
        return None
    data = TORN.sub(lambda m: m[0].replace(b" ", b"\xa0"), data)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    if daggers.BETWEEN.search(text):  # the blank is one, and the mark before it is cut off
        return None
    return (text, "cp1252") if len(SEQUENCE.findall(data)) >= SURE and sane(text) else None
