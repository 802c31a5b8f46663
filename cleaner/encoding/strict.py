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
PAGES = (*SINGLE, *MULTI)
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
    return text.isprintable() or not any(unicodedata.category(c) == "Cn" for c in set(text))


def unread(line: str) -> tuple[str, str] | None:
    """What a line was before it was misread, and the code page it was read as; None if it is fine.

    >>> unread("Ð\\x9fÑ\\x80Ð¸Ð²Ðµñ".replace("ñ", "Ñ\\x82"))
    ('Привет', 'cp1252')
    >>> unread("Příliš žluťoučký kůň")
    """
    for page in PAGES:
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
