"""One scan that says which lines need a look; it is what makes clean text cheap.

Everything that a repair can act on has a sign that clean text hardly ever shows. The signs of all
repairs, and those that wake ftfy (see `fast`), are one pattern: a single character class that `re`
runs through at the speed of a copy, and behind it what must stand around each character.
"""

from __future__ import annotations

import re
from functools import cache

from cleaner.encoding import fast
from cleaner.encoding.fast import Need

# Signs in plain ASCII, in the order of their cost.
_LITERALS = ("\\", "&", "%", "=", "?", "u20", "u00", "u01")

_ASCII_SIGNS = (
    r"&[#A-Za-z]|\\[uUx]|%[89A-Fa-f][0-9A-Fa-f]%|=[89A-F][0-9A-F]=|u201\w|u00[0-9a-f]|u01[0-7]"
    r"|(?<=[A-Za-z])\?(?=[A-Za-z])|(?<![^\s(\[—–-])\?(?=[A-Za-z])"
)
_CONTROLS = "[\x00-\x08\x0b\x0e-\x1f\x7f]"

_UPPER = frozenset((*range(0xC0, 0xD7), *range(0xD8, 0xDF), *map(ord, "ĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŸŹŻŽȘȚ")))
_SYMBOL = frozenset(map(ord, "¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿ƒˆ˜†‡•‰‹›€™„‚…")) | {0x2039}
_INVISIBLE = frozenset(
    (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xF0B7)
)
_LETTER = "[^\\W\\d_]"
_SMALL = "[a-zß-öø-ÿāăąćčďđēėęěğģīįıķĺļľłńņňōőœŕřśşšţťūůűųźżžșț]"

# What UTF-8 turns into when it is read as GBK, Big5, Shift-JIS, Korean or EUC-JP: characters that
# text of these languages hardly holds.
_CJK = frozenset(map(ord, "涓锛銇浜浠鈥銆鍦涔鏈鐨鏄銝嚗隞鈭銋撠荳莠莉窶縲縺繧繝譛訝竊쉪삸쑉쐣닊씎쎖筝鐚篋篁"))

# What wakes a repair that ftfy does not have: characters, what stands before, what stands after.
SIGNS = (
    Need(frozenset((0xFFFD, 0x2020, 0x2021, 0x952F)) | _INVISIBLE | _CJK, "", ""),
    # A lead byte of UTF-8 whose companions are there, or are lost.
    Need(frozenset(map(ord, "ÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ")), "[a-zß-öø-ÿ’]", ""),
    Need(frozenset(map(ord, "ÂÃÄÅÆÈÐÑÎÏ×ØÙ")), "", "(?:[ \xa0?]|$)"),
    Need(frozenset(map(ord, "ÃÄÅ")), "", "[a-z]"),
    Need(frozenset((0x20AC,)), "[^\x00-\x7f]", ""),
    Need(frozenset(map(ord, "ĂĹĆ")), "", "[^\x00-\x7f]"),
    # The same in small letters.
    Need(frozenset(map(ord, "¡¢£¤¥¦§¨©«¬®¯°±²³´¶·¸¹»¼½¾¿\xa0‚ƒ„…†‡ˆ‰‹")), "[ãäåðñ]", "" ),
    Need(frozenset(map(ord, "º»")), "[áÁ]", ""),
    Need(frozenset(map(ord, "¤¥¸¹")), "à", ""),
    Need(frozenset(map(ord, "â")), "", "(?:(?:s|t|re|ve|ll|d|m)?(?![^\\W_])|[A-Z0-9])"),
    Need(frozenset(map(ord, "â")), "(?<![^\\W_])", ""),
)
# One code page read as another: capitals, signs and other alphabets inside words.
CROSSED = (
    Need(_UPPER, _SMALL, ""),
    Need(frozenset(range(0x80, 0xA0)), "", ""),
    Need(_SYMBOL, _SMALL, _SMALL),
    Need(frozenset(range(0xFF66, 0xFFA0)), "[\uff66-\uff9f\ue000-\uf8ff]{2}", ""),
    # UTF-8 of Cyrillic, read as one of its own code pages.
    Need(frozenset(range(0x2550, 0x2570)), "", "[\u0400-\u052f]"),
    Need(frozenset(range(0x2500, 0x25A0)) | frozenset(map(ord, "²°·÷©")), "[пя]", ""),
    Need(frozenset(map(ord, "–—")), "[\u0400-\u052f]", "[\u0400-\u052f°±≤≥µ∂Јє]"),
    Need(frozenset(range(0x410, 0x430)), "[а-яё]", ""),
    Need(frozenset((*range(0x370, 0x400), *range(0x400, 0x530), *range(0x2500, 0x25A0))), "[a-z]", ""),
    Need(frozenset(range(0xC0, 0x100)) | _SYMBOL, "[¡-ÿŒ-žƒˆ˜†-…‰‹-›€™Ω∂∆∏∑√∞∫≈≠≤≥◊]{2}", "[À-ÿ]"),
)


# Letters that are fine alone, and that no language writes beside the others on the right: the mark
# of one code page read as another (Czech, Hungarian, Turkish, Baltic and Croatian as Western; Western
# as Central European).
STRANGERS = tuple(
    (letter, re.compile(f"[^\n]*{letter}[^\n]*"), frozenset(others))
    for letter, others in (
        ("ø", "èìùòàëðûýêñ"), ("ì", "èøùýáíéš"), ("ð", "ýþüûàèëøæš"), ("þ", "ýðüûàèëãîâº"),
        ("õ", "ûáéíöüí"), ("û", "õáíðþëø"), ("ã", "þîâº"), ("æ", "èš³¹êž"), ("è", "æšžìøðþ"),
        ("ŕ", "éčęůôî"), ("č", "ęůŕéç"), ("ń", "éáí"), ("ă", "éáíçęő"), ("ő", "çãă"), ("ï", "ìèøùš"),
        ("ò", "ìèøùš"), ("ê", "¹³æ¿"), ("ů", "ŕęčéç"), ("ň", "ăŕčů"), ("ë", "ûðþøàèá"), ("ű", "ăőńŕ"),
    )
)


# One of these is in nearly every sentence of Chinese, Japanese or Korean.
_EVERYDAY = "的のは是不이는다에"
_EAST = re.compile("[\u4e00-\u9fff\uac00-\ud7a3]")


def outlandish(text: str) -> bool:
    """Whether a text in East Asian characters lacks all of the commonest ones."""
    return len(text) >= 8 and bool(_EAST.search(text)) and not any(c in text for c in _EVERYDAY)


def strangers(text: str) -> list[tuple[int, int]]:
    """The lines in which letters stand that no language has together.

    >>> strangers("pøíli èesky\n") != []
    True
    """
    found = []
    for letter, line, others in STRANGERS:
        if letter in text and not others.isdisjoint(text):
            found += [m.span() for m in line.finditer(text) if not others.isdisjoint(m[0])]
    return found


@cache
def search() -> re.Pattern[str]:
    """The pattern for text that is not ASCII; ASCII signs are looked for apart."""
    needs = fast.needs()
    if needs is None:
        return re.compile(r"[^\t\n\r -~]")
    return re.compile(fast.any_of([*needs, *SIGNS, *CROSSED]))


@cache
def _crossed() -> re.Pattern[str]:
    return re.compile(fast.any_of(list(CROSSED)))


def crossed(line: str) -> bool:
    """Whether a line shows a sign of one code page read as another."""
    return bool(_crossed().search(line) or strangers(line))


CONTROL = re.compile(_CONTROLS)
ASCII_SIGN = re.compile(_ASCII_SIGNS)
