"""For programs: JSON, all of it or line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from cleaner.findings.about import About
from cleaner.findings.finding import Finding


def jsonl(findings: Iterable[Finding], about: About) -> Iterator[str]:
    """A finding on each line."""
    for finding in findings:
        yield msgspec.json.encode(finding).decode() + "\n"


def json(findings: Iterable[Finding], about: About) -> Iterator[str]:
    """One list of findings."""
    first = True
    for finding in findings:
        yield ("[\n" if first else ",\n") + msgspec.json.encode(finding).decode()
        first = False
    yield "[]\n" if first else "\n]\n"
