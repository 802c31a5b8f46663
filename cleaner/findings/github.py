"""Workflow commands of GitHub: annotations beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from cleaner.findings.about import About
from cleaner.findings.finding import Finding, Level

#: What would end a command's message, or look like an escape.
_MESSAGE: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
#: What would end one of its properties, too.
_PROPERTY: Final = _MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})
_AROUND: Final = 30
#: Our levels, as the host calls them.
_LEVELS: Final[dict[Level, str]] = {"error": "error", "warning": "warning", "note": "notice"}


def github(findings: Iterable[Finding], about: About) -> Iterator[str]:
    """An annotation for each finding. A line that an article says can be no command: whatever
    might end the message is escaped."""
    for finding in findings:
        properties = {"title": finding.rule, "file": finding.path}
        if finding.line is not None:
            properties["line"] = str(finding.line)
            # Columns are only understood where start and end stand on one line.
            if finding.end_line in (None, finding.line):
                properties["col"] = str(finding.column or 1)
                if finding.end_column is not None:
                    properties["endColumn"] = str(finding.end_column)
            else:
                properties["endLine"] = str(finding.end_line)
        told = ",".join(
            f"{name}={value.translate(_PROPERTY)}" for name, value in properties.items()
        )
        message = finding.message
        if finding.inside:
            message += f" ({finding.inside})"
        if finding.excerpt is not None:
            # What is mended is a character or two, and says nothing without the words around.
            around = _AROUND if finding.stage == "repair" else 0
            text, start, end = finding.excerpt.text, finding.excerpt.start, finding.excerpt.end
            meant = text[max(0, start - around) : end + around].strip()
            message += f"\n{meant}" if meant else ""
        yield f"::{_LEVELS[finding.level]} {told}::{message.translate(_MESSAGE)}\n"
