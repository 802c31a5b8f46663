"""Which lines need a look; that this is seen fast is what makes clean text cheap.

Everything that a repair can act on has a sign that clean text hardly ever shows. The signs of all
repairs, and those that wake ftfy (see `fast`), are needs: a character in certain company (see
`needs` and `watch`). A few lie not in one place but in what else the line holds (see `strangers`).
`quiet` asks a single line, plainly; `lines` finds in a whole text those that are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from cleaner.encoding import strangers
from cleaner.encoding.needs import Need
from cleaner.encoding.strangers import strange
from cleaner.encoding.watch import (
    ENOUGH_EAST,
    LONGEST,
    Look,
    Search,
    Watch,
    dense,
    each_line,
    glued,
    line_around,
)


def _set(characters: str) -> frozenset[int]:
    return frozenset(map(ord, characters))


# ---------------------------------------------------------------- in plain ASCII

# Looked for with `in` first; only where one is found is the pattern tried.
_LITERALS = {
    "&": r"&[#A-Za-z]",
    "\\": r"\\[uUx]",
    "%": r"%[89A-Fa-f][0-9A-Fa-f]%",
    "=": r"=[89A-F][0-9A-F]=",
    "?": r"\?(?=[A-Za-z])(?<![^A-Za-z\s(\[—–-]\?)",
    "u20": r"u20[12][\da-f]",
}
_ASCII = tuple((sign, re.compile(pattern)) for sign, pattern in _LITERALS.items())
_HARMLESS = bytes((*range(0x20, 0x7F), 0x09, 0x0A, 0x0C, 0x0D))
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")

# ---------------------------------------------------------------- beyond ASCII

_SMALL = "[a-zß-öø-ÿāăąćčďđēėęěğģīįıķĺļľłńņňōőœŕřśşšţťūůűųźżžșț]"
_CAPITALS = _set("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŸŹŻŽȘȚ")
_SYMBOLS = _set("¡¢£¤¥¦§¨©ª¬®¯°±²³´µ¶·¸¹º¼½¾¿ƒˆ˜†‡‰‹›€™„‚ⁿ÷")
_INVISIBLE = frozenset(
    (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xF0B7)
)
# What UTF-8 turns into when it is read as GBK, Big5, Shift-JIS, Korean or EUC-JP: characters that
# text of these languages hardly holds.
_EAST_OF_UTF8 = _set(
    "涓锛銇浜浠鈥銆鍦涔鏈鐨鏄銝嚗隞鈭銋撠荳莠莉窶縲縺繧繝譛訝竊쉪삸쑉쐣닊씎쎖筝鐚篋篁"
)
_BOXES = frozenset(range(0x2500, 0x25A0))

# Letters that Windows-1252 has not: where one stands, `xâm` and `atât` are Vietnamese and Romanian.
_BEYOND = (
    "[\u0100-\u0151\u0154-\u015f\u0162-\u0177\u0179-\u017c\u01a0-\u01b0\u0218-\u021b\u1ea0-\u1ef9]"
)

DAMAGE = (
    Need(_set("\N{REPLACEMENT CHARACTER}†‡锟") | _INVISIBLE | _EAST_OF_UTF8, "", ""),
    # A lead byte of UTF-8 whose companions are there, or are lost.
    Need(_set("ÂÃÄÅÆÈÐÑÎÏØÙ"), "", "(?:[ \xa0?\n]|\\Z)"),
    Need(_set("×"), "", "(?:[ \xa0](?!\\d)|[?\n]|\\Z)"),
    Need(_set("ÃÄÅ"), "", "[a-z]"),
    Need(_set("€"), "[^\x00-\x7f]", ""),
    Need(_set("ĂĹĆ"), "", "[^\x00-\x7f]"),
    Need(_set("º»"), "[áÁ]", ""),
    Need(_set("¤¥¸¹"), "à", ""),
    Need(_set("â"), "", "(?![^\\W_])"),
    Need(_set("â"), "", "[A-Z0-9]"),
    Need(_set("â"), "", f"(?=[strvlmd])(?:s|t|re|ve|ll|d|m)(?![^\\W_])(?![^\n]*{_BEYOND})"),
    Need(_set("â"), "(?<![^\\W_])(?<![a-z]['’])", "(?![^\n]*[ơưạ-ỹ])"),
    # The same in pages of DOS and of the Macintosh.
    Need(_set("Ç"), "[ΓÔ]", ""),
    Need(_set("├"), "", "[^\x00-\x7f\u2500-\u257f]"),
    Need(_set("┬"), "", "[½╗á®]"),
    Need(_set("√"), "[a-z]", "[¶∏•§º©®ª¨†°¢£ß]"),
    Need(_set("√"), "", "[¶∏•§º©®ª¨][a-z]"),
    # The same in small letters.
    Need(_set("¡¢£¤¥¦§¨©«¬®¯°±²³´¶·¸¹¼½¾¿‚ƒ„†‡ˆ‰‹"), "[ãäåðñ]", ""),
)
# One code page read as another: capitals, signs, controls and other alphabets inside words.
CROSSED = (
    Need(_CAPITALS, _SMALL, ""),
    Need(frozenset(range(0x80, 0xA0)), "", ""),
    Need(_SYMBOLS, _SMALL, _SMALL),
    Need(_set("±¶‚„"), _SMALL, ""),
    Need(_set("ÒÔ"), "", "[A-Z]"),
    Need(_set("ÓÔÕ"), "[.,!?]", ""),
    Need(_set("ÑÐ"), "\\s", "\\s"),
    Need(frozenset(range(0xFF66, 0xFFA0)), "[\uff66-\uff9f\ue000-\uf8ff]{2}", ""),
    Need(frozenset(range(0x2550, 0x2570)), "", "[\u0400-\u052f]"),
    Need(_BOXES | _set("²°·÷©"), "[пя]", ""),
    Need(_set("–—"), "[\u0400-\u052f]", "[\u0400-\u052f°±≤≥µ∂Јє]"),
    Need(frozenset(range(0x410, 0x430)), "[а-яё]", ""),
    Need(_BOXES, "[a-z]", ""),
    Need(
        frozenset(range(0xC0, 0xDF)) | _SYMBOLS,
        "[¡-ÿŒ-žƒˆ˜†-…‰‹-›€™Ω∂∆∏∑√∞∫≈≠≤≥◊]{2}",
        "[À-ÿ]",
    ),
    # Four of these in a row, with one that hardly any reading of another alphabet goes without.
    *(Need(_set("íòñðó"), f"[à-ÿ]{{{n}}}", f"[à-ÿ]{{{3 - n}}}") for n in range(4)),
)

_FAR = "[\u0370-\u052f\u3400-\u9fff\uac00-\ud7a3]"
_TWO_SCRIPTS = re.compile(f"[a-z]{_FAR}")

# One of these is in nearly every sentence of Chinese, Japanese or Korean.
_EVERYDAY = "的是不一在了有のはをに이는다에의"
_EAST = re.compile("[\u4e00-\u9fff\uac00-\ud7a3]")
# A line without any. It opens with a line end, which `re` finds at the speed of a copy.
_UNCOMMON = re.compile(f"[^\n{_EVERYDAY}]{{8,}}(?=\n|\\Z)")
_UNCOMMON_NEXT = re.compile("\n" + _UNCOMMON.pattern)
_LINE = re.compile(f"[^\n]{{1,{LONGEST}}}")


@cache
def _watch() -> Search | None:
    from cleaner.encoding import fast  # noqa: PLC0415  (ftfy is loaded for text beyond ASCII only)

    needs = fast.needs()
    return Search((*needs, *DAMAGE, *CROSSED)) if needs else None


@cache
def _crossed() -> Watch:
    return Watch(CROSSED)


def crossed(line: str) -> bool:
    """Whether a line shows a sign of one code page read as another."""
    return bool(_crossed().meets(line) or strange(line) or _TWO_SCRIPTS.search(line))


def outlandish(line: str) -> bool:
    """Whether a line in East Asian characters lacks all of the commonest ones, and common ones."""
    return bool(_EAST.search(line)) and not any(c in line for c in _EVERYDAY) and _uncommon(line)


def _uncommon(line: str) -> bool:
    """The same of a line that is known to lack the commonest."""
    from cleaner.encoding import eastern  # noqa: PLC0415  (it needs this room's guard)

    return ENOUGH_EAST.match(line) is not None and not eastern.fluent(line)


def _outlandish(text: str) -> Iterator[int]:
    """The lines that lack them: those without one of the commonest characters, seen at once."""
    if (m := _UNCOMMON.match(text)) and _uncommon(m[0]):
        yield 0
    for m in _UNCOMMON_NEXT.finditer(text):
        if _uncommon(m[0]):
            yield m.start() + 1


def _places(text: str) -> Iterator[int]:
    """Where signs may be: a place, at least, in every line that has one."""
    if text.isascii():
        if text.encode().translate(None, _HARMLESS):
            yield from each_line(_CONTROLS, text)
        look = Look()
    elif (watch := _watch()) is None:
        yield from each_line(_LINE, text)
        return
    else:
        look = watch.look(text)
        yield from watch.places(text, look)
        if look.accented:
            yield from strangers.places(text, look.rest or text)
        if look.far and look.data is not None and glued(look.data):
            yield from each_line(_TWO_SCRIPTS, text)
        if look.east:
            yield from _outlandish(text)
    if look.signs:
        for sign, pattern in _ASCII:
            if sign in text if look.data is None else sign.encode() in look.data:
                yield from each_line(pattern, text)


def lines(text: str) -> list[tuple[int, int]]:
    """Where the lines are that show a sign of damage, line ends left out, in order.

    The text is searched at once, since that is fast; what is found is asked again line by line, so
    that no line is judged by its neighbours.

    >>> lines("A naïve café\\nand a cafÃ© too\\n")
    [(13, 28)]
    """
    if len(text) <= LONGEST and "\n" not in text[:-1]:
        whole = text.removesuffix("\n")
        return [(0, len(whole))] if whole and not quiet(whole) else []
    found = []
    for start, end in sorted({line_around(text, place) for place in _places(text)}):
        stop = end - (text[end - 1] == "\n")
        if not quiet(text[start:stop]):
            found.append((start, stop))
    return found


@lru_cache(maxsize=16)
def quiet(line: str) -> bool:
    """Whether a line shows no sign of damage."""
    if any(sign in line and pattern.search(line) for sign, pattern in _ASCII):
        return False
    if line.isascii():
        return not line.encode().translate(None, _HARMLESS)
    watch = _watch()
    if watch is None or watch.meets(line) or strange(line) or outlandish(line):
        return False
    return dense(line) or not _TWO_SCRIPTS.search(line)
