"""Edits that can be undone.

A span is `[start, end)` in code points. A *rewrite* replaces spans of a text and keeps, for each,
what stood there before: the undo list. Two rewrites, one after the other, compose into one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec


class Repair(msgspec.Struct, frozen=True):
    """`text[start:end]` stands where `before` stood; `action` names what was done.

    Several actions on one span are joined by `+`, in the order they were done.
    """

    start: int
    end: int
    before: str
    action: str


class Edit(NamedTuple):
    """A wish: put `after` in the place of `text[start:end]`."""

    start: int
    end: int
    after: str
    action: str


def rewrite(text: str, edits: Iterable[Edit]) -> tuple[str, list[Repair]]:
    """Apply `edits` (ordered, not overlapping) and return the new text and its undo list.

    >>> rewrite("level†but", [Edit(5, 6, "” ", "lost-quote")])
    ('level” but', [Repair(start=5, end=7, before='†', action='lost-quote')])
    """
    pieces: list[str] = []
    repairs: list[Repair] = []
    done = size = 0
    for start, end, after, action in edits:
        if start < done:
            raise ValueError(f"edits overlap or are out of order at {start}")
        pieces += (text[done:start], after)
        size += start - done
        repairs.append(Repair(size, size + len(after), text[start:end], action))
        size += len(after)
        done = end
    pieces.append(text[done:])
    return "".join(pieces), repairs


def undo(text: str, repairs: Iterable[Repair]) -> str:
    """Put every `before` back.

    >>> undo("level” but", [Repair(5, 7, "†", "lost-quote")])
    'level†but'
    """
    pieces: list[str] = []
    done = 0
    for repair in repairs:
        pieces += (text[done : repair.start], repair.before)
        done = repair.end
    pieces.append(text[done:])
    return "".join(pieces)


def compose(first: Sequence[Repair], second: Sequence[Repair], middle: str) -> list[Repair]:
    """One undo list for two rewrites in a row: `first` made `middle`, `second` changed that.

    Spans that meet are joined, so the result is ordered and its spans are apart.

    >>> middle, first = rewrite("a b", [Edit(0, 1, "A", "up")])
    >>> last, second = rewrite(middle, [Edit(0, 3, "AB", "join")])
    >>> compose(first, second, middle)
    [Repair(start=0, end=2, before='a b', action='up+join')]
    """
    if not first or not second:
        return list(first or second)
    # Every repair of either list as (start, end) in `middle`; a group is what touches.
    shift = 0
    items: list[tuple[int, int, int, Repair]] = [(r.start, r.end, 0, r) for r in first]
    for repair in second:
        start = repair.start + shift
        end = start + len(repair.before)
        shift += len(repair.before) - (repair.end - repair.start)
        items.append((start, end, 1, repair))
    items.sort(key=lambda item: item[:3])

    composed: list[Repair] = []
    drift = 0  # how far the final text runs ahead of `middle` at the group
    group: list[tuple[int, int, int, Repair]] = []

    def close() -> None:
        nonlocal drift
        low, high = group[0][0], max(item[1] for item in group)
        ours = [item[3] for item in group if item[2] == 0]
        theirs = [item[3] for item in group if item[2] == 1]
        here = middle[low:high]
        before = undo(here, [_moved(repair, -low) for repair in ours])
        grown = sum((r.end - r.start) - len(r.before) for r in theirs)
        start = low + drift
        action = "+".join(dict.fromkeys(r.action for r in (*ours, *theirs)))
        composed.append(Repair(start, high + drift + grown, before, action))
        drift += grown

    for item in items:
        # Spans that share a character must become one; so must spans that only touch, since
        # an empty one has no inside and its order beside a neighbour would be a guess.
        if group and item[0] <= max(done[1] for done in group):
            group.append(item)
            continue
        if group:
            close()
        group = [item]
    close()
    return composed


def _moved(repair: Repair, by: int) -> Repair:
    return Repair(repair.start + by, repair.end + by, repair.before, repair.action)
