"""Is a place in a view inside somebody's quoted words?"""

from __future__ import annotations

import re
from typing import Final

# An apostrophe that opens: after nothing, a blank or a bracket, before a letter. One that
# closes: after anything but a blank, before anything but a letter.
_SINGLE: Final = re.compile(r"(?P<opens>(?:(?<=[\s(\[])|^)'(?=\w))|(?P<closes>(?<=\S)'(?!\w))")


def inside_quotes(view: str, place: int) -> bool:
    """True where a quotation is open at `place`.

    Double quotes count by parity, so that a paragraph whose quotation is closed only in the next
    one counts as quoted. Guillemets and single quotes must also close, since the one is often
    an arrow and the other an apostrophe.

    >>> inside_quotes('the words "sign up" and more', 14)
    True
    >>> inside_quotes("» read more", 2), inside_quotes("‘not folded’", 3)
    (False, False)
    """
    if view.count('"', 0, place) % 2:
        return True
    if "«" in view or "»" in view:
        before = view.count("«", 0, place) + view.count("»", 0, place)
        after = view.count("«", place) + view.count("»", place)
        if before % 2 and after:
            return True
    if "'" in view:
        opened = False
        for mark in _SINGLE.finditer(view):
            if mark.start() >= place:
                if opened and mark["closes"]:
                    return True
                continue
            opened = bool(mark["opens"])
        return False
    return False
