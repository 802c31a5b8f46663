"""Markdown: the summary of a step, a comment on a pull request."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from cleaner.findings.about import About
from cleaner.findings.finding import Finding

#: Findings listed one by one. All are counted; a step's summary may hold a megabyte.
LISTED: Final = 100
_SHOWN: Final = 120  # characters of an excerpt
_SIGNS: Final = re.compile(r"([\\`*_{}\[\]()#+!|~$@:-])")


def markdown(findings: Iterable[Finding], about: About) -> Iterator[str]:
    """A heading, counts by rule, and the first findings one by one."""
    listed: list[Finding] = []
    rules: Counter[str] = Counter()
    paths: set[str] = set()
    for finding in findings:
        rules[finding.rule] += 1
        paths.add(finding.path)
        if len(listed) < LISTED:
            listed.append(finding)
    yield f"## {about.tool}\n\n"
    total = rules.total()
    looked = len(dict.fromkeys(about.checked))
    if not total:
        yield f"Nothing found in {_files(looked)}.\n"
        return
    of = f" of {looked:,}" if looked >= len(paths) else ""
    yield f"**{total:,} finding{'s' * (total != 1)}** in {len(paths):,}{of} {_noun(looked)}.\n\n"
    yield "| rule | findings | why |\n|---|--:|---|\n"
    for rule, count in sorted(rules.items(), key=lambda item: (-item[1], item[0])):
        manual = about.manual(rule)
        yield f"| `{rule}` | {count:,} | {_plain(manual.why) if manual else ''} |\n"
    yield "\n<details><summary>"
    yield "Where" if total == len(listed) else f"Where: the first {LISTED}"
    yield "</summary>\n\n| where | rule | what |\n|---|---|---|\n"
    for finding in listed:
        inside = f"<br>{_plain(finding.inside)}" if finding.inside else ""
        yield f"| {_plain(finding.where)}{inside} | `{finding.rule}` | {_what(finding)} |\n"
    yield "\n</details>\n"


def _what(finding: Finding) -> str:
    told = _plain(finding.message)
    if finding.excerpt is None:
        return told
    excerpt = finding.excerpt
    meant = " ".join(excerpt.text[excerpt.start : excerpt.end].split())
    if not meant:
        return told
    meant = meant[:_SHOWN] + "…" * (len(meant) > _SHOWN)
    # Not a code span: it could not hold every text, and `|` not at all.
    return f"{told}<br><samp>{_plain(meant)}</samp>"


def _plain(text: str) -> str:
    """Text that means nothing to Markdown, so that an article can neither draw nor mention."""
    return _SIGNS.sub(r"\\\1", html.escape(" ".join(text.split())))


def _files(count: int) -> str:
    return f"{count:,} {_noun(count)}"


def _noun(count: int) -> str:
    return "file" if count == 1 else "files"
