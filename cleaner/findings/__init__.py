"""What was found, told in the form that the reader wants: a person, a program, a code host."""

from __future__ import annotations

from typing import Final

from cleaner.findings.about import About, Format, Manual
from cleaner.findings.finding import Excerpt, Finding, Level, fingerprint, told_apart
from cleaner.findings.github import github
from cleaner.findings.gitlab import gitlab
from cleaner.findings.junit import junit
from cleaner.findings.lines import json, jsonl
from cleaner.findings.markdown import markdown
from cleaner.findings.page import page_findings
from cleaner.findings.sarif import sarif
from cleaner.findings.text import text

#: Every format by its name on the command line.
FORMATS: Final[dict[str, Format]] = {
    "text": text,
    "json": json,
    "jsonl": jsonl,
    "github": github,
    "gitlab": gitlab,
    "sarif": sarif,
    "junit": junit,
    "markdown": markdown,
}

__all__ = [
    "FORMATS",
    "About",
    "Excerpt",
    "Finding",
    "Format",
    "Level",
    "Manual",
    "fingerprint",
    "page_findings",
    "told_apart",
]
