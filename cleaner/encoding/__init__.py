"""Encoding repair: mojibake undone, lost characters put back, and a receipt for each.

`repair` mends a text, `decode` turns bytes into one. Importing this costs next to nothing: ftfy,
the patterns and the letter models are loaded by the first text that needs them.
"""

from __future__ import annotations

from cleaner.encoding.decoding import Decoded, decode
from cleaner.encoding.result import Repaired

__all__ = ["Decoded", "Repaired", "decode", "repair"]


def repair(text: str) -> Repaired:
    """Mend a text whose encoding went wrong, and leave every other text alone.

    Never raises; repairing the result changes nothing; `cleaner.spans.undo(text, repairs)` gives
    the text back character for character.

    >>> repair("the letters were “more at the surface level†but that talks were advancing").text
    'the letters were “more at the surface level” but that talks were advancing'
    >>> repair("Goethe († 1832) ate a crème brûlée at the café.").repairs
    ()
    """
    from cleaner.encoding import engine  # noqa: PLC0415  (the first call pays, not the import)

    return engine.repair(text)
