"""Characters that became `?` or U+FFFD, put back where the word around them leaves one choice."""

from __future__ import annotations

import re
from functools import lru_cache

from cleaner.encoding import letters, typography, weigh
from cleaner.encoding.lossy import Reader
from cleaner.encoding.sequences import RARE, Guess, Loss, Option, options
from cleaner.spans import Edit

HOLE = "\N{REPLACEMENT CHARACTER}"
RUN = re.compile(f"{HOLE}+")
TOKEN = re.compile(r"\S+")
WORD = re.compile(r"[^\W\d_]+")
QUESTION = re.compile(r"(?<=[^\W\d_])\?(?=[^\W\d_])|(?<![^\s(\[—–-])\?(?=[^\W\d_])")
# Contractions that nobody can take for two sentences glued together.
CERTAIN = re.compile(
    r"\b(?:(?:do|does|did|is|was|are|were|could|would|should|wo|ca|has|have|had|ai)n\?t"
    r"|I\?(?:m|ve|ll|d)|(?:you|we|they)\?(?:re|ve|ll)|(?:he|she|it|that|there|let)\?s)\b",
    re.IGNORECASE,
)
# A hole that touches a word; one that stands alone may be what the sentence is about.
ATTACHED = re.compile(f"[^\\W_]{HOLE}|{HOLE}[^\\W_]")
# A name with a genitive, and no question word: `Hardwick?s drive`.
GENITIVE = re.compile(r"\b(?!(?:Wh|How|Who|Is|Are|Was)[a-z]*\?)[A-Z][a-z]{2,}\?s(?= [a-z])")
MARKS = "’“”‘–—…«»„•"
NOT_A_HOLE = re.compile(r"://|www\.|U\+FFFD|\?\?\?")
GAIN = 10
FEW = 8  # words that say little about their language
LINE_GAIN = 16


class _HoleReader(Reader):
    """Proposes, for a hole, every letter of the language that is not ASCII, and every mark."""

    def __init__(self, language: str, hole: str, wide: bool, kinds: str) -> None:
        super().__init__(language, Loss(frozenset(), frozenset()))
        self.leads = frozenset(hole)
        if not wide:  # a hole that opens a word is its first letter as often as a mark
            self.low_opens = ""
        costs = self.model.costs
        self.proposed: list[Guess] = []
        self._options: dict[tuple[int, bool], list[Option]] = {}
        if "letters" in kinds:
            for letter in sorted(self.model.alphabet):
                if not letter.isascii() and costs[letter] <= RARE:
                    size = len(letter.encode()) if wide else 1
                    for c in dict.fromkeys((letter, letter.upper())):
                        if len(c) == 1:
                            self.proposed.append((size, c, True))
        if "marks" in kinds:
            for mark in MARKS:
                self.proposed.append((len(mark.encode()) if wide else 1, mark, True))

    def options(self, text: str, at: int) -> list[Option]:
        run = 0
        while at + run < len(text) and text[at + run] in self.leads:
            run += 1
        # An apostrophe inside a word stands where a language puts one.
        inside = run == 1 and text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()
        apostrophe = not inside or weigh.clitic(text, at)
        found = self._options.get((run, apostrophe))
        if found is None:
            found = self._options[run, apostrophe] = options(
                (g for g in self.proposed if g[0] <= run and (apostrophe or g[1] != "’")),
                self.model,
            )
        return found


@lru_cache(maxsize=128)
def _reader(language: str, hole: str, wide: bool, kinds: str) -> _HoleReader:
    return _HoleReader(language, hole, wide, kinds)


def edits(line: str) -> list[Edit]:
    """What to put into the holes of a line, or nothing."""
    if HOLE in line:
        if NOT_A_HOLE.search(line) or not ATTACHED.search(line):
            return []
        wide = all(len(run) > 1 for run in RUN.findall(line))
        return _fill(line, HOLE, wide, "letters marks")
    if "?" in line and QUESTION.search(line) and not NOT_A_HOLE.search(line):
        marks = any(c in line for c in "’‘“”–—") or re.search(r"\w'\w", line)
        accents = any(c >= "\x80" and c.isalpha() for c in line)
        kinds = " ".join(
            kind for kind, seen in (("letters", accents), ("marks", marks)) if not seen
        )
        return _fill(line, "?", False, kinds) if kinds else []
    return []


def _fill(line: str, hole: str, wide: bool, kinds: str) -> list[Edit]:
    words = letters.plain_words(line.replace(hole, "\N{REPLACEMENT CHARACTER}"))
    if not words:
        return []
    places = [(m.start(), m[0]) for m in TOKEN.finditer(line) if hole in m[0] and len(m[0]) <= 80]
    best = None
    for language in letters.languages(words, 2 if len(words) > FEW else 5):
        reader = _reader(language, hole, wide, kinds)
        readings = []
        cost = 0
        for at, token in places:
            end = at + len(token)
            readings.append((at, reader.read(token, line[at - 1 : at], line[end : end + 1])))
            cost += readings[-1][1].cost
            if best is not None and cost >= best[0]:
                break
        else:
            best = (cost, readings)
    assert best is not None
    wanted: list[Edit] = []
    gained = 0
    for at, reading in best[1]:
        if reading.spans and reading.gain >= (GAIN if hole == "?" else 6):
            gained += reading.gain
            token = line[at : at + reading.size]
            for low, high, was in reading.spans:
                if was == "’" and hole == "?" and not _apostrophe(token, low, high):
                    continue
                action = "lost-quote" if was[0] in typography.MARKS else "lost-letter"
                wanted.append(Edit(at + low, at + high, was, action))
    if hole == "?":
        if gained < LINE_GAIN and not (CERTAIN.search(line) or GENITIVE.search(line)):
            return []
        if "marks" in kinds:
            wanted = _closed(line, wanted)
    return wanted


NEXT_WORD = re.compile(r"[ ,;:.)]*([^\W\d_]*)")
LATER = re.compile(r"(?<=[\w.,!])\?(?=[ ,;:.)]|$)|(?<= )\?(?= )")


def _closed(line: str, wanted: list[Edit]) -> list[Edit]:
    """The marks that only the others explain: what closes a quotation, or stands for a dash.

    A question mark before a small letter asks nothing; in a line whose other marks are gone it is
    one of them.
    """
    taken = {edit.start: edit.after for edit in wanted}
    marks = [*wanted]
    pending = 0  # quotations open at this place
    places = sorted({*taken, *(m.start() for m in LATER.finditer(line))})
    for at in places:
        if at in taken:
            pending += (taken[at] in "“„«") - (taken[at] in "”»")
            continue
        before = line[at - 1]
        following = NEXT_WORD.match(line, at + 1)
        goes_on = not following or not following[1] or following[1][0].islower()
        goes_on = goes_on or (following is not None and following[1] in ("I", "I?"))
        mark = ""
        if before == " ":
            mark = "–" if goes_on else ""
        elif pending > 0 and (goes_on or before in ",.!"):
            mark = "”"
            pending -= 1
        elif before == "s" and goes_on:
            mark = "’"
        if mark:
            marks.append(Edit(at, at + 1, mark, "lost-quote"))
    return sorted(marks)


def _apostrophe(token: str, low: int, high: int) -> bool:
    """Whether a hole is where an apostrophe may be."""
    inside = token[low - 1 : low].isalpha() and token[high : high + 1].isalpha()
    return not inside or weigh.clitic(token, low)
