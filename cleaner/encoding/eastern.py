"""Chinese, Japanese and Korean code pages, read as Western ones or as one another.

No letters here, but frequencies: running text is made of the same few hundred characters, and a
wrong reading lands anywhere among thousands. The mean cost of a character under the best of three
unigram models tells them apart after a line or so.
"""

from __future__ import annotations

import re
from functools import cache

from cleaner.encoding import letters, typography, western
from cleaner.encoding.codepages import MULTI, to_bytes, to_text
from cleaner.encoding.strict import sane
from cleaner.spans import Edit, rewrite

EAST = re.compile("[\u3041-\uffef]")
WIDE = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
ODD = re.compile("[\uff66-\uff9f\ue000-\uf8ff\u3400-\u4dbf\uf900-\ufaff]")
HIGH = re.compile("[\x80-\u024f‚ƒ„…†‡ˆ‰‹‘’“”•–—˜™›€ŒœŠšŽžŸ]")
RUN = re.compile("[\u0370-\uffef]+")
NEIGHBOURS = ("gb18030", "big5", "cp932", "cp949")

ENOUGH = 150  # characters that tell
FEWEST = 8  # characters that must speak,
MANY = 12  # and where what stands there is East Asian already
FOREIGN = 26  # half nats for a character that none of the models holds
FLUENT = 20.0  # mean cost of running text, at most
STRANGE = 20.0  # below this nothing is looked for
BETTER = 4.5  # how much cheaper a mean must get

_ONE = 1 << 20  # one character, beside what it costs


class _Costs(dict[str, int]):
    """What characters cost in a language, each with one for itself in the upper bits.

    Those that the language does not hold are foreign, and odd ones count once more; what is not
    East Asian costs nothing and does not count.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self._costs = letters.model(language).costs

    def __missing__(self, c: str) -> int:
        found = 0
        if WIDE.match(c):
            held = self._costs.held(c)
            found = _ONE + (FOREIGN if held is None else held)
        found += _ONE + FOREIGN if ODD.match(c) else 0
        if len(self) < letters.MEMORY:
            self[c] = found
        return found


@cache
def _costs(language: str) -> _Costs:
    return _Costs(language)


def mean_cost(text: str, *, enough: float = 0) -> float:
    """The mean cost of the East Asian characters of a text in the language that suits them best.

    Where one language makes it no more than `enough`, no other is asked.
    """
    text = text[:ENOUGH]
    best = float(FOREIGN)
    for language in ("zh", "ja", "ko"):
        count, total = divmod(sum(map(_costs(language).__getitem__, text)), _ONE)
        if not count:
            break
        best = min(best, total / count)
        if best <= enough:
            break
    return best


def fluent(line: str) -> bool:
    """Whether a line in East Asian characters is made of common ones, so that it may stand.

    >>> fluent("最近，新华社首次披露"), fluent("任任缒缒贝负辐辐")
    (True, False)
    """
    return mean_cost(line, enough=STRANGE) <= STRANGE


def unread(line: str) -> str | None:
    """The line before it was misread, or None."""
    high = len(HIGH.findall(line))
    if high >= FEWEST and 2 * high >= sum(map(str.isalpha, line)):
        return _best(line, ("cp1252", "latin-1"), FLUENT)
    if not EAST.search(line):
        return None
    wide = len(WIDE.findall(line)) + len(ODD.findall(line))
    if wide >= MANY and 2 * wide >= sum(map(str.isalpha, line)):
        now = mean_cost(line, enough=STRANGE)
        if now > STRANGE:
            return _best(line, NEIGHBOURS, min(FLUENT, now - BETTER))
    return None


def _best(line: str, seen: tuple[str, ...], limit: float) -> str | None:
    best: tuple[float, str] | None = None
    for page in seen:
        data = to_bytes(line, page)
        if data is None:
            continue
        for true in MULTI:
            text = to_text(data, true) if true != page else None
            if text is None or not sane(text) or len(WIDE.findall(text)) < FEWEST:
                continue
            cost = mean_cost(text)
            if cost <= limit and (best is None or cost < best[0]):
                best = (cost, text)
    return best[1] if best else None


def runs(line: str) -> str | None:
    """A Western line in which the marks and accents were read as Chinese: `it鈥檚` for `it’s`.

    >>> runs("It鈥檚 the letters that matter, he said, and that they don鈥檛 agree")
    'It’s the letters that matter, he said, and that they don’t agree'
    """
    wide = WIDE.findall(line) if EAST.search(line) else ()
    if not wide or sum(c.isascii() and c.isalpha() for c in line) < 3 * len(wide):
        return None
    for page in MULTI:
        text, spans = _narrowed(line, page)
        if not spans or WIDE.search(text):
            continue
        edits = western.edits(text)
        if not edits or not _explained(text, spans, edits):
            continue  # it was Chinese after all
        fixed, _ = rewrite(text, edits)
        if "\ufffd" not in fixed and not any("\x80" <= c < "\xa0" for c in fixed):
            return fixed
    return None


def _narrowed(line: str, page: str) -> tuple[str, list[tuple[int, int]]]:
    """A line with its runs as bytes, one character a byte, and where those stand in it."""
    out: list[str] = []
    spans = []
    done = size = 0
    for m in RUN.finditer(line):
        new = _western(m[0], page)
        out += (line[done : m.start()], new)
        size += m.start() - done + len(new)
        done = m.end()
        if new != m[0]:
            spans.append((size - len(new), size))
    return "".join([*out, line[done:]]), spans


def _explained(text: str, spans: list[tuple[int, int]], edits: list[Edit]) -> bool:
    """Whether the edits account for the runs: all of them, and nothing but them.

    Two bytes of a Chinese character that mean nothing as UTF-8, or one that borrows a neighbour to
    mean something, show that the character was meant; so does one that becomes what no word
    holds. A run that stands by itself is a quoted word or a name, unless it becomes marks.
    """
    inside = {i for start, end in spans for i in range(start, end)}
    mended: set[int] = set()
    for edit in edits:
        here = range(edit.start, edit.end)
        if any(i not in inside and text[i] not in "\ufffd?" for i in here):
            return False
        if not all(c.isalpha() or c.isspace() or c in typography.MARKS for c in edit.after):
            return False
        mended.update(here)
    if any(text[i] >= "\x80" and i not in mended for i in inside):
        return False
    certain = "’‘“”–—…«»" if len(spans) > 1 else "’‘“”–—…"
    marks = {edit.start for edit in edits if edit.after[:1] in certain}
    return all(
        not marks.isdisjoint(range(start, end))
        or text[start - 1 : start].isalpha()
        or text[end : end + 1].isalpha()
        for start, end in spans
    )


def _western(run: str, page: str) -> str:
    """A run of characters as its bytes, one character a byte; holes stay holes."""
    out = []
    for c in run:
        if c == "\ufffd":
            out.append(c)
            continue
        data = to_bytes(c, page)
        if data is None or len(data) > 2:
            return run
        out.append(data.decode("latin-1"))
    return "".join(out)
