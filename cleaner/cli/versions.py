"""Versions of a story, with the words in which they differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

from cleaner.cli.paint import Painter
from cleaner.cli.show import show
from cleaner.corpus.samples import Version
from cleaner.terminal import columns, visible

#: Words compared: the comparison takes time that grows with the square of them.
_MOST: Final = 2000
#: Words shown on both sides of a difference.
_AROUND: Final = 6
#: A word with the white space after it; a character, where a script sets no spaces.
_UNSPACED: Final = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff"
_WORD: Final = re.compile(rf"[{_UNSPACED}]\s*|[^\s{_UNSPACED}]+\s*|\s+")


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
        yield from (f"  {line}" for line in _compared(first.text, version.text, painter))
    yield ""


def _compared(one: str, other: str, painter: Painter) -> Iterator[str]:
    """The texts laid over each other: `[-only in the first-]`, `{+only in the other+}`."""
    left, right = _WORD.findall(one)[:_MOST], _WORD.findall(other)[:_MOST]
    bare = [[word.strip() for word in words] for words in (left, right)]
    matcher = SequenceMatcher(None, bare[0], bare[1], autojunk=False)
    parts: list[tuple[str, str]] = []
    codes = matcher.get_opcodes()
    for number, (what, start, end, other_start, other_end) in enumerate(codes):
        if what == "equal":
            parts.append((_abridged(left[start:end], number, len(codes)), ""))
            continue
        if end > start:
            parts.append((f"[-{''.join(left[start:end]).strip()}-] ", "red"))
        if other_end > other_start:
            parts.append((f"{{+{''.join(right[other_start:other_end]).strip()}+}} ", "green"))
    yield from _laid(parts, painter)
    if len(left) == _MOST or len(right) == _MOST:
        yield painter.style(f"… (the first {_MOST:,} words were compared)", "bright_black")


def _abridged(words: Sequence[str], number: int, count: int) -> str:
    """Common words, but for those far from any difference."""
    head, tail = (0 if number == 0 else _AROUND), (0 if number == count - 1 else _AROUND)
    if len(words) <= head + tail + 4:
        return "".join(words)
    left = "".join(words[:head])
    right = "".join(words[len(words) - tail :])
    return f"{left}… ({len(words) - head - tail:,} words) … {right}"


def _laid(parts: Sequence[tuple[str, str]], painter: Painter) -> Iterator[str]:
    """Coloured parts in lines of the terminal's width."""
    line, used = "", 0
    for part, look in parts:
        for word in _WORD.findall(visible(part)):
            size = columns(word.rstrip())
            if used and used + size > painter.width - 2:
                yield line.rstrip()
                line, used = "", 0
            gap = " " if word[-1:].isspace() else ""
            line += painter.style(word.rstrip(), look) + gap
            used += size + len(gap)
    yield line.rstrip()
