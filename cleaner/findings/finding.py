"""One thing that was found, wherever it will be told: a terminal, a pull request, a dashboard."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

#: A note could be better and fails nothing.
Level = Literal["error", "warning", "note"]


class Excerpt(msgspec.Struct, frozen=True):
    """A line of the text, or a piece of a long one; `text[start:end]` is what is meant.

    `line` and `column` say where that stands in the text, from 1.
    """

    text: str
    start: int
    end: int
    line: int
    column: int


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that should not be as it is. Lines and columns count from 1."""

    rule: str  # the id of the rule that says so, or `repair/…`, `flag/…`, `input/…`
    message: str
    path: str  # as given, with slashes; "-" for standard input
    line: int | None = None  # of the file; for a file of records, the record's line
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None  # behind the last character
    record: str | None = None  # which record of a file that holds many
    field: str | None = None  # of the record; the excerpt's line and column count in it
    label: str | None = None
    stage: str | None = None
    level: Level = "error"
    excerpt: Excerpt | None = None
    details: dict[str, str] = {}  # what only some kinds have, to be shown below
    fingerprint: str = ""

    @property
    def where(self) -> str:
        """`path:line:column`, as far as it is known: what editors and terminals make a link of."""
        if self.line is None:
            return self.path
        return f"{self.path}:{self.line}:{self.column or 1}"

    @property
    def inside(self) -> str:
        """Where in a record it stands, in words; empty for a file that is one page."""
        parts = [f"record {self.record}"] if self.record else []
        if self.excerpt and (self.field or self.line is None):
            parts.append(f"{self.field or 'text'} {self.excerpt.line}:{self.excerpt.column}")
        return ", ".join(parts)


def fingerprint(rule: str, path: str, record: str, text: str) -> str:
    """What tells a finding from others and stays when lines move: who says what, of which text,
    in which file. White space does not count.

    >>> fingerprint("a/b", "x", "", "Read  more") == fingerprint("a/b", "x", "", "Read more")
    True
    """
    return _digest(rule, path, record, " ".join(text.split()))


def told_apart(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The same findings, those with one fingerprint told apart by their order.

    The first keeps its own, so that a second copy of a line does not change it.
    """
    seen: Counter[str] = Counter()
    path = ""
    for finding in findings:
        if finding.path != path:
            # A fingerprint holds the path, so what was seen in other files need not be held.
            seen.clear()
            path = finding.path
        count = seen[finding.fingerprint]
        seen[finding.fingerprint] += 1
        if count:
            again = _digest(finding.fingerprint, str(count))
            yield msgspec.structs.replace(finding, fingerprint=again)
        else:
            yield finding


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
