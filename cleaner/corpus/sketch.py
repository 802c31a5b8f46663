"""What is kept of a text to compare it by: a fixed sample of its shingles, its numbers, its names.

A shingle is five words in a row. Of a long text those are kept whose hash is among the lowest
sixth of all numbers, so that two texts keep the same ones of those they share: the share of
common shingles in two samples is that in the two texts, without bias. Of a short text all are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.words import Hashes, Places, Words, chained, mix, words_of

#: Words in a shingle. Characters, where a script sets no spaces.
SHINGLE: Final = 5
#: The share of shingles that is kept of a long text, and how many are kept at least of any.
SHARE: Final = 1 / 6
LEAST: Final = 48
#: Words in a paragraph that is worth to be remembered.
LONG: Final = 12
#: Odd numbers without a pattern: the primes of xxHash and MurmurHash.
_FACTORS: Final = tuple(
    np.uint64(factor)
    for factor in (
        0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x85EBCA77C2B2AE63,
        0x27D4EB2F165667C5,
    )
)  # fmt: skip
#: Kept hashes are low numbers; this spreads them, and tells no two apart that were the same.
_SPREAD: Final = np.uint64(0xD6E8FEB86659FD93)


class Sketches(NamedTuple):
    """Of some texts, in their order. `shingles`, `numbers` and `names` are sorted and distinct in
    each text; text `t` has `shingles[shingle_offsets[t]:shingle_offsets[t+1]]`, and so on."""

    key: Hashes  # of all words in their order: texts with the same key are the same text
    words: Places
    rate: NDArray[np.float64]  # share of shingles kept
    shingles: Hashes
    shingle_offsets: Places
    numbers: NDArray[np.uint32]
    number_offsets: Places
    names: NDArray[np.uint32]
    name_offsets: Places
    paragraphs: Hashes  # of long ones, in the order of the text
    lines: NDArray[np.int32]  # where each stands
    paragraph_offsets: Places


def sketches(texts: Sequence[str]) -> Sketches:
    """The sketches of a megabyte or so of texts."""
    return sketched(words_of(texts))


def sketched(words: Words) -> Sketches:
    """The sketches of texts whose words are known."""
    shingles, owner, counts = _shingles(words)
    rate = np.minimum(1.0, np.maximum(SHARE, LEAST / np.maximum(counts, 1)))
    # The largest number that a share below one comes to is still well below 2^64.
    limit = np.where(rate < 1, np.minimum(rate, 0.999) * 2.0**64, 0).astype(np.uint64)
    kept = (shingles <= limit[owner]) | (rate[owner] >= 1)
    texts = len(counts)
    spread: Hashes = shingles[kept] * _SPREAD
    few, few_offsets = _distinct(spread, owner[kept], texts)
    of_word = words.owner
    short = (words.hashes >> np.uint64(32)).astype(np.uint32)
    numbers, number_offsets = _distinct_short(short[words.number], of_word[words.number], texts)
    names, name_offsets = _distinct_short(short[words.name], of_word[words.name], texts)
    starts, ends = _paragraphs(words)
    chains = chained(
        words.hashes,
        np.concatenate((words.offsets[:-1], starts)),
        np.concatenate((words.offsets[1:], ends)),
    )
    return Sketches(
        key=chains[:texts],
        words=words.counts,
        rate=rate,
        shingles=few,
        shingle_offsets=few_offsets,
        numbers=numbers,
        number_offsets=number_offsets,
        names=names,
        name_offsets=name_offsets,
        paragraphs=chains[texts:],
        lines=words.line[starts],
        paragraph_offsets=np.searchsorted(starts, words.offsets),
    )


def _shingles(words: Words) -> tuple[Hashes, Places, Places]:
    """Hashes of shingles, the text of each, and how many each text has. A text of fewer than five
    words has one shingle: all of them."""
    counts, owner = words.counts, words.owner
    size = len(words.hashes)
    padded = np.concatenate((words.hashes, np.zeros(SHINGLE, np.uint64)))
    hashes = np.zeros(size, np.uint64)
    for step, factor in enumerate(_FACTORS):
        hashes += padded[step : size + step] * factor
    kept = words.offsets[1:][owner] - np.arange(size) >= SHINGLE  # words to the end of the text
    few = (counts > 0) & (counts < SHINGLE)
    start, count = words.offsets[:-1][few], counts[few]
    kept[start] = True
    hashes[start] = 0
    for step, factor in enumerate(_FACTORS):
        hashes[start] += np.where(count > step, padded[start + step], np.uint64(0)) * factor
    return (
        mix(hashes[kept]),
        owner[kept],
        np.where(counts >= SHINGLE, counts - SHINGLE + 1, counts > 0),
    )


def _paragraphs(words: Words) -> tuple[Places, Places]:
    """Where long lines start and end, among the words."""
    size = len(words.hashes)
    new = np.ones(size, np.bool_)
    new[1:] = words.line[1:] != words.line[:-1]
    new[words.offsets[:-1][words.counts > 0]] = True
    starts = np.flatnonzero(new)
    ends = np.append(starts[1:], size)
    long = ends - starts >= LONG
    return starts[long], ends[long]


def _distinct(values: Hashes, owner: Places, texts: int) -> tuple[Hashes, Places]:
    # Sorted by value, then by text, of which there are few: many times as fast as `lexsort`.
    order = np.argsort(values)
    few = owner[order].astype(np.uint16 if texts <= 1 << 16 else np.int64)
    order = order[np.argsort(few, kind="stable")]
    values, owner = values[order], owner[order]
    new = np.ones(len(values), np.bool_)
    new[1:] = (values[1:] != values[:-1]) | (owner[1:] != owner[:-1])
    return values[new], np.searchsorted(owner[new], np.arange(texts + 1))


def _distinct_short(
    values: NDArray[np.uint32], owner: Places, texts: int
) -> tuple[NDArray[np.uint32], Places]:
    """The same of short hashes, which go into one number with their text."""
    both = np.sort(owner.astype(np.uint64) << np.uint64(32) | values)
    new = np.ones(len(both), np.bool_)
    new[1:] = both[1:] != both[:-1]
    both = both[new]
    bounds = np.arange(texts + 1, dtype=np.uint64) << np.uint64(32)
    return both.astype(np.uint32), np.searchsorted(both, bounds)
