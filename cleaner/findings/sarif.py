"""SARIF 2.1.0: what code scanning reads, and what many other tools can show."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final
from urllib.parse import quote

from cleaner.findings.about import About
from cleaner.findings.finding import Finding

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
#: The name, and so the version, of our fingerprint. It holds no line, so that it stays when lines
#: move.
FINGERPRINT: Final = "cleanerFinding/v1"


def sarif(findings: Iterable[Finding], about: About) -> Iterator[str]:
    """One log with one run. Rules that were met stand in it with their own pages as help."""
    order: dict[str, int] = {}
    results = [_result(finding, order) for finding in findings]
    run = {
        "tool": {
            "driver": {
                "name": "cleaner",
                "semanticVersion": about.version,
                "rules": [_rule(rule, about) for rule in order],
            }
        },
        # Paths are relative to where the command ran: in CI, the root of the checkout.
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The checkout."}}},
        "automationDetails": {"id": f"{about.tool}/"},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    yield json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: str, about: About) -> dict[str, Any]:
    manual = about.manual(rule)
    told: dict[str, Any] = {"id": rule}
    if manual is not None:
        told["shortDescription"] = {"text": manual.why}
        if manual.page:
            told["help"] = {"text": manual.page, "markdown": f"```text\n{manual.page}\n```"}
    return told


def _result(finding: Finding, order: dict[str, int]) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _artifact(finding.path)}
    if finding.line is not None:
        place["region"] = _region(finding)
    location: dict[str, Any] = {"physicalLocation": place}
    if finding.inside:
        location["message"] = {"text": finding.inside}
    if finding.record is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.record, "kind": "object"}]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": order.setdefault(finding.rule, len(order)),
        "level": finding.level,
        "message": {"text": finding.message},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
    }
    more = {"label": finding.label, "stage": finding.stage, **finding.details}
    if known := {name: value for name, value in more.items() if value is not None}:
        result["properties"] = known
    return result


def _artifact(path: str) -> dict[str, Any]:
    uri = path if "://" in path else quote(path)
    absolute = "://" in path or path.startswith("/")
    return {"uri": uri} if absolute else {"uri": uri, "uriBaseId": "SRCROOT"}


def _region(finding: Finding) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": finding.line, "startColumn": finding.column or 1}
    if finding.end_line is not None:
        region["endLine"] = finding.end_line
        region["endColumn"] = finding.end_column
    if finding.excerpt is not None and finding.column is not None:
        excerpt = finding.excerpt
        region["snippet"] = {"text": excerpt.text[excerpt.start : excerpt.end]}
    return region
