"""Damaged text → the text that was meant, with an undo list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import msgspec

from cleaner import encoding
from cleaner.draft import Block, Draft
from cleaner.record import Caption
from cleaner.spans import Repair, compose

CRLF: Final = "\r\n"


def repair(draft: Draft) -> Draft:
    """Repair the source text. Line ends that are all CR LF become LF, under one flag.

    Markup is left alone until `extract` has read it: the draft remembers that it was asked.
    """
    if draft.format == "html" and not draft.blocks:
        return draft.with_(awaits_repair=True)
    flags = set(draft.flags)
    text = draft.source
    if CRLF in text and text.count(CRLF) == text.count("\n") == text.count("\r"):
        text = text.replace(CRLF, "\n")
        flags.add("crlf")
    repaired = encoding.repair(text)
    repairs = compose(draft.repairs, repaired.repairs, text)
    return draft.with_(
        source=repaired.text,
        repairs=tuple(repairs),
        flags=frozenset(flags | repaired.flags),
        blocks=tuple(_moved(draft.blocks, repaired.repairs)),
        facts={name: _mended(value) for name, value in draft.facts.items()},
        captions=tuple(map(_caption, draft.captions)),
    )


def _moved(blocks: Iterable[Block], repairs: Iterable[Repair]) -> list[Block]:
    """The blocks where they stand after these repairs, none of which crosses a border."""
    shifts = iter(repairs)
    coming = next(shifts, None)
    drift = 0
    moved = []
    for block in blocks:
        start = block.start + drift
        while coming is not None and coming.start < block.end + drift:
            drift += (coming.end - coming.start) - len(coming.before)
            coming = next(shifts, None)
        moved.append(msgspec.structs.replace(block, start=start, end=block.end + drift))
    return moved


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return encoding.repair(value).text
    if isinstance(value, (tuple, list)):
        return tuple(map(_mended, value))
    return value


def _caption(caption: Caption) -> Caption:
    return msgspec.structs.replace(
        caption,
        text=_mended(caption.text),
        credit=_mended(caption.credit),
        alt=_mended(caption.alt),
    )
