"""Two versions of a line, told apart span by span."""

from __future__ import annotations

import re
from functools import lru_cache

from cleaner.encoding.codepages import SINGLE, to_bytes
from cleaner.spans import Edit

TOKEN = re.compile(r"\s+|\S+")
RUN = re.compile("[\x00-\x7f]+|[^\x00-\x7f]+")
WINDOW = 24  # how far ahead the next common stretch is looked for
ANCHOR = 3  # characters that must agree for two places to be the same


def edits(before: str, after: str, action: str | None = None) -> list[Edit]:
    """Edits that turn `before` into `after`, small where the two run alike.

    Without an `action` each is named by what it looks like.

    >>> edits("cafÃ© and thÃ©", "café and thé")  # doctest: +NORMALIZE_WHITESPACE
    [Edit(start=3, end=5, after='é', action='utf8-as-cp1252'),
     Edit(start=12, end=14, after='é', action='utf8-as-cp1252')]
    """
    found: list[Edit] = []
    old, new = RUN.findall(before), RUN.findall(after)
    if len(old) == len(new) and all(a == b for a, b in zip(old, new, strict=True) if a < "\x80"):
        # The plain letters stand still: what lies between two of them became what lies there now.
        at = 0
        for a, b in zip(old, new, strict=True):
            if a != b:
                found.append(Edit(at, at + len(a), b, action or name(a, b)))
            at += len(a)
        return found
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    if len(old) == len(new):
        at = 0
        for a, b in zip(old, new, strict=True):
            if a != b:
                _walk(a, b, at, action, found)
            at += len(a)
    else:
        _walk(before, after, 0, action, found)
    return found


def _walk(a: str, b: str, offset: int, action: str | None, found: list[Edit]) -> None:
    """Walk both texts side by side; where they part, find the nearest place where they meet."""
    i = j = 0
    while i < len(a) or j < len(b):
        if i < len(a) and j < len(b) and a[i] == b[j]:
            i += 1
            j += 1
            continue
        di, dj = _meet(a, b, i, j)
        piece = b[j : j + dj]
        was = a[i : i + di]
        found.append(Edit(offset + i, offset + i + di, piece, action or name(was, piece)))
        i += di
        j += dj


def _meet(a: str, b: str, i: int, j: int) -> tuple[int, int]:
    """How many characters of each to pass before both agree again."""
    rest_a, rest_b = len(a) - i, len(b) - j
    for total in range(1, min(WINDOW, rest_a + rest_b) + 1):
        for dj in range(max(0, total - rest_a), min(total, rest_b) + 1):
            di = total - dj
            x, y = i + di, j + dj
            if x == len(a) and y == len(b):
                return di, dj
            size = min(ANCHOR, len(a) - x, len(b) - y)
            if (
                size
                and a[x : x + size] == b[y : y + size]
                and (size == ANCHOR or (x + size == len(a) and y + size == len(b)))
            ):
                return di, dj
    return rest_a, rest_b


@lru_cache(maxsize=4096)
def name(before: str, after: str) -> str:
    """What happened between `before` and `after`, in a short stable word."""
    if not after:
        return "control"
    if "&" in before and "&" not in after:
        return "entity"
    if any("\ud800" <= c < "\ue000" for c in before):
        return "surrogate"
    text = before
    for _ in range(4):
        for page in SINGLE:
            data = to_bytes(text, page)
            if data is None:
                continue
            try:
                text = data.decode()
            except UnicodeDecodeError:
                continue
            if text == after:
                return f"utf8-as-{page}"
            break
        else:
            break
    if len(before) == 1 and "\x80" <= before < "\xa0":
        return "c1-control"
    return "mojibake"
