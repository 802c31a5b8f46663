"""Text of one code page read as another: `Ïðèâåò` for `Привет`, `weÕve` for `we’ve`.

Every byte is still there, but nothing in the bytes says that the reading is wrong: only the words
do. So each likely pair of pages is tried, and the result must be made of words by a wide margin.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cleaner.encoding import letters, typography, weigh
from cleaner.encoding.codepages import to_bytes, to_text
from cleaner.encoding.strict import sane

SEEN = ("cp1252", "latin-1", "cp1251", "cp1250", "mac_roman", "cp437", "cp850", "koi8-r")
LATIN = (
    "cp1252", "mac_roman", "cp850", "cp437", "cp1250", "iso8859-2", "cp852", "cp1254", "cp1257",
)  # fmt: skip
OTHER = (
    "cp1251", "koi8-r", "cp866", "iso8859-5", "mac_cyrillic", "cp1253", "iso8859-7", "cp1255",
    "cp1256", "cp874",
)  # fmt: skip

LINE_GAIN = 16  # half nats that a line of Latin letters must gain
SCRIPT_GAIN = 40  # and one that comes out in another script,
SCRIPT_SHARE = 0.45  # which then costs at most this share of what it cost
DEAR = 3  # half nats a letter: a word that costs more may be no word
GARBAGE = 9  # half nats a character: what costs more is no word of any language
ENOUGH = 30  # words that tell how a line was misread
LONGEST = 20_000  # characters of a line
FIRST = 6  # words on which all candidates are weighed,
BEST = 6  # and how many of them are weighed on all
DEAREST = 1 << 30
FEW = 8  # plain words that say little about their language

# Where plain words are few, the page says which languages to think of.
_CENTRAL = ("pl", "cs", "hu", "ro", "hr", "sk")
HOME = {
    "cp1250": _CENTRAL, "iso8859-2": _CENTRAL, "cp852": _CENTRAL, "cp1254": ("tr",),
    "cp1257": ("lt", "lv", "et"),
}  # fmt: skip

# Sequences of UTF-8: damage of another kind.
UTF8 = re.compile("[\xc2-\xdf\xe2][\x80-\xbf\u2013-\u2122\u0152-\u0192]")
# What a right reading has little of: signs in words, capitals after small letters, controls.
ODD = re.compile(
    "[a-zß-öø-ÿ][À-ÖØ-Þ]|[а-яё][А-ЯЁ]|[α-ώ][Α-Ω]|[\x80-\x9f]"
    "|[^\\W\\d_][¡-©«-´¶-¹»-¿×÷†‡•‰‹›ƒˆ˜€™„‚\u2500-\u25ff√∞≈≤≥∂∆∏∑∫◊]"
)
# Words of two scripts, which no right reading makes.
TORN_APART = re.compile("[a-zß-ƒ][\u0400-\u052f]|[\u0400-\u052f][a-zß-ƒ]")
# Something besides quotation marks, dashes and daggers, which are right in any text.
HURT = re.compile("[^\x00-\x7f’‘“”„–—…•«»†‡\xa0]")


def unread(line: str, *, foreign: bool = False) -> str | None:
    """The line as it was before it was misread, or None; `foreign`: into another script alone.

    >>> unread("In the time weÕve lived here, one place we hadnÕt visited")
    'In the time we’ve lived here, one place we hadn’t visited'
    >>> unread("Dvořák et la Škoda de M. Łukasz")
    """
    if len(line) > LONGEST:
        return None
    tokens = [t for t in weigh.TOKEN.findall(line) if not t.isascii() and HURT.search(t)][:ENOUGH]
    joined = " ".join(tokens)
    if not tokens or 4 * len(UTF8.findall(joined)) > len(joined):
        return None
    if (
        not any(c.isascii() and c.isalpha() for c in joined)
        and not joined.replace(" ", "").isalpha()
    ):
        foreign = True  # no word that could be of Latin letters
    tongues = weigh.tongues(line)
    if not any(weigh.token_cost(tongues[0], t) > DEAR * len(t) for t in tokens):
        return None
    now = DEAREST
    for tongue in tongues:
        now = min(now, _cost(tokens, tongue, now))
    plain = letters.plain_words(line)
    pages = OTHER if foreign else (*LATIN, *OTHER) if now >= GARBAGE * len(joined) else LATIN
    best: tuple[str, str] | None = None
    most = now
    likely = {page: _likely(tongues, plain, page, several=len(tokens) > 1) for page in LATIN}
    for text, seen, true in _promising(joined, tokens, pages, likely):
        new = text.split(" ")
        if true in OTHER:
            gain = _gain_of_script(text, new, most, now)
        elif len(new) == len(tokens):
            gain = _gain_of_letters(new, plain, most, now, _native(text, likely[true]))
        else:
            continue
        if gain:
            best = (seen, true)
            most = now - gain - 1  # what comes after it must be better
    data = to_bytes(line, best[0]) if best else None
    mended = to_text(data, best[1]) if best and data is not None else None
    if mended is None or (TORN_APART.search(mended) and not TORN_APART.search(line)):
        return None
    return mended if sane(mended) else None


def _promising(
    joined: str, tokens: list[str], pages: tuple[str, ...], likely: dict[str, list[str]]
) -> Iterator[tuple[str, str, str]]:
    """The candidates that are not odder than what is there; of many words, the best at first."""
    odd = len(ODD.findall(joined))
    symbols = _symbols(joined) // 2
    candidates = [
        (text, seen, true)
        for text, seen, true in _candidates(joined, pages)
        if len(ODD.findall(text)) <= (odd if true in LATIN else len(text) // 12)
        and (true in OTHER or _symbols(text) <= symbols)
    ]
    if len(tokens) <= FIRST:
        return iter(candidates)
    ranked: list[tuple[int, str, str, str]] = []
    for text, seen, true in candidates:
        new = text.split(" ", FIRST)[:FIRST]
        for tongue in _native(text, likely[true]) if true in LATIN else weigh.tongues(text, 1):
            most = ranked[-1][0] if len(ranked) == BEST else DEAREST
            cost = _cost(new, tongue, most)
            if cost <= most:
                ranked = sorted([*ranked, (cost, text, seen, true)])[:BEST]
    return iter(dict.fromkeys((text, seen, true) for _, text, seen, true in ranked))


def _symbols(text: str) -> int:
    """How many characters beyond ASCII are neither letters nor the marks of typesetters."""
    return sum(c >= "\x80" and not c.isalpha() and c not in typography.MARKS for c in text)


def _likely(tongues: list[str], plain: tuple[str, ...], true: str, *, several: bool) -> list[str]:
    """The languages to weigh by; one strange word alone calls in no new ones."""
    if len(plain) >= FEW or not several:
        return tongues
    return list(dict.fromkeys((*tongues, *HOME.get(true, ()))))


def _native(text: str, tongues: list[str]) -> list[str]:
    """The languages that write all the letters of a text."""
    beyond = {c for c in text.lower() if c >= "\x80" and c.isalpha()}
    return [tongue for tongue in tongues if beyond <= letters.model(tongue).alphabet]


def _gain_of_letters(
    new: list[str], plain: tuple[str, ...], most: int, now: int, tongues: list[str]
) -> int:
    """What other Latin letters gain, or 0 where they cost more than `most` or are no words."""
    then, tongue = _cheapest(new, tongues, min(most, now - LINE_GAIN))
    if not tongue:
        return 0
    words = [w for token in new for w in weigh.WORD.findall(token.lower())]
    return now - then if letters.confident([*plain, *words], tongue) else 0


def _gain_of_script(text: str, new: list[str], most: int, now: int) -> int:
    """What another script gains, or 0 where it costs more than `most` or is garbage too."""
    if now < GARBAGE * len(text):
        return 0
    most = min(most, now - SCRIPT_GAIN, int(SCRIPT_SHARE * now))
    then, tongue = _cheapest(new, weigh.tongues(text, 3), most)
    if not tongue:
        return 0
    beyond = [c for c in text.lower() if c >= "\x80"]
    native = letters.model(tongue).alphabet
    if 3 * sum(c in native or unicodedata.combining(c) > 0 for c in beyond) < 2 * len(beyond):
        return 0
    return now - then


def _cheapest(tokens: list[str], tongues: list[str], most: int) -> tuple[int, str]:
    """What words cost in the language that suits them best, and that language; none ("") where
    they cost more than `most` in each."""
    best = (most, "")
    for tongue in sorted(tongues):
        cost = _cost(tokens, tongue, best[0])
        if cost < best[0] or (cost == best[0] and not best[1]):
            best = (cost, tongue)
    return best


def _cost(tokens: list[str], tongue: str, most: int = DEAREST) -> int:
    """What words cost in a language; of those that cost more than `most`, only the first count."""
    total = 0
    for token in tokens:
        total += weigh.token_cost(tongue, token)
        if total > most:
            break
    return total


def _candidates(text: str, pages: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Each text that `text` may have been, with the page it was seen in and its true one."""
    tried = {text}
    for seen in SEEN:
        data = to_bytes(text, seen)
        for true in pages:
            candidate = to_text(data, true) if data is not None and true != seen else None
            if candidate is not None and candidate not in tried:
                tried.add(candidate)
                if sane(candidate):
                    yield candidate, seen, true
