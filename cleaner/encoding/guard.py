"""One scan that says which lines need a look; it is what makes clean text cheap.

Everything that a repair can act on has a sign that clean text hardly ever shows. The signs of all
repairs, and those that wake ftfy (see `fast`), are one pattern that opens with a single character
class (see `needs`). A few signs lie not in one place but in the company that letters keep; those
are looked for with plain `in`.
"""

from __future__ import annotations

import re
from functools import cache

from cleaner.encoding.needs import Need, any_of

LONGEST = 1_000_000  # characters of a line that are seen at once, as in ftfy


def _set(characters: str) -> frozenset[int]:
    return frozenset(map(ord, characters))


# ---------------------------------------------------------------- in plain ASCII

# Looked for with `in` first; only where one is found is the pattern tried.
_LITERALS = ("\\", "&", "%", "=", "?", "u20", "u00", "u01")
_ASCII = re.compile(
    r"&[#A-Za-z]|\\[uUx]|%[89A-Fa-f][0-9A-Fa-f]%|=[89A-F][0-9A-F]=|u201\w|u00[0-9a-f]|u01[0-7]"
    r"|(?<=[A-Za-z])\?(?=[A-Za-z])|(?<![^\s(\[—–-])\?(?=[A-Za-z])"
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")

# ---------------------------------------------------------------- beyond ASCII

_SMALL = "[a-zß-öø-ÿāăąćčďđēėęěğģīįıķĺļľłńņňōőœŕřśşšţťūůűųźżžșț]"
_CAPITALS = _set(
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŸŹŻŽȘȚ"
)
_SYMBOLS = _set("¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿ƒˆ˜†‡•‰‹›€™„‚…")
_INVISIBLE = frozenset(
    (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xF0B7)
)
# What UTF-8 turns into when it is read as GBK, Big5, Shift-JIS, Korean or EUC-JP: characters that
# text of these languages hardly holds.
_EAST_OF_UTF8 = _set("涓锛銇浜浠鈥銆鍦涔鏈鐨鏄銝嚗隞鈭銋撠荳莠莉窶縲縺繧繝譛訝竊쉪삸쑉쐣닊씎쎖筝鐚篋篁")
_BOXES = frozenset(range(0x2500, 0x25A0))

DAMAGE = (
    Need(_set("\N{REPLACEMENT CHARACTER}†‡锟") | _INVISIBLE | _EAST_OF_UTF8, "", ""),
    # A lead byte of UTF-8 whose companions are there, or are lost.
    Need(_set("ÂÃÄÅÆÈÐÑÎÏ×ØÙ"), "", "(?:[ \xa0?]|$)"),
    Need(_set("ÃÄÅ"), "", "[a-z]"),
    Need(_set("€"), "[^\x00-\x7f]", ""),
    Need(_set("ĂĹĆ"), "", "[^\x00-\x7f]"),
    Need(_set("º»"), "[áÁ]", ""),
    Need(_set("¤¥¸¹"), "à", ""),
    Need(_set("â"), "", "(?:(?:s|t|re|ve|ll|d|m)?(?![^\\W_])|[A-Z0-9])"),
    Need(_set("â"), "(?<![^\\W_])", ""),
    # The same in small letters.
    Need(_set("¡¢£¤¥¦§¨©«¬®¯°±²³´¶·¸¹»¼½¾¿\xa0‚ƒ„…†‡ˆ‰‹"), "[ãäåðñ]", ""),
)
# One code page read as another: capitals, signs, controls and other alphabets inside words.
CROSSED = (
    Need(_CAPITALS, _SMALL[:-1] + "’]", ""),
    Need(frozenset(range(0x80, 0xA0)), "", ""),
    Need(_SYMBOLS, _SMALL, _SMALL),
    Need(frozenset(range(0xFF66, 0xFFA0)), "[\uff66-\uff9f\ue000-\uf8ff]{2}", ""),
    Need(frozenset(range(0x2550, 0x2570)), "", "[\u0400-\u052f]"),
    Need(_BOXES | _set("²°·÷©"), "[пя]", ""),
    Need(_set("–—"), "[\u0400-\u052f]", "[\u0400-\u052f°±≤≥µ∂Јє]"),
    Need(frozenset(range(0x410, 0x430)), "[а-яё]", ""),
    Need(frozenset(range(0x370, 0x530)) | _BOXES, "[a-z]", ""),
    Need(
        frozenset(range(0xC0, 0x100)) | _SYMBOLS,
        "[¡-ÿŒ-žƒˆ˜†-…‰‹-›€™Ω∂∆∏∑√∞∫≈≠≤≥◊]{2}",
        "[À-ÿ]",
    ),
)

# Letters that are fine alone, and that no language writes beside the others on the right: Czech,
# Hungarian, Turkish, Baltic and Croatian read as Western; Western read as Central European.
STRANGERS = tuple(
    (letter, re.compile(f"[^\\n]*{letter}[^\\n]*"), frozenset(others))
    for letter, others in (
        ("ø", "èìùòàëðûýêñáížš"), ("ì", "èøùýáíéš"), ("ð", "ýþüûàèëøæš"), ("þ", "ýðüûàèëãîâº"),
        ("õ", "ûáéíöü"), ("û", "õáíðþëø"), ("ã", "þîâº"), ("æ", "èš³¹êž"), ("è", "æšžìøðþ"),
        ("ŕ", "éčęůôî"), ("č", "ęůŕéç"), ("ń", "éáí"), ("ă", "éáíçęő"), ("ő", "çãă"), ("ï", "ìèøùšžá"),
        ("ò", "ìèøùšž"), ("ê", "¹³æ¿"), ("ů", "ŕęčéç"), ("ň", "ăŕčů"), ("ë", "ûðþøàèá"), ("ű", "ăőńŕ"),
    )
)  # fmt: skip

# One of these is in nearly every sentence of Chinese, Japanese or Korean.
_EVERYDAY = "的のは是不이는다에"
_EAST = re.compile("[\u4e00-\u9fff\uac00-\ud7a3]")
_ALL = re.compile("[^\n]")


@cache
def _pattern() -> re.Pattern[str]:
    from cleaner.encoding import fast  # noqa: PLC0415  (ftfy is loaded for text beyond ASCII only)

    needs = fast.needs()
    return re.compile(any_of((*needs, *DAMAGE, *CROSSED))) if needs else fast.ANYTHING


@cache
def _crossed() -> re.Pattern[str]:
    return re.compile(any_of(CROSSED))


def crossed(line: str) -> bool:
    """Whether a line shows a sign of one code page read as another."""
    return bool(_crossed().search(line) or strangers(line))


def strangers(text: str) -> list[tuple[int, int]]:
    """Where the lines are in which letters stand that no language has together.

    >>> strangers("všechny děti\\npøíliš èeské dìti\\n")
    [(13, 30)]
    """
    found = []
    for letter, line, others in STRANGERS:
        if letter in text and not others.isdisjoint(text):
            found += [m.span() for m in line.finditer(text) if not others.isdisjoint(m[0])]
    return sorted(set(found))


def outlandish(text: str) -> bool:
    """Whether a text in East Asian characters lacks all of the commonest ones."""
    return len(text) >= 8 and bool(_EAST.search(text)) and not any(c in text for c in _EVERYDAY)


def lines(text: str) -> list[tuple[int, int]]:
    """Where the lines are that show a sign of damage, line ends included, in order.

    >>> lines("A naïve café\\nand a cafÃ© too\\n")
    [(13, 29)]
    """
    places: list[int] = []
    patterns: list[re.Pattern[str]] = []
    if text.isascii():
        if _CONTROLS.search(text):
            patterns.append(_CONTROLS)
    else:
        patterns.append(_ALL if outlandish(text) else _pattern())
        places += (start for start, _ in strangers(text))
    if any(sign in text for sign in _LITERALS):
        patterns.append(_ASCII)
    if not patterns and not places:
        return []
    found = {_around(text, place) for place in places}
    for pattern in patterns:
        m = pattern.search(text)
        while m:
            span = _around(text, m.start())
            found.add(span)
            m = pattern.search(text, span[1])
    return sorted(found)


def _around(text: str, place: int) -> tuple[int, int]:
    """The line around a place; of a very long one, the part that ftfy would see."""
    start = text.rfind("\n", 0, place) + 1
    start += (place - start) // LONGEST * LONGEST
    end = text.find("\n", place, start + LONGEST) + 1 or min(len(text), start + LONGEST)
    return start, end
