"""GitLab's Code Quality report: findings in the widget of a merge request."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from cleaner.findings.about import About
from cleaner.findings.finding import Finding, Level

_SEVERITIES: Final[dict[Level, str]] = {"error": "major", "warning": "minor", "note": "info"}


def gitlab(findings: Iterable[Finding], about: About) -> Iterator[str]:
    """One list; each finding with the five things that GitLab asks for."""
    rows = [_row(finding) for finding in findings]
    yield json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _row(finding: Finding) -> dict[str, Any]:
    inside = f" ({finding.inside})" if finding.inside else ""
    return {
        "description": f"{finding.rule}: {finding.message}{inside}",
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.level],
        "location": {"path": finding.path, "lines": {"begin": finding.line or 1}},
    }
