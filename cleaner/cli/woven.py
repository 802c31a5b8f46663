"""Two texts in one: what both have is shown once, `[-what one has-]`, `{+what the other has+}`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cleaner.cli.paint import Painter
from cleaner.terminal import columns, visible, wrapped

#: Words shown on both sides of a difference.
AROUND: Final = 6
#: So few words are not worth a note that they were left out.
_FEW: Final = 4
#: A word with the white space after it; a character, where a script sets no spaces.
_UNSPACED: Final = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff"
WORD: Final = re.compile(rf"[{_UNSPACED}]\s*|[^\s{_UNSPACED}]+\s*|\s+")
_BREAK: Final = re.compile(rf"\s$|^[{_UNSPACED}]")


class Part(NamedTuple):
    """A piece of the woven text, and its colour."""

    text: str
    look: str = ""


def gone(text: str) -> Part:
    """What only the first text has."""
    return Part(f"[-{text}-]", "red")


def come(text: str) -> Part:
    """What only the second has."""
    return Part(f"{{+{text}+}}", "green")


def common(words: Sequence[str], *, first: bool, last: bool) -> Part:
    """What both have, without what is far from any difference.

    Args:
        words: matches of `WORD`.
        first: no difference stands before it.
        last: none stands behind it.
    """
    head, tail = (0 if first else AROUND), (0 if last else AROUND)
    if len(words) <= head + tail + _FEW:
        return Part("".join(words))
    left, right = "".join(words[:head]), "".join(words[len(words) - tail :])
    space = "" if not left or left[-1].isspace() else " "
    return Part(f"{left}{space}… ({len(words) - head - tail:,} words) … {right}")


def laid(parts: Sequence[Part], painter: Painter, mark: str = "  ") -> Iterator[str]:
    """The parts in lines of the terminal's width, a mark before each line."""
    room = painter.width - columns(mark)
    line, used = "", 0
    for unit in _units(parts):
        size = sum(columns(text) for text, _ in unit)
        bare = size - (1 if unit[-1].text.endswith(" ") else 0)
        if used and used + bare > room:
            yield mark + line.rstrip()
            line, used = "", 0
        if bare <= room:
            line += "".join(painter.style(text, look) for text, look in unit)
            used += size
        else:
            # One word wider than the terminal: broken where the line ends.
            *whole, line = wrapped("".join(text for text, _ in unit), room)
            yield from (mark + piece for piece in whole)
            used = columns(line)
    yield mark + line.rstrip()


def _units(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Pieces that no line may break."""
    unit: list[Part] = []
    for text, look in parts:
        for word in WORD.findall(visible(text)):
            bare = word.rstrip()
            unit.append(Part(bare, look))
            if bare != word:
                unit.append(Part(" "))
            if _BREAK.search(word):
                yield unit
                unit = []
    if unit:
        yield unit
