"""Versions of a story, with the words in which they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

from cleaner.cli.paint import Painter
from cleaner.cli.show import show
from cleaner.cli.woven import WORD, Part, come, common, gone, laid
from cleaner.corpus.samples import Version
from cleaner.terminal import visible

#: Words compared: the comparison takes time that grows with the square of them.
_MOST: Final = 2000


def print_versions(clusters: Mapping[str, Sequence[Version]], painter: Painter) -> None:
    """Show clusters, through a pager if there are many."""
    lines = [
        line
        for name, versions in clusters.items()
        if versions
        for line in _cluster(name, versions, painter)
    ]
    show("".join(f"{line}\n" for line in lines))


def _cluster(name: str, versions: Sequence[Version], painter: Painter) -> Iterator[str]:
    """Lines that tell a cluster: the one that is kept, and how others differ from it."""
    yield painter.style(f"cluster {name}", "bold")
    for version in versions:
        mark = version.mark
        if mark.duplicate_of is None:
            yield f"  {visible(version.id)}  kept, {len(version.text):,} characters"
        else:
            alike = f"{mark.kind}, similarity {mark.similarity or 0:.2f}"
            yield f"  {visible(version.id)}  {alike}, {len(version.text):,} characters"
    first = versions[0]
    for version in versions[1:]:
        yield ""
        yield painter.style(f"  {visible(first.id)} → {visible(version.id)}", "cyan")
        yield from _compared(first.text, version.text, painter)
    yield ""


def _compared(one: str, other: str, painter: Painter) -> Iterator[str]:
    """The texts laid over each other."""
    left, right = WORD.findall(one)[:_MOST], WORD.findall(other)[:_MOST]
    bare = [[word.strip() for word in words] for words in (left, right)]
    codes = SequenceMatcher(None, bare[0], bare[1], autojunk=False).get_opcodes()
    parts: list[Part] = []
    for number, (what, start, end, other_start, other_end) in enumerate(codes):
        if what == "equal":
            last = number == len(codes) - 1
            parts.append(common(left[start:end], first=number == 0, last=last))
            continue
        if end > start:
            parts += [gone("".join(left[start:end]).strip()), Part(" ")]
        if other_end > other_start:
            parts += [come("".join(right[other_start:other_end]).strip()), Part(" ")]
    yield from laid(parts, painter)
    if len(left) == _MOST or len(right) == _MOST:
        yield painter.style(f"  … (the first {_MOST:,} words were compared)", "bright_black")
