"""What a character is to a text that is compared: a gap, part of a word, a word of its own."""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

_ALL: Final = 0x110000
#: The lowest two bits of a character's flags: its kind.
GAP, LETTER, WHOLE, KIND = 0, 1, 2, 3
#: The others.
DIGIT, CAPITAL, BREAK, INNER, LINE = 4, 8, 16, 32, 64
#: Bits of the flags in the table.
SHIFT: Final = 8

#: Ranges of code points between words: controls, punctuation, symbols, marks that are not read.
_GAPS: Final = (
    (0x0000, 0x002F), (0x003A, 0x0040), (0x005B, 0x0060), (0x007B, 0x00A9), (0x00AB, 0x00B4),
    (0x00B6, 0x00B9), (0x00BB, 0x00BF), (0x00D7, 0x00D7), (0x00F7, 0x00F7), (0x05BE, 0x05BE),
    (0x05F3, 0x05F4), (0x060C, 0x060D), (0x061B, 0x061F), (0x066A, 0x066D), (0x06D4, 0x06D4),
    (0x0964, 0x0965), (0x0E2F, 0x0E2F), (0x104A, 0x104F), (0x1360, 0x1368), (0x17D4, 0x17DB),
    (0x2000, 0x206F), (0x20A0, 0x20CF), (0x2190, 0x2BFF), (0x2E00, 0x2E7F), (0x3000, 0x3004),
    (0x3008, 0x3020), (0x3030, 0x3030), (0x303D, 0x303F), (0x30FB, 0x30FB), (0xD800, 0xF8FF),
    (0xFE10, 0xFE1F), (0xFE30, 0xFE6F), (0xFF00, 0xFF0F), (0xFF1A, 0xFF20), (0xFF3B, 0xFF40),
    (0xFF5B, 0xFF65), (0xFFF0, 0xFFFF), (0x1F000, 0x1FAFF),
)  # fmt: skip
#: Scripts that set no spaces between words; there each character is compared as a word.
#: Thai and Lao; Burmese; Khmer; kana, Chinese characters and what goes with them.
_UNSPACED: Final = (
    (0x0E01, 0x0E2E), (0x0E30, 0x0EFF), (0x1000, 0x1049), (0x1050, 0x109F), (0x1780, 0x17D3),
    (0x3005, 0x3007), (0x3021, 0x302F), (0x3031, 0x303C), (0x3040, 0x30FA), (0x30FC, 0x30FF),
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFF66, 0xFF9F), (0x20000, 0x3FFFF),
)  # fmt: skip
#: Where alphabets have capitals: Latin to Greek extended, Glagolitic to Coptic, Cyrillic and Latin
#: extended.
_CASED: Final = ((0x0041, 0x2100), (0x2C00, 0x2D00), (0xA640, 0xA7FF))
#: After these a capital says nothing, since any word would have one there.
_BREAKS: Final = '.!?:;…|•\n\r"“”„«»‘'


#: Part of a number between two digits.
_INNER: Final = ".,:"


@cache
def letters() -> NDArray[np.uint32]:
    """For each code point its small letter, shifted by `SHIFT`, above its flags; made in a few
    milliseconds when it is first asked for. One table: what costs is to look characters up."""
    flags = np.full(_ALL, LETTER, np.uint32)
    for ranges, value in ((_GAPS, GAP), (_UNSPACED, WHOLE)):
        for first, last in ranges:
            flags[first : last + 1] = value
    folded = np.arange(_ALL, dtype=np.uint32)
    for first, last in _CASED:
        for code in range(first, last):
            char = chr(code)
            small = char.lower()
            # `İ` becomes two characters; it stays as it is.
            if small != char and len(small) == 1:
                folded[code] = ord(small)
                flags[code] |= CAPITAL
    for characters, flag in (
        ("0123456789", DIGIT), (_BREAKS, BREAK), (_INNER, INNER), ("\n", LINE),
    ):  # fmt: skip
        flags[[ord(char) for char in characters]] |= flag
    return folded << np.uint32(SHIFT) | flags
