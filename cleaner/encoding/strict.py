"""UTF-8 that was read as some other code page, with not a byte lost.

A line of prose that turns into valid UTF-8 when read back did not do so by chance: each character
beyond ASCII has to fit. The more of them fit, the surer; a single one needs the words' consent.
"""

from __future__ import annotations

import re
import unicodedata

from cleaner.encoding import weigh
from cleaner.encoding.codepages import MULTI, SINGLE, to_bytes

SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
SURE = 3  # sequences that need no consent
DEEP = 4  # layers of misreading, one over another

# Blocks that no newspaper uses: text that turns into them was not UTF-8.
_ODD = ((0x017F, 0x0180), (0x0250, 0x0300), (0x0500, 0x0590), (0x0700, 0x0900), (0x1200, 0x1780), (0x1880, 0x1E00))


def sane(text: str) -> bool:
    """Whether every character is one that prose may hold."""
    for c in set(text):
        code = ord(c)
        if code < 0x80:
            continue
        if code < 0xA0 or 0xE000 <= code < 0xF900 or unicodedata.category(c) in ("Cn", "Co", "Cs", "Cc"):
            return False
        if any(low <= code < high for low, high in _ODD):
            return False
    return True


def unread(line: str) -> tuple[str, str] | None:
    """What a line was before it was misread, and the code page it was read as; None if it is fine.

    >>> unread("Ð\\x9fÑ\\x80Ð¸Ð²Ðµñ".replace("ñ", "Ñ\\x82"))
    ('Привет', 'cp1252')
    >>> unread("Příliš žluťoučký kůň")
    """
    for page in (*SINGLE, *MULTI):
        data = to_bytes(line, page)
        if data is None:
            continue
        try:
            text = data.decode()
        except UnicodeDecodeError:
            continue
        sequences = len(SEQUENCE.findall(data))
        if not sequences or not sane(text):
            continue
        if sequences >= SURE or weigh.gain(line, text) >= 6:
            return text, page
    return None
