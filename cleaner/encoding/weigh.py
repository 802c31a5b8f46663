"""Two versions of a line on the scales: which one is made of words?"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from cleaner.encoding import letters, typography
from cleaner.encoding.letters import Model

FARTHER = re.compile("[\u0180-\u1fff]")  # beyond the letters of most Latin alphabets
TOKEN = re.compile(r"\S+")
WORD = re.compile(r"[^\W\d_]+")
FOREIGN = 8  # half nats for an accent that the language does not write
CLITICS = frozenset(("s", "t", "re", "ve", "ll", "d", "m", "n", "er", "em"))
ELISIONS = frozenset(
    [
        "l",
        "d",
        "j",
        "m",
        "n",
        "s",
        "t",
        "c",
        "o",
        "un",
        "qu",
        "dell",
        "all",
        "nell",
        "sull",
        "dall",
        "quell",
        "bell",
        "lorsqu",
        "jusqu",
        "puisqu",
        "quelqu",
        "quoiqu",
        "aujourd",
        "quest",
        "sant",
        "com",
        "dov",
        "c’",
        "qual",
        "anch",
        "mezz",
        "tutt",
    ]
)
LONGEST = 2000  # characters that are read to know a language

BLOCKS = (
    (re.compile("[\u0370-\u03ff]"), ("el",)),
    (re.compile("[\u0400-\u052f]"), ("ru", "uk", "bg")),
    (re.compile("[\u0590-\u05ff]"), ("he",)),
    (re.compile("[\u0600-\u06ff]"), ("ar",)),
    (re.compile("[\u0e00-\u0e7f]"), ("th",)),
)
PLAIN = re.compile("[a-z]")


@lru_cache(maxsize=64)
def tongues(text: str, most: int = 2) -> list[str]:
    """The languages that a line may be in, by its script and its plain words."""
    head = text[:LONGEST].lower()
    if not FARTHER.search(head):
        return letters.languages(letters.plain_words(text), most)
    most_of, best = max((len(block.findall(head)), languages) for block, languages in BLOCKS)
    if most_of > len(PLAIN.findall(head)):
        return (letters.cyrillic(head) or ["ru"]) if "ru" in best else list(best)
    if letters.vietnamese(head):
        return ["vi"]
    return letters.languages(letters.plain_words(text), most)


def cost(model: Model, token: str) -> int:
    """What a token costs as it stands: its words by their letters, its marks by their places."""
    total = 0
    size = len(token)
    at = 0
    while at < size:
        c = token[at]
        if c.isalpha():
            m = WORD.match(token, at)
            if m:
                word = m[0]
                total += _word(model, word.lower()) + odd_case(word)
                at = m.end()
                continue
        if c >= "\x80":
            before = token[at - 1] if at else " "
            after = token[at + 1] if at + 1 < size else " "
            if "\x80" <= c < "\xa0" or c == "\ufffd" or "\ue000" <= c < "\uf900":
                total += 24
            elif c == "’" and before.isalpha() and after.isalpha():
                total += 0 if clitic(token, at) else 24
            elif c in typography.MARKS:
                total += typography.cost(c, before, after)
            else:
                total += 22 if before.isalpha() or after.isalpha() else 12
        at += 1
    return total


def _word(model: Model, word: str) -> int:
    """A word of the language, or a foreign name: its plain letters, and a bit for each accent."""
    own = model.word(word)
    if own <= 14 or word.isascii():
        return own
    plain = unicodedata.normalize("NFD", word)
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    if not bare.isascii():
        return own
    return min(own, model.word(bare) + FOREIGN * (len(plain) - len(bare)))


def clitic(text: str, at: int, end: int | None = None) -> bool:
    """Whether an apostrophe may stand in the place of `text[at:end]`: `don’t`, `l’enfant`.

    >>> clitic("don?t", 3), clitic("pr?sident", 2), clitic("l?homme", 1)
    (True, False, True)
    """
    after = WORD.match(text, at + 1 if end is None else end)
    if after and after[0].lower() in CLITICS:
        return True
    start = at
    while start and text[start - 1].isalpha():
        start -= 1
    word = text[start:at].lower()
    return word in ELISIONS


def odd_case(word: str) -> int:
    """The cost of capitals that stand inside a word of small letters."""
    if word.islower() or word.isupper() or word[1:].islower():
        return 0
    odd = sum(1 for a, b in pairwise(word) if a.islower() and b.isupper())
    return 8 * odd


@lru_cache(maxsize=16384)
def token_cost(language: str, token: str) -> int:
    return cost(letters.model(language), token)


def gain(before: str, after: str) -> int:
    """How many half nats cheaper `after` is, over the tokens that differ, in its best language."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    gone, come = _only(old, new), _only(new, old)
    now = min((sum(token_cost(t, x) for x in gone) for t in tongues(before)), default=0)
    then = min((sum(token_cost(t, x) for x in come) for t in tongues(after)), default=0)
    return now - then


def _only(these: list[str], those: list[str]) -> list[str]:
    known = set(those)
    return [token for token in these if token not in known and not token.isascii()]
