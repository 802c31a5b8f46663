"""Damaged text → the text that was meant, with an undo list."""

from __future__ import annotations

from cleaner import encoding
from cleaner.draft import Draft
from cleaner.spans import compose

CRLF = "\r\n"


def repair(draft: Draft) -> Draft:
    """Repair the source text. Line ends that are all CR LF become LF, under one flag."""
    flags = set(draft.flags)
    text = draft.source
    if CRLF in text and text.count(CRLF) == text.count("\n") == text.count("\r"):
        text = text.replace(CRLF, "\n")
        flags.add("crlf")
    repaired = encoding.repair(text)
    flags |= repaired.flags
    repairs = compose(draft.repairs, repaired.repairs, text)
    return draft.with_(source=repaired.text, repairs=tuple(repairs), flags=frozenset(flags))


def undone(source: str, draft: Draft) -> str:
    """The decoded text that a draft's repairs came from."""
    from cleaner.spans import undo  # noqa: PLC0415

    text = undo(source, draft.repairs)
    return text.replace("\n", CRLF) if "crlf" in draft.flags else text
