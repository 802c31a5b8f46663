"""Letters in company that no language keeps: `èe` is no Czech, though both are letters of some.

One code page read as another leaves letters that are fine alone. What betrays them lies not in one
place but in what else stands in the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.encoding.watch import each_line, line_around

# Letters that are fine alone, and that no language writes beside the second, unless it also writes
# the third: Czech, Hungarian, Turkish, Baltic and Croatian read as Western; Western read
# as Central European.
STRANGERS = (
    ("ø", "èìùòàëðûýêñáížš", "åæơ"), ("ì", "øýáš", "ơạảấầếềểệịộợụứừ"), ("ð", "ýþüûàèëøæš", "æơ"),
    ("þ", "ýðüûàèëãîâº", "æ"), ("õ", "ûöü", "äơ"), ("û", "õáíðþø", "ŵ"), ("ã", "þî", "ơ"),
    ("æ", "èš³¹êž", "åøð"), ("è", "æšžøðþ", "ơ"), ("ŕ", "éčęůôî", ""), ("ń", "éáí", "ął"),
    ("ă", "çęő", "ơ"), ("ő", "çãă", ""), ("ï", "øšžá", ""), ("ê", "¹³æ¿", "ơ"), ("ë", "ðþø", ""),
)  # fmt: skip
# Letters that are fine, and an English or French text in which they stand where a mark belongs, or
# where `à` does.
OUT_OF_PLACE = (
    ("í", " the ", re.compile(r"[A-Za-z]í(?:s|t|re|ve|ll|d|m)\b")),
    ("ŕ", "", re.compile(r"\bŕ\b")),
)

_COMPANY = {letter: (others, unless) for letter, others, unless in STRANGERS}
_LETTER = re.compile(f"[{''.join(_COMPANY)}]")
_TOLD = re.compile(f"[{''.join(map(''.join, STRANGERS))}]")
_NEVER = r"\b\B"
_CLASSES = [
    (
        # Whatever would excuse it is likely to follow soon: Vietnamese is full of such letters.
        re.compile(f"{letter}(?![^\n]{{,99}}[{unless}])" if unless else letter),
        re.compile(f"[{others}]"),
        re.compile(f"[{unless}]" if unless else _NEVER),
    )
    for letter, others, unless in STRANGERS
]


def strange(line: str) -> bool:
    """Whether letters stand in a line that no language has together.

    >>> strange("všechny děti"), strange("pøíliš èeské dìti")
    (False, True)
    """
    if _LETTER.search(line):
        held = frozenset(_TOLD.findall(line))
        for letter in held & _COMPANY.keys():
            others, unless = _COMPANY[letter]
            if not held.isdisjoint(others) and held.isdisjoint(unless):
                return True
    return any(
        letter in line and nearby in line and pattern.search(line)
        for letter, nearby, pattern in OUT_OF_PLACE
    )


def places(text: str, held: str) -> Iterator[int]:
    """A place in every line that is strange; `held` is what the text holds beyond ASCII, or more.

    >>> list(places("všechny\\npøíliš\\nèeské dìti", "šøíšèéì"))
    [9]
    """
    for (letter, others, _), (told, among, but_not) in zip(STRANGERS, _CLASSES, strict=True):
        if letter in held and any(other in held for other in others):
            at = text.find(letter)
            while at >= 0:
                end = at + 1
                if told.match(text, at):
                    start, end = line_around(text, at)
                    if not but_not.search(text, start, end) and among.search(text, start, end):
                        yield at
                at = text.find(letter, end)
    for letter, nearby, pattern in OUT_OF_PLACE:
        if letter in held and nearby in text:
            for at in each_line(pattern, text):
                start, end = line_around(text, at)
                if nearby in text[start:end]:
                    yield at
