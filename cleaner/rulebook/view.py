"""The normalised view that rules are matched on, and the way back to the source.

Rules never see the text as it was typed. They see one spelling of it: NFC, casefolded, with
curly quotes, dashes, spaces and full-width forms folded to plain ones, invisible characters gone
and runs of white space made one blank. `view` makes that text fast; `view_map` makes the same
text slowly, with the source span of each of its characters. The two are held together by a
property test.

Guillemets are left alone: at the edge of a line they are more often arrows than quotes.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from typing import Final, NamedTuple

import regex

#: Typographic variants and the plain form that rules are written in.
FOLDED: Final[dict[str, str]] = {
    "'": "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{SINGLE LOW-9 QUOTATION MARK}\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}"
    "\N{MODIFIER LETTER APOSTROPHE}\N{PRIME}\N{GRAVE ACCENT}\N{ACUTE ACCENT}"
    "\N{FULLWIDTH GRAVE ACCENT}",
    '"': "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
    "\N{DOUBLE LOW-9 QUOTATION MARK}\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}\N{DOUBLE PRIME}"
    "\N{LEFT CORNER BRACKET}\N{RIGHT CORNER BRACKET}"
    "\N{LEFT WHITE CORNER BRACKET}\N{RIGHT WHITE CORNER BRACKET}",
    "-": "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}"
    "\N{HORIZONTAL BAR}\N{MINUS SIGN}",
    "...": "\N{HORIZONTAL ELLIPSIS}",
    # Turkish has four letters where others have two; capitals would hide which was meant.
    "i": "\N{LATIN SMALL LETTER DOTLESS I}\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}",
}

#: The full-width forms of ASCII, as Chinese and Japanese typists leave them.
FULL_WIDTH: Final[dict[str, str]] = {chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)}

#: Characters that nobody sees: joiners, marks of direction, soft hyphens, variation selectors.
INVISIBLE: Final = (
    "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{WORD JOINER}"
    "\N{SOFT HYPHEN}\N{ZERO WIDTH NO-BREAK SPACE}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
    "\N{ARABIC LETTER MARK}\N{COMBINING GRAPHEME JOINER}"
    + "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFE00, 0xFE10))))
)

#: French and many scrapes set a blank before these; the view has none.
NO_BLANK_BEFORE: Final = "%:;!?"

_FOLD: Final = {
    **FULL_WIDTH,
    **{old: new for new, olds in FOLDED.items() for old in olds},
    # Casefolding would give it a curly apostrophe, after curly ones were folded.
    "\N{LATIN SMALL LETTER N PRECEDED BY APOSTROPHE}": "'n",
    **dict.fromkeys(INVISIBLE, ""),
}
_TABLE: Final = str.maketrans(_FOLD)

# `str.replace` is many times faster than any scan that has to stop and look a character up, so
# what nearly every page holds is replaced by name, and only the rest is looked for.
_COMMON: Final = [
    (c, _FOLD[c]) for c in "`\u2019\u201c\u201d\u2018\u2013\u2014\u2026\u201e\u200b\xad"
]
_RARE: Final = re.compile(
    "[" + re.escape("".join(sorted(set(_FOLD) - {c for c, _ in _COMMON}))) + "]"
)
_OTHER_BLANK: Final = re.compile(r"[^\S \n]")
# All of ASCII but the other blanks and what else nobody types.
_PLAIN: Final = bytes((*range(0x20, 0x7F), *b"\n"))
_WELL: Final = ("utf-8", "surrogatepass")
# Every character but those that fold to just one of their own, whatever stands beside them.
_ODD: Final = re.compile(
    "[^ -~\xa0-\xac\xae-\xde\xe0-\u012f\u0131-\u0148\u014a-\u017f‘’“”„–—"
    "\u0400-\u0481\u048a-\u04ff\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3！-～]"
)
_CLUSTERS: Final = regex.compile(r"\X")


def view(text: str) -> str:
    """The normalised form of one block (line breaks are blanks in it).

    >>> view("“Sign\\u00a0up  for ＮＥＷＳ …”")
    '"sign up for news ..."'
    """
    return views([text])[0]


def views(texts: Sequence[str]) -> list[str]:
    """The views of many blocks at once: the same as `[view(t) for t in texts]`, and faster."""
    if not texts:
        return []
    page = "\n".join([text.replace("\n", " ") if "\n" in text else text for text in texts])
    page = _compose(page)
    for old, new in _COMMON:
        page = page.replace(old, new)
    odd = _odd(page)
    if odd.isascii():
        page = page.lower()
    else:
        page = _fold(page, odd)
        odd = _odd(page)
    return _even(page, odd)


def _odd(page: str) -> str:
    """What a page holds beside plain characters: mostly nothing, and lifted out at the speed of
    a copy, so that what is looked for among the odd ones need not be looked for everywhere."""
    return page.encode(*_WELL).translate(None, _PLAIN).decode(*_WELL)


def _even(page: str, odd: str) -> list[str]:
    """The lines of a page without blanks at their ends, before marks, or side by side."""
    if _OTHER_BLANK.search(odd):
        page = _OTHER_BLANK.sub(" ", page)
    while "  " in page:  # each turn halves the longest run
        page = page.replace("  ", " ")
    lines = page.split("\n")
    if any(line[:1] == " " or line[-1:] == " " for line in lines):
        lines = [line.strip(" ") for line in lines]
    if _blank_before_mark(page):
        lines = [_closed_up(line) for line in lines]
    return lines


def _blank_before_mark(page: str) -> bool:
    # One character is found far faster than two.
    for mark in NO_BLANK_BEFORE:
        at = page.find(mark, 1)
        while at > 0:
            if page[at - 1] == " ":
                return True
            at = page.find(mark, at + 1)
    return False


def _closed_up(line: str) -> str:
    for mark in NO_BLANK_BEFORE:
        line = line.replace(" " + mark, mark)
    return line


def _fold(page: str, odd: str) -> str:
    if _RARE.search(odd):
        page = _compose(page.translate(_TABLE))
    return _compose(page.casefold())


def _compose(text: str) -> str:
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", text)


class Mapped(NamedTuple):
    """A view with the way back: `view[i]` came from `source[starts[i]:ends[i]]`."""

    view: str
    starts: Sequence[int]
    ends: Sequence[int]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of a stretch of the view that is not empty."""
        return self.starts[start], self.ends[end - 1]


def view_map(text: str, *, seen: str | None = None) -> Mapped:
    """`view(text)`, with the source span of each character.

    Args:
        text: one block.
        seen: its view, if that is known.

    Whole grapheme clusters are folded, since composition never reaches across their borders; a
    character of the view points at the whole cluster that it came from.

    >>> mapped = view_map("Pict\u00adure:\u3000ＡＦＰ")
    >>> mapped.view, mapped.source_span(9, 12)
    ('picture: afp', (10, 13))
    """
    if not _ODD.search(text):
        even = view(text) if seen is None else seen
        if len(even) == len(text):
            return Mapped(even, range(len(text)), range(1, len(text) + 1))
    unfolded: list[str] = []
    where: list[int] = []
    for index, char in enumerate(text):
        for folded in _FOLD.get(char, char):
            unfolded.append(folded)
            where.append(index)
    letters: list[str] = []
    starts, ends = array("L"), array("L")
    blank: int | None = None
    for cluster in _CLUSTERS.finditer("".join(unfolded)):
        first, last = where[cluster.start()], where[cluster.end() - 1] + 1
        for char in _settle(cluster[0]):
            if char.isspace():
                if letters and blank is None:
                    blank = first
                continue
            if blank is not None and char not in NO_BLANK_BEFORE:
                letters.append(" ")
                starts.append(blank)
                ends.append(max(first, blank + 1))  # a mark may sit on the blank itself
            blank = None
            letters.append(char)
            starts.append(first)
            ends.append(last)
    return Mapped("".join(letters), starts, ends)


def _settle(cluster: str) -> str:
    """Fold until nothing changes; one or two rounds."""
    if cluster.isascii():
        return cluster.lower()
    while True:
        folded = _compose(_compose(cluster).translate(_TABLE).casefold())
        if folded == cluster:
            return folded
        cluster = folded


# Scripts that set no blanks between words, and about how many of their letters make a word.
_IDEOGRAPHS: Final = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_SOUTHEAST: Final = re.compile("[\u0e01-\u0e5b\u0e81-\u0edf\u1000-\u109f\u1780-\u17ff]")
_UNSPACED: Final = re.compile(f"{_IDEOGRAPHS.pattern}|{_SOUTHEAST.pattern}".replace("]|[", ""))
LETTERS_PER_WORD: Final = ((_IDEOGRAPHS, 2), (_SOUTHEAST, 5))


def count_words(text: str) -> int:
    """How many words a text has: runs between blanks; where a script sets none, its letters
    divided by two (Chinese, Japanese) or five (Thai, Lao, Burmese, Khmer).

    >>> count_words("Officials said so."), count_words("外交部回应"), count_words("AFP 报道")
    (3, 3, 2)
    """
    if not _unspaced(text):
        return _between_blanks(text)
    extra = 0
    for letters, each in LETTERS_PER_WORD:
        found = letters.findall(text)
        if found:
            extra += -(-len(found) // each)
            text = letters.sub(" ", text)
    return len(text.split()) + extra


def count_each(seen: Sequence[str]) -> list[int]:
    """How many words each of some views has: the same as `[count_words(v) for v in seen]`.

    >>> count_each(["officials said so.", "", "外交部回应"])
    [3, 0, 3]
    """
    if _unspaced("".join(seen)):
        return [count_words(view) for view in seen]
    # Between two words of a view stands one blank.
    return [view.count(" ") + 1 if view else 0 for view in seen]


def count_all_words(texts: Sequence[str]) -> int:
    """How many words some texts have: the sum of `count_words`.

    >>> count_all_words(["Officials said so.", "外交部回应", "报道"])
    7
    """
    page = " ".join(texts)
    return sum(map(count_words, texts)) if _unspaced(page) else _between_blanks(page)


def _between_blanks(text: str) -> int:
    # Where each blank stands between two words, counting blanks is faster.
    even = "  " not in text and text.isprintable() and text == text.strip()
    return text.count(" ") + 1 if even and text else len(text.split())


def _unspaced(text: str) -> bool:
    """Does a script stand in it that sets no blanks between words?"""
    return not text.isascii() and _UNSPACED.search(_odd(text)) is not None
