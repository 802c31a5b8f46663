"""Texts as arrays of hashed words: no Python for each word, so that a million texts are soon read.

Two texts have the same words here if they differ only in capitals, punctuation, white space and
compatible forms of characters. A number is one word, with the points and commas inside it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.letters import (
    BREAK,
    CAPITAL,
    DIGIT,
    GAP,
    INNER,
    KIND,
    LINE,
    SHIFT,
    WHOLE,
    letters,
)  # fmt: skip

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]
Marks = NDArray[np.bool_]

#: Odd, so that it has an inverse: the golden ratio's fraction, as is usual.
_BASE: Final = 0x9E3779B97F4A7C15
_SIZE: Final = 1 << 64


class Words(NamedTuple):
    """The words of some texts, one after the other; text `t` has `offsets[t]:offsets[t+1]`."""

    hashes: Hashes
    offsets: Places
    number: Marks  # there is a digit in it
    name: Marks  # a capital where not every word would have one
    line: NDArray[np.int32]  # in which line of its text it stands, counted from 0

    @property
    def counts(self) -> Places:
        """How many words each text has."""
        return np.diff(self.offsets)

    @property
    def owner(self) -> Places:
        """The text of each word."""
        return np.repeat(np.arange(len(self.offsets) - 1), self.counts)


def words_of(texts: Sequence[str]) -> Words:
    """The words of these texts. Take some hundred thousand characters at a time: memory is some 60
    bytes for each."""
    plain = [_normal(text) for text in texts]
    joined = "\n".join([*plain, ""])
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    known = letters().take(codes, mode="clip")
    flags = known.astype(np.uint8)
    inside, whole = flags & KIND != GAP, flags & KIND == WHOLE
    digit = flags & DIGIT != 0
    inside[1:-1] |= digit[:-2] & (flags[1:-1] & INNER != 0) & digit[2:]
    starts, ends = _bounds(inside, whole)
    bounds = _sums(np.fromiter(map(len, plain), np.int64, len(plain)) + 1)
    offsets = np.searchsorted(starts, bounds)
    # What is rare is looked up among the words, not carried along all characters.
    digits, breaks, lines = (
        np.flatnonzero(marks)
        for marks in (digit, (flags & BREAK != 0) & ~inside, flags & LINE != 0)
    )
    sheltered = _set(np.searchsorted(starts, breaks), len(starts))
    sheltered[:1] = True
    line = np.cumsum(np.bincount(np.searchsorted(starts, lines), minlength=len(starts)))
    return Words(
        hashes=_hashes(known >> np.uint32(SHIFT), starts, ends),
        offsets=offsets,
        number=_set(np.searchsorted(starts, digits, side="right") - 1, len(starts)),
        name=(flags[starts] & CAPITAL != 0) & ~sheltered & (ends - starts > 1),
        line=(
            line[: len(starts)] - np.repeat(np.searchsorted(lines, bounds[:-1]), np.diff(offsets))
        ).astype(np.int32),
    )


def _normal(text: str) -> str:
    if text.isascii() or unicodedata.is_normalized("NFKC", text):
        return text
    return unicodedata.normalize("NFKC", text)


def _bounds(inside: Marks, whole: Marks) -> tuple[Places, Places]:
    """Where words start and end. The last character is in none."""
    start = inside.copy()
    start[1:] &= ~inside[:-1] | whole[1:] | whole[:-1]
    end = inside[:-1] & (~inside[1:] | start[1:])
    return np.flatnonzero(start), np.flatnonzero(end) + 1


def _hashes(codes: NDArray[np.uint32], starts: Places, ends: Places) -> Hashes:
    """A polynomial over the characters of each word, taken from sums over all that stand before.

    The sum of `code × base^place` over a word, divided by `base^start`, does not depend on where
    the word stands; numbers wrap at 2^64, where an odd base can be divided by.
    """
    powers, inverse = _powers(_BASE, len(codes)), _powers(pow(_BASE, -1, _SIZE), len(codes))
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(codes * powers, out=sums[1:])
    return mix((sums[ends] - sums[starts]) * inverse[starts])


def _powers(base: int, count: int) -> Hashes:
    # Few sizes, so that few tables are made: a long text makes a longer one.
    return _table(base, max(1 << 20, 1 << (count - 1).bit_length()))[:count]


@cache
def _table(base: int, count: int) -> Hashes:
    out = np.ones(count, np.uint64)
    done = 1
    while done < count:
        more = min(done, count - done)
        out[done : done + more] = out[:more] * np.uint64(pow(base, done, _SIZE))
        done += more
    return out


def mix(values: Hashes) -> Hashes:
    """Spread the bits, so that all parts of a hash are as good (the last step of MurmurHash3)."""
    out = values ^ (values >> np.uint64(33))
    out = out * np.uint64(0xFF51AFD7ED558CCD)
    out ^= out >> np.uint64(33)
    out *= np.uint64(0xC4CEB9FE1A85EC53)
    out ^= out >> np.uint64(33)
    return out


def chained(hashes: Hashes, starts: Places, ends: Places) -> Hashes:
    """One hash for each run of words `starts[i]:ends[i]`, in their order."""
    powers = _powers(_BASE, max(len(hashes), 1))
    inverse = _powers(pow(_BASE, -1, _SIZE), len(hashes) + 1)
    sums = np.zeros(len(hashes) + 1, np.uint64)
    np.cumsum(hashes * powers[: len(hashes)], out=sums[1:])
    lengths = (ends - starts).astype(np.uint64)
    return mix((sums[ends] - sums[starts]) * inverse[starts] + lengths)


def _set(places: Places, size: int) -> Marks:
    """Marks at these places, but for those behind the end."""
    out = np.zeros(size + 1, np.bool_)
    out[places] = True
    return out[:size]


def _sums(values: Places) -> Places:
    out = np.zeros(len(values) + 1, np.int64)
    np.cumsum(values, out=out[1:])
    return out
