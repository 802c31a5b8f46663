r"""Characters that were printed as code: `\u2019`, `\x92`, `%E2%80%99`, `=E2=80=99`, `&rsquo`.

A program wrote the escape where the character belonged. Prose about escapes, addresses and paths
hold the same signs rightly, so each kind is held to a shape that prose does not have.
"""

from __future__ import annotations

import bisect
import html
import re
import unicodedata
from collections.abc import Iterator

from cleaner.spans import Edit

# Named entities that may lose their semicolon: endings that no English word or variable has.
_ACCENTED = (
    r"[A-Za-z](?:acute|grave|circ|uml|tilde|cedil|ring|slash|caron|ogon)|[ao]elig|AElig|OElig|szlig"
)
_MARKS = r"[lr][ds]quo|[sb]dquo|[nm]dash|hellip|nbsp|[lr]aquo|[lr]saquo|bull|iexcl|iquest|middot"
_SIGNS = (
    r"(?:pound|euro|trade|copy|reg|deg|sect|ord[fm]|eth|ETH|thorn|THORN|quot|amp|lt|gt)(?![A-Za-z])"
)
_NUMBERS = r"#\d{3,5}(?!\d)|#[xX][0-9A-Fa-f]{2,4}(?![0-9A-Fa-f])"
ENTITY = re.compile(f"&(?:{_ACCENTED}|{_MARKS}|{_SIGNS}|{_NUMBERS})(?![;=])")

UNICODE = re.compile(
    r"(?:\\u[0-9A-Fa-f]{4})+|(?:\\U000[0-9A-Fa-f]{5})+|(?:\\u\{[0-9A-Fa-f]{2,5}\})+"
)
BYTES = re.compile(r"(?:\\x[89A-Fa-f][0-9A-Fa-f])+")
PERCENT = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f]){2,}")
QUOTED = re.compile(r"(?:=[89A-F][0-9A-F]){2,}")
QUOTED_ASCII = re.compile(r"=(?:20|3D|2C|2E|22|27)(?![0-9A-Fa-f])")
# A backslash was lost on the way: a mark, at the place of that mark; a letter, inside a word.
BARE_MARK = re.compile(
    r"(?<=[^\W_])u201[89](?=[^\W\dA-Z_])|(?<![^\W_])u(?:201[8c]|00ab)(?=\w)"
    r"|(?<=[\w.,?!])u(?:201[9d]|00bb)(?![^\W_])|(?<!\S)u201[34](?!\S)"
)
BARE_LETTER = re.compile(r"u00[c-f][0-9a-f](?=[^\W\d_]|[ .,;:!?]|$)|u01[0-7][0-9a-f](?=[^\W\d_])")
ADDRESS = re.compile(
    r"://|www\.|[/?&][\w.-]{1,40}=|@[^\s=]{1,40}=|\.(?:com|org|net|php|html|aspx?|jpg|png)\b"
)
TOKEN = re.compile(r"\S+")
BLANK_OR_EDGE = ("", " ", "\t", "\xa0", "\n")


def edits(line: str) -> list[Edit]:
    """What to put back, in order; nothing for a line without escapes."""
    found: list[Edit] = []
    if "\\" in line:
        found += _unicode(line)
        found += _bytes(line)
    if "%" in line:
        found += _utf8(line, PERCENT, "%", _addresses(line))
    if "=" in line:
        quoted = list(_utf8(line, QUOTED, "=", []))
        if quoted:  # then the mailer wrote its other signs so too
            for m in QUOTED_ASCII.finditer(line):
                quoted.append(Edit(*m.span(), chr(int(m[0][1:], 16)), "escape"))
        found += quoted
    if "&" in line:
        entities = list(ENTITY.finditer(line))
        addresses = _addresses(line) if entities else []
        for m in entities:
            was = html.unescape(m[0] + ";")
            if (
                not _inside(m.start(), addresses)
                and was != m[0] + ";"
                and was.isprintable() | (was == "\xa0")
            ):
                found.append(Edit(*m.span(), was, "entity"))
    if "u20" in line or "u00" in line or "u01" in line:
        found += _bare(line)
    found.sort()
    out: list[Edit] = []
    for edit in found:
        if not out or edit.start >= out[-1].end:
            out.append(edit)
    return out


def _unicode(line: str) -> Iterator[Edit]:
    found = []
    for m in UNICODE.finditer(line):
        digits = re.findall(r"[0-9A-Fa-f]{4,8}|(?<=\{)[0-9A-Fa-f]+", m[0])
        units = "".join(chr(int(d, 16)) for d in digits if int(d, 16) < 0x110000)
        was = units.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "replace")
        if was and all(_printed(c) for c in was):
            found.append(Edit(*m.span(), was, "escape"))
    # A mark between blanks, and nothing else: somebody writes about the escape.
    if any(_joined(line, edit) for edit in found):
        yield from found


def _bytes(line: str) -> Iterator[Edit]:
    found = []
    for m in BYTES.finditer(line):
        data = bytes.fromhex(m[0].replace("\\x", ""))
        for page in ("utf-8", "cp1252"):
            try:
                was = data.decode(page)
            except UnicodeDecodeError:
                continue
            if all(_printed(c) for c in was):
                found.append(Edit(*m.span(), was, "escape"))
            break
    if any(_joined(line, edit) for edit in found):
        yield from found


def _joined(line: str, edit: Edit) -> bool:
    """Whether the escape touches a word, or is a dash or the like that stands alone rightly."""
    before, after = line[max(0, edit.start - 1) : edit.start], line[edit.end : edit.end + 1]
    alone = before in BLANK_OR_EDGE and after in BLANK_OR_EDGE
    return not alone or edit.after in "–—…•" or len(edit.after) > 1 or edit.after.isalpha()


def _utf8(
    line: str, pattern: re.Pattern[str], mark: str, addresses: list[tuple[int, int]]
) -> Iterator[Edit]:
    for m in pattern.finditer(line):
        if _inside(m.start(), addresses):
            continue
        try:
            was = bytes.fromhex(m[0].replace(mark, "")).decode()
        except UnicodeDecodeError:
            continue
        if all(_printed(c) for c in was):
            yield Edit(*m.span(), was, "escape")


def _bare(line: str) -> Iterator[Edit]:
    hits = [*BARE_MARK.finditer(line), *BARE_LETTER.finditer(line)]
    for m in hits:
        yield Edit(*m.span(), chr(int(m[0][1:], 16)), "escape")


def _printed(c: str) -> bool:
    return c >= "\x80" and (unicodedata.category(c)[0] in "LMPS" or c == "\xa0")


def _addresses(line: str) -> list[tuple[int, int]]:
    return [m.span() for m in TOKEN.finditer(line) if ADDRESS.search(line, *m.span())]


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    found = bisect.bisect_right(spans, (at, len(spans) and spans[-1][1])) - 1
    return found >= 0 and spans[found][0] <= at < spans[found][1]
