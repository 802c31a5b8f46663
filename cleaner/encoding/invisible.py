"""Characters that cannot be seen, taken out where they carry no meaning.

A zero-width non-joiner shapes Persian and Hindi, a zero-width space ends words in Thai, Khmer and
Javanese, marks of direction matter beside Hebrew and Arabic, a soft hyphen says where a long word
may break. Inside a word of Latin, Greek or Cyrillic letters none of the first three says anything.
"""

from __future__ import annotations

import re

from cleaner.spans import Edit

_PLAIN = "A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff"
_END = "’.,;:!?”)\u2018“„«»\"'"

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
WORD_JOINER = "\N{WORD JOINER}"
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
SPACES = "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}"
BIDI = "\u200e\u200f\u202a-\u202e\u2066-\u2069"

HIDDEN = re.compile(
    f"[{SOFT_HYPHEN}{WORD_JOINER}{BOM}]+"
    f"|(?<=[{_PLAIN}{_END}])[{SPACES}]+(?=[{_PLAIN}{_END}]|$)|(?:^|(?<=\\s))[{SPACES}]+(?=[{_PLAIN}])"
)
DIRECTION = re.compile(f"[{BIDI}]+")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# The bullet of the Symbol font, as Word writes it.
SYMBOL_BULLET = re.compile("(?:^|(?<=\\s))\uf0b7(?=\\s|$)")
ANY = re.compile(f"[{SOFT_HYPHEN}{WORD_JOINER}{BOM}{SPACES}{BIDI}\uf0b7]")


def edits(line: str) -> list[Edit]:
    """What to take out of a line, in order."""
    if not ANY.search(line):
        return []
    found = [Edit(*m.span(), "", "invisible") for m in HIDDEN.finditer(line)]
    if not RIGHT_TO_LEFT.search(line):
        found += [Edit(*m.span(), "", "invisible") for m in DIRECTION.finditer(line)]
    found += [Edit(*m.span(), "•", "symbol-font") for m in SYMBOL_BULLET.finditer(line)]
    return sorted(found)
