"""Chinese, Japanese and Korean code pages, read as Western ones or as one another.

No letters here, but frequencies: running text is made of the same few hundred characters, and a
wrong reading lands anywhere among thousands. The mean cost of a character under the best of three
unigram models tells them apart after a line or so.
"""

from __future__ import annotations

import re

from cleaner.encoding import letters, western
from cleaner.encoding.codepages import MULTI, to_bytes, to_text
from cleaner.encoding.strict import sane

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


def mean_cost(text: str) -> float:
    """The mean cost of the East Asian characters of a text in the language that suits them best."""
    text = text[:ENOUGH]
    found = WIDE.findall(text)
    odd = len(ODD.findall(text))
    if not found:
        return FOREIGN
    best = float(FOREIGN)
    for language in ("zh", "ja", "ko"):
        get = letters.model(language).costs.get
        total = sum(get(c, FOREIGN) for c in found)
        best = min(best, (total + FOREIGN * odd) / (len(found) + odd))
    return best


def unread(line: str) -> str | None:
    """The line before it was misread, or None."""
    high = len(HIGH.findall(line))
    if high >= FEWEST and 2 * high >= sum(map(str.isalpha, line)):
        return _best(line, ("cp1252", "latin-1"), FLUENT)
    wide = len(WIDE.findall(line)) + len(ODD.findall(line))
    if wide >= MANY:
        now = mean_cost(line)
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
    wide = WIDE.findall(line)
    if not wide or sum(c.isascii() and c.isalpha() for c in line) < 3 * len(wide):
        return None
    for page in ("gb18030", "big5", "cp932", "cp949", "euc_jp"):
        text = RUN.sub(lambda m, page=page: _western(m[0], page), line)  # type: ignore[misc]
        if text == line or WIDE.search(text):
            continue
        edits = western.edits(text)
        done: list[str] = []
        left = ""  # what no edit explains
        at = 0
        for edit in edits:
            done += (text[at : edit.start], edit.after)
            left += text[at : edit.start]
            at = edit.end
        left += text[at:]
        if any(c >= "\x80" and c not in line for c in left):
            continue  # it was Chinese after all
        fixed = "".join(done) + text[at:]
        if edits and "\ufffd" not in fixed and not any("\x80" <= c < "\xa0" for c in fixed):
            return fixed
    return None


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
