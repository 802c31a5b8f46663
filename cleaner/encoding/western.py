"""A line of UTF-8 read as Windows-1252 or Latin-1: which words are hurt, and how surely."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cleaner.encoding import letters, typography, weigh
from cleaner.encoding.lossy import LONGEST, Reader, Reading
from cleaner.encoding.sequences import BYTE, CONTROLS, HOLES, LEADS, Loss, table
from cleaner.spans import Edit

_LEAD = "".join(sorted(LEADS))
_LONG = "".join(c for c in _LEAD if BYTE[c] >= 0xE0)  # leads of three bytes or four
_REST = re.escape("".join(c for c, byte in BYTE.items() if 0x80 <= byte <= 0xBF))
_NARROW = "".join(c for c in BYTE if not "\x80" <= c <= "\xff" and BYTE[c] < 0xC0)  # not Latin-1

# A chunk is a word, and the blanks in it that may have been a byte.
# Those that hold no lead at all are passed over.
_GOES_ON = rf"(?:(?:(?<=[{_LEAD}])|(?<=[{_LONG}][{_REST} ]))[ \xa0]\S*)*"
CHUNK = re.compile(rf"(?<!\S)[^\s{_LEAD}]*+[{_LEAD}]\S*{_GOES_ON}")
SEQUENCE = re.compile(rf"[{_LEAD}][{_REST}]")
WHOLE = re.compile(rf"[\xc2-\xdf][{_REST}]|[\xe0-\xef][{_REST}]{{2}}|[\xf0-\xf4][{_REST}]{{3}}")
TAIL = re.compile(rf"(?:[\xc3-\xdf]|[\xe1-\xef][{_REST}]?|[\xf0-\xf4][{_REST}]{{0,2}})\Z")
SENTENCE_END = tuple(".!?…")
HALF_QUOTE = re.compile(f"â€(?![{_REST}])")
SPACED = re.compile(rf"(?:[{_LEAD}]|[{_LONG}][{_REST}])[ \xa0]")
GLUED = re.compile(rf"(?:[{_LEAD}]|[{_LONG}][{_REST}])(?=[^{_REST}\s])")
# Two bytes are lost, and one blank there: it is a blank.
DASH = re.compile("(?<= )â (?! )")
KEPT = re.compile(rf"[{_LEAD}][{_REST}]?[\x81\x8d\x8f\x90\x9d]")
VIETNAMESE = re.compile("á[º»]")
MARKED = re.compile(rf"[{_LEAD}][{_REST}]?\?")
NARROW = re.compile(rf"[{_LEAD}][{_REST}]?[{re.escape(_NARROW)}]")
SUSPECT = re.compile(
    rf"[ÂÃÄÅÆÇÈÐÑÎÏ×ØÙáâàã](?:[{_REST} ?\ufffd]|$)|(?<=[a-z])[ÂÃÄÅÆÈÐÑÎÏ×ØÙ]"
    "|[ÃÄÅÐÑÎÏ×ØÙ][a-zÐÑÎÏ×ØÙ]|â"
)
WORD = re.compile(r"[^\W\d_]+")

# Half nats that a word, and a line, must gain before they are touched.
PAIRS = {"“": "”", "„": "“", "«": "»"}
WORD_GAIN = 8
LINE_GAIN = 14

# Leads of the three-byte characters of East Asia: no model of letters can choose among thousands.
EASTERN = frozenset("\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed")
SCRIPTS = {
    "\N{LATIN CAPITAL LETTER ETH}": "cyrillic",
    "\N{LATIN CAPITAL LETTER N WITH TILDE}": "cyrillic",
    "\N{LATIN CAPITAL LETTER I WITH CIRCUMFLEX}": "greek",
    "\N{LATIN CAPITAL LETTER I WITH DIAERESIS}": "greek",
    "\N{MULTIPLICATION SIGN}": "hebrew",
    "\N{LATIN CAPITAL LETTER O WITH STROKE}": "arabic",
    "\N{LATIN CAPITAL LETTER U WITH GRAVE}": "arabic",
    "\N{LATIN SMALL LETTER A WITH GRAVE}": "indic",
}


def loss_of(line: str) -> Loss:
    """What became of the lost bytes of a line."""
    if KEPT.search(line):
        return Loss(frozenset(), frozenset(("", " ")))  # only no-break spaces can be lost
    lost = HOLES if NARROW.search(line) else CONTROLS
    if "\ufffd" in line:
        markers = frozenset("\ufffd")
    elif MARKED.search(line):
        markers = frozenset("?")
    else:
        spaced, glued = len(SPACED.findall(line)), len(GLUED.findall(line))
        if spaced == 1 and DASH.search(line):
            return Loss(lost, frozenset(("",)))
        markers = frozenset(("",) if glued > spaced // 4 else (" ",) if spaced > 1 else ("", " "))
    return Loss(lost, markers)


def tongues(line: str) -> tuple[list[str], tuple[str, ...] | None]:
    """The languages that a damaged line may be in, likeliest first, and the words that say so
    (None where the script says it)."""
    hits: dict[str, int] = {}
    other = eastern = 0
    for pair in SEQUENCE.findall(line):
        script = SCRIPTS.get(pair[0])
        if script is None:
            other += 1
            eastern += pair[0] in EASTERN
        else:
            hits[script] = hits.get(script, 0) + 1
    if eastern > 4 and 2 * eastern > other:
        return [], None
    if hits:
        script = max(hits, key=lambda name: (hits[name], name))
        if hits[script] >= 4 and hits[script] > other:
            return _of_script(script, line), None
    if len(VIETNAMESE.findall(line)) > 1:
        return ["vi"], None
    if letters.vietnamese(line):
        return ["vi"], None
    words = letters.plain_words(line) or tuple(
        word for word in WORD.findall(line.lower()[:400]) if word.isascii()
    )
    return letters.languages(words), words[:16]


def _of_script(script: str, line: str) -> list[str]:
    if script == "greek":
        return ["el"]
    if script == "hebrew":
        return ["he"]
    if script == "arabic":
        return letters.arabic(_sure(line))
    if script == "indic":
        return ["th"] if line.count("à¸") + line.count("à¹") > line.count("à¤") else []
    return letters.cyrillic(_sure(line))


def _sure(line: str) -> str:
    """The characters of a line whose bytes are all there."""
    data = b"".join(bytes(BYTE[c] for c in whole) for whole in WHOLE.findall(line))
    return data.decode("utf-8", "ignore").lower()


@lru_cache(maxsize=256)
def _reader(language: str, loss: Loss) -> Reader:
    return Reader(language, loss)


@cache
def _begun(language: str) -> re.Pattern[str]:
    """What begins something that a language may have lost, or that is whole."""
    own = "".join(sorted(c for c in LEADS if BYTE[c] in table(language).by_lead))
    return re.compile(rf"[{own}]|[{_LEAD}][{_REST}]")


def lossless(line: str) -> bool:
    """Whether every sequence that begins in a line is whole: then nothing needs to be guessed.

    >>> lossless("cafÃ© donâ€™t"), lossless("donâ€t")
    (True, False)
    """
    return not SUSPECT.search(WHOLE.sub("", line))


def torn(line: str) -> list[Edit]:
    """What remains of the last character of a text that was cut inside it.

    >>> torn("donâ€™t worry, heâ€™s a protÃ©gÃ")
    [Edit(start=31, end=32, after='', action='torn')]
    """
    m = TAIL.search(line)
    if m is None or (line[m.start() - 1 : m.start()].islower() and m[0].islower() and m[0] != "â€"):
        return []
    before = line[: m.start()]
    if m[0] == "â€":
        # A paragraph ends with a quotation more often than with a cut, if a sentence ends there.
        opened = before.count("â€œ") + before.count("“") > before.count("â€\x9d") + before.count(
            "”"
        )
        mended = before.count("“") > before.count("”")  # by somebody, but for this one
        if before[-1:] not in SENTENCE_END and not before.endswith(" ") and not mended:
            opened = False
        if opened and not KEPT.search(line):
            return []
        return [Edit(*m.span(), "", "torn")] if not HALF_QUOTE.search(before) else []
    fewest = 1 if m[0] == "Ã" and before[-1:].islower() else 2
    if len(line) < 20 or len(WHOLE.findall(line)) < fewest or not lossless(before):
        return []
    return [Edit(*m.span(), "", "torn")]


def edits(line: str) -> list[Edit]:
    """What to put back in a line, or nothing."""
    tongues_, words = tongues(line)
    if not any(_begun(language).search(line) for language in tongues_):
        return []
    places = [(m.start(), m[0]) for m in CHUNK.finditer(line)]
    places = [(start, chunk) for start, chunk in places if len(chunk) <= LONGEST]
    loss = loss_of(line)
    readers = [_reader(language, loss) for language in tongues_]
    hurt = [place for place in places if any(reader.choices(place[1]) for reader in readers)]
    if not hurt or (words is not None and not any(letters.confident(words, t) for t in tongues_)):
        return []
    wanted: list[Edit] = []
    gained = 0
    for start, reading in _best(line, readers, hurt, places):
        gain = _gain(line, start, reading, readers)
        if not gain:
            continue
        gained += gain
        for first, last, was in reading.spans:
            low, high = start + first, start + last
            wanted.append(Edit(low, high, was, _action(line, low, high, was)))
    if gained < LINE_GAIN or _hopeless(wanted):
        return []
    wanted = _balanced(line, wanted)
    if not any(_hard(line[edit.start : edit.end]) for edit in wanted):
        wanted = _bare(line, wanted)
    return wanted


def _best(
    line: str, readers: list[Reader], hurt: list[tuple[int, str]], places: list[tuple[int, str]]
) -> list[tuple[int, Reading]]:
    """What is hurt in a line, read in the language in which all its places are cheapest."""
    if len(readers) == 1:
        return [(start, _read(line, readers[0], start, chunk)) for start, chunk in hurt]
    hurt_at = {start for start, _ in hurt}
    sound = [(start, chunk) for start, chunk in places if start not in hurt_at]
    best: list[tuple[int, Reading]] = []
    best_cost = 1 << 30
    for reader in readers:
        readings = []
        cost = 0
        for start, chunk in (*hurt, *sound):
            reading = _read(line, reader, start, chunk)
            cost += reading.cost
            if cost >= best_cost:
                break
            readings.append((start, reading))
        else:
            best, best_cost = readings[: len(hurt)], cost
    return best


def _read(line: str, reader: Reader, start: int, chunk: str) -> Reading:
    end = start + len(chunk)
    return reader.read(chunk, line[start - 1 : start], line[end : end + 1])


def _gain(line: str, start: int, reading: Reading, readers: list[Reader]) -> int:
    """What a reading gains over what stands there in whatever language; 0 where that is too
    little."""
    gain = reading.gain
    if not reading.spans or gain < 1:
        return 0
    end = start + reading.size
    for reader in readers if len(readers) > 1 else ():
        literal = reader.literal(line[start:end], line[start - 1 : start], line[end : end + 1])
        gain = min(gain, literal - reading.cost)
    if gain >= WORD_GAIN or (gain >= 1 and not _guessed(line, start, reading)):
        return gain
    return 0


def _hopeless(wanted: list[Edit]) -> bool:
    """Whether more letters are guessed than read: nobody could tell what stood there."""
    guessed = sum(edit.action == "lost-letter" for edit in wanted)
    return guessed > 8 and guessed > 1.2 * (len(wanted) - guessed)


def _balanced(line: str, wanted: list[Edit]) -> list[Edit]:
    """The same, with single marks that close a double quotation made double."""
    out: list[Edit] = []
    opened = ""
    for wish in wanted:
        edit, mark = wish, wish.after[0]
        if edit.action == "lost-quote" and mark == "’" and opened:
            following = edit.after[1:] or line[edit.end : edit.end + 1]
            told = any(c in "\x99™" for c in line[edit.start : edit.end])
            if not told and not following.isalnum() and line[edit.start - 1 : edit.start] != "s":
                mark = PAIRS[opened]
                edit = edit._replace(after=mark + edit.after[1:])
        if mark in PAIRS and not opened:
            opened = mark
        elif opened and mark == PAIRS[opened]:
            opened = ""
        out.append(edit)
    return out


def _guessed(line: str, start: int, reading: Reading) -> bool:
    """Whether a reading rests on lost bytes, if only in part."""
    return any(
        len(was) > 1
        or [BYTE.get(c) for c in line[start + low : start + high]] != list(was.encode())
        for low, high, was in reading.spans
    )


def _hard(before: str) -> bool:
    """Whether a span is damage beyond doubt: more than one letter that some language writes."""
    return len(before.rstrip()) > 1 or len(before) > 2


def _alone(line: str, edit: Edit) -> bool:
    before, after = line[max(0, edit.start - 1) : edit.start], line[edit.end : edit.end + 1]
    return not before.strip() and not after.strip()


def _bare(line: str, wanted: list[Edit]) -> list[Edit]:
    """What may be done where lone letters are all the evidence there is.

    `â` is a letter of French and Vietnamese; it was a mark only where the marks of the line are
    gone, and where an apostrophe or a pair of quotation marks belongs.
    """
    # A capital that stands alone is a letter that somebody spaced out.
    wanted = [edit for edit in wanted if not edit.after.isupper() or not _alone(line, edit)]
    marks = [edit for edit in wanted if edit.after[0] in typography.MARKS]
    if not marks:
        return wanted
    if any(c in line for c in "’‘“”„–—…") or any(
        edit.after[0] not in "’‘“”„«»–—…" for edit in marks
    ):
        return []
    kept, certain = [], 0
    for edit in wanted:
        left = line[edit.start - 1 : edit.start].isalpha()
        right = line[edit.end : edit.end + 1].isalpha()
        if edit in marks and left and right:
            if edit.after != "’" or not weigh.clitic(line, edit.start):
                continue
            certain += 1
        kept.append(edit)
    marks = [edit for edit in kept if edit in marks]
    return kept if certain or len(marks) > 1 else []


def _action(line: str, start: int, end: int, was: str) -> str:
    return _named(line[start:end], was)


@lru_cache(maxsize=4096)
def _named(before: str, was: str) -> str:
    if all(c in BYTE for c in before) and bytes(BYTE[c] for c in before) == was.encode():
        return "utf8-as-cp1252"
    return "lost-quote" if was[0] in typography.MARKS else "lost-letter"
