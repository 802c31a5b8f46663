"""Text that was damaged on its way: bytes decoded, lost quotes found again, mojibake undone."""

from __future__ import annotations

import re

import msgspec

from cleaner.record import Charset
from cleaner.spans import Edit, Repair, rewrite


class Repaired(msgspec.Struct, frozen=True):
    text: str
    repairs: tuple[Repair, ...] = ()
    flags: frozenset[str] = frozenset()


class Decoded(msgspec.Struct, frozen=True):
    text: str
    charset: Charset
    flags: frozenset[str] = frozenset()


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    return Decoded(data.decode("utf-8-sig", "replace"), Charset(used="utf-8", declared=declared))


def repair(text: str) -> Repaired:
    edits = [
        Edit(m.start(), m.end(), "” ", "lost-quote")
        for m in re.finditer("(?<=[\\w,.])†(?=\\w)", text)
    ]
    new, repairs = rewrite(text, edits)
    return Repaired(new, tuple(repairs))
