"""What a page of the documentation shows, in the order in which a reader would do it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

_FENCED: Final = re.compile(r"^```(console|yaml)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_NAMED: Final = re.compile(r"# (\S+\.yaml)\n")
_STATUS: Final = "$ echo $?"


class File(NamedTuple):
    """A YAML file that the page writes out; its first line is a comment that names it."""

    path: str
    text: str


class Shown(NamedTuple):
    """A command, what is said to be seen (`…` stands for anything), and how it ends."""

    words: list[str]
    given: str | None  # the file after `<`
    seen: list[str]
    status: int


def steps(page: Path) -> Iterator[File | Shown]:
    """Files and commands of a page, in their order."""
    for language, text in _FENCED.findall(page.read_text(encoding="utf-8")):
        if language == "yaml":
            if named := _NAMED.match(text):
                yield File(named[1], text)
        else:
            yield from _commands(text.splitlines())


def _commands(lines: list[str]) -> Iterator[Shown]:
    starts = [number for number, line in enumerate(lines) if line.startswith("$ cleaner ")]
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        seen = lines[start + 1 : stop]
        status = 0
        if _STATUS in seen:
            at = seen.index(_STATUS)
            status = int(seen[at + 1])
            seen = seen[:at]
        command, _, given = lines[start].removeprefix("$ cleaner ").partition(" < ")
        yield Shown(shlex.split(command), given.strip() or None, seen, status)


def missing(wanted: list[str], found: list[str]) -> list[str]:
    """The lines of `wanted` that are not seen, in this order, in `found`."""
    at, lost = iter(found), []
    for line in wanted:
        if line in ("…", ""):
            continue
        start = line.removesuffix("…")
        if not any(one.startswith(start) if line != start else one == line for one in at):
            lost.append(line)
    return lost
