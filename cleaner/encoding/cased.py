"""Damage that was put into capitals, or into small letters, after it was done: `Â€ŒIT` for `“IT`.

Changing the case moves a lead byte to another one. In a line of one case it can be moved back; the
line is mended, and put into its case again.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from cleaner.encoding import western

CAPITALS = re.compile("Â€[^ ]?")
SMALL = re.compile("[ãäåðñæîï×øù][\x80-\xbf‚ƒ„…†‡ˆ‰š‹œž‘’“”•–—˜™›ÿ€]")


def before(line: str) -> tuple[str, Callable[[str], str]] | None:
    """The line before its case was changed, and the way back; None where that is no question.

    >>> line, recase = before("Â€ŒIT HAS A LOT OF PAYLOAD")
    >>> line, recase("“It has”")
    ('â€œIT HAS A LOT OF PAYLOAD', '“IT HAS”')
    >>> before("L’ÎLE D’OLÉRON – “NOËL”")
    """
    if line.isascii():
        return None
    if line == line.upper():
        old = CAPITALS.sub(_lowered, line)
        found = (old, str.upper) if western.WHOLE.search(old) else None
    elif line == line.lower():
        old = SMALL.sub(_raised, line)
        found = (old, str.lower) if old != line else None
    else:
        return None
    # A line without case, or one of another script, is in one case always.
    plain = sum(c.isascii() and c.isalpha() for c in line)
    return found if 2 * plain >= sum(map(str.isalpha, line)) else None


def _lowered(m: re.Match[str]) -> str:
    return m[0].replace("Â€", "â€").replace("Œ", "œ").replace("Š", "š").replace("Ž", "ž")


def _raised(m: re.Match[str]) -> str:
    return m[0][0].upper() + m[0][1:]
