"""JUnit XML: a test suite for each file, a failed test for each finding in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree import ElementTree as Tree

from cleaner.findings.about import About
from cleaner.findings.finding import Finding

#: XML can hold these in no form, escaped or not.
_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(findings: Iterable[Finding], about: About) -> Iterator[str]:
    """The whole report. A file in which nothing was found is a suite with one test that passed; a
    note is a test that passed and says something."""
    of_path: dict[str, list[Finding]] = {}
    for finding in findings:
        of_path.setdefault(finding.path, []).append(finding)
    paths = dict.fromkeys((*about.checked, *of_path))
    total = sum(map(_failed, of_path.values()))
    whole = Tree.Element("testsuites", name=about.tool, failures=str(total))
    whole.set("tests", str(sum(len(of_path.get(path, "1")) for path in paths)))
    for path in paths:
        found = of_path.get(path, [])
        suite = Tree.SubElement(
            whole, "testsuite", name=_clean(path), tests=str(len(found) or 1),
            failures=str(_failed(found)), errors="0", skipped="0",
        )  # fmt: skip
        if not found:
            Tree.SubElement(suite, "testcase", name=about.tool, classname=_clean(path))
        for finding in found:
            place = f"{finding.line}:{finding.column or 1}" if finding.line else finding.record
            name = f"{finding.rule} ({place})" if place else finding.rule
            case = Tree.SubElement(suite, "testcase", name=_clean(name), classname=_clean(path))
            if finding.line:
                case.set("file", _clean(path))
                case.set("line", str(finding.line))
            if finding.level == "note":
                said = Tree.SubElement(case, "system-out")
            else:
                message = _clean(finding.message)
                said = Tree.SubElement(case, "failure", type=finding.rule, message=message)
            said.text = _clean(_told(finding))
    Tree.indent(whole)
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield Tree.tostring(whole, encoding="unicode") + "\n"


def _failed(findings: list[Finding]) -> int:
    return sum(finding.level != "note" for finding in findings)


def _told(finding: Finding) -> str:
    inside = f" ({finding.inside})" if finding.inside else ""
    lines = [f"{finding.where}: {finding.message}{inside}"]
    if finding.excerpt is not None:
        lines.append(f"    {finding.excerpt.text}")
    lines += [f"    {name}: {value}" for name, value in finding.details.items()]
    return "\n".join(lines)


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
