"""Text of one code page read as another: `Ïðèâåò` for `Привет`, `weÕve` for `we’ve`.

Every byte is still there, but nothing in the bytes says that the reading is wrong: only the words
do. So each likely pair of pages is tried, and the result must be made of words by a wide margin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.encoding import letters, weigh
from cleaner.encoding.codepages import to_bytes, to_text
from cleaner.encoding.strict import sane

SEEN = ("cp1252", "latin-1", "cp1251", "cp1250", "mac_roman", "cp437", "cp850", "koi8-r")
LATIN = ("cp1252", "mac_roman", "cp850", "cp437", "cp1250", "iso8859-2", "cp852", "cp1254", "cp1257")
OTHER = (
    "cp1251", "koi8-r", "cp866", "iso8859-5", "mac_cyrillic", "cp1253", "iso8859-7", "cp1255",
    "cp1256", "cp874",
)  # fmt: skip

LINE_GAIN = 16  # half nats
DEAR = 3  # half nats a letter: a word that costs more may be no word
GARBAGE = 9  # half nats a character: what costs more is no word of any language

UTF8 = re.compile("[\xc2-\xdf\xe2][\x80-\xbf\u2013-\u2122\u0152-\u0192]")
ENOUGH = 30  # words that tell how a line was misread
# What a right reading has little of: signs in words, capitals after small letters.
ODD = re.compile(
    "[a-zß-öø-ÿ][À-ÖØ-Þ]|[а-яё][А-ЯЁ]|[α-ώ][Α-Ω]|[^\\W\\d_][¡-©«-´¶-¹»-¿×÷†‡•‰‹›ƒˆ˜€™„‚‡\u2500-\u25ff√∞≈≤≥∂∆∏∑∫◊]"
    "|[\x80-\x9f]"
)
FEW = 8  # plain words that say little about their language
_CENTRAL = ("pl", "cs", "hu", "ro", "hr", "sk")
HOME = {
    "cp1250": _CENTRAL, "iso8859-2": _CENTRAL, "cp852": _CENTRAL, "cp1254": ("tr",),
    "cp1257": ("lt", "lv", "et"),
}  # fmt: skip

# Something besides quotation marks, dashes and daggers, which are right in any text.
HURT = re.compile("[^\x00-\x7f’‘“”„‚–—…•«»†‡\xa0]")


def unread(line: str, *, foreign: bool = False) -> str | None:
    """The line as it was before it was misread, or None; `foreign`: into another script alone.

    >>> unread("In the time weÕve lived here, one place we hadnÕt visited")
    'In the time we’ve lived here, one place we hadn’t visited'
    >>> unread("Dvořák et la Škoda de M. Łukasz")
    """
    tokens = [t for t in weigh.TOKEN.findall(line) if not t.isascii() and HURT.search(t)]
    if not tokens or len(line) > 20_000:
        return None
    tokens = tokens[:ENOUGH]
    joined = " ".join(tokens)
    odd = len(ODD.findall(joined))
    size = len(joined)
    tongues = weigh.tongues(line)
    if 4 * len(UTF8.findall(joined)) > size:
        return None  # damage of another kind, that was not mended
    if not any(weigh.token_cost(tongues[0], x) > DEAR * len(x) for x in tokens):
        return None
    now = min(sum(weigh.token_cost(t, x) for x in tokens) for t in tongues)
    plain = letters.plain_words(line)
    best: tuple[int, str, str] | None = None
    for text, seen, true in _candidates(joined, OTHER if foreign else (*LATIN, *OTHER)):
        if len(ODD.findall(text)) > (len(text) // 12 if true in OTHER else odd):
            continue
        new = text.split(" ")
        if true in LATIN:
            if len(new) != len(tokens):
                continue
            likely = tongues if len(plain) >= FEW else list(dict.fromkeys((*tongues, *HOME.get(true, ()))))
            then, tongue = min((sum(weigh.token_cost(t, x) for x in new), t) for t in likely)
            if now - then < LINE_GAIN or not letters.confident([*plain, *_words(new)], tongue):
                continue
            enough = LINE_GAIN
        else:
            if now < GARBAGE * size:
                continue
            then = min(sum(weigh.token_cost(t, x) for x in new) for t in weigh.tongues(text, 3))
            enough = 40
            if then > 0.45 * now:
                continue
        gain = now - then
        if gain >= enough and (best is None or gain > best[0]):
            best = (gain, seen, true)
    if best is None:
        return None
    data = to_bytes(line, best[1])
    if data is None:
        return None
    text = to_text(data, best[2])
    return text if text and sane(text) else None


def _words(tokens: list[str]) -> list[str]:
    return [w for token in tokens for w in weigh.WORD.findall(token.lower())]


def _candidates(text: str, pages: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    tried = {text}
    for seen in SEEN:
        data = to_bytes(text, seen)
        if data is None:
            continue
        for true in pages:
            if true == seen:
                continue
            candidate = to_text(data, true)
            if candidate is None or candidate in tried:
                continue
            tried.add(candidate)
            if sane(candidate):
                yield candidate, seen, true
