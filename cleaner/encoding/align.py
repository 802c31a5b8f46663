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
    while True:
        alike = _alike(a, b, i, j)
        i += alike
        j += alike
        if i == len(a) and j == len(b):
            return
        di, dj = _meet(a, b, i, j)
        was, piece = a[i : i + di], b[j : j + dj]
        found.append(Edit(offset + i, offset + i + di, piece, action or name(was, piece)))
        i += di
        j += dj


def _alike(a: str, b: str, i: int, j: int) -> int:
    """For how many characters both run alike from here."""
    low, high = 0, min(len(a) - i, len(b) - j)
    while low < high:
        middle = (low + high + 1) // 2
        if a[i + low : i + middle] == b[j + low : j + middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _meet(a: str, b: str, i: int, j: int) -> tuple[int, int]:
    """How few characters of each to pass before both agree again, or end alike."""
    rest_a, rest_b = len(a) - i, len(b) - j
    best = (rest_a, rest_b)
    limit = min(WINDOW, rest_a + rest_b)  # characters of both together
    dj = 0
    while dj <= min(limit, rest_b):
        left = rest_b - dj
        if left >= ANCHOR:
            anchor = b[j + dj : j + dj + ANCHOR]
            di = a.find(anchor, i + (not dj), i + limit - dj + ANCHOR) - i
        else:
            di = rest_a - left if a.endswith(b[j + dj :]) else -1
        if 0 <= di <= limit - dj:
            best, limit = (di, dj), di + dj - 1
        dj += 1
    return best


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
