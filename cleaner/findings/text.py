"""For people: where, what, and the line with a caret under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import click

from cleaner.findings.about import About
from cleaner.findings.finding import Excerpt, Finding, Level
from cleaner.terminal import columns, first, last, visible, wrapped

_GUTTER = " | "
_COLORS: Final[dict[Level, str]] = {"error": "red", "warning": "yellow", "note": "cyan"}


def text(findings: Iterable[Finding], about: About) -> Iterator[str]:
    """`path:line:column: rule message`, the line it stands in, and carets under what is meant."""
    for finding in findings:
        yield "\n".join(_lines(finding, about)) + "\n"


def _lines(finding: Finding, about: About) -> Iterator[str]:
    def style(text: str, **look: Any) -> str:
        return click.style(text, **look) if about.color else text

    told = f" ({finding.inside})" if finding.inside else ""
    head = f"{finding.where}: {finding.rule} {finding.message}{told}"
    looks = {"bold": True} if finding.level == "error" else {}
    color = _COLORS[finding.level]
    where, rule = f"{visible(finding.where)}:", finding.rule
    if about.color:
        rest = visible(head)[len(where) + 1 + len(rule) :]
        yield f"{style(where, **looks)} {style(rule, fg=color)}{rest}"
    else:
        yield visible(head)
    excerpt = finding.excerpt
    # Of a record the line in its field is shown; the record's own stands above.
    inside = finding.field or finding.line is None
    number = "" if excerpt is None else str(excerpt.line if inside else finding.line)
    if excerpt is not None and excerpt.text.strip():
        shown, before, wide = _window(excerpt, about.width - len(number) - len(_GUTTER))
        gutter = style(f"{number}{_GUTTER}", fg="blue")
        yield f"{gutter}{shown}"
        below = style(f"{' ' * len(number)}{_GUTTER}", fg="blue")
        yield f"{below}{' ' * before}{style('^' * wide, fg=color)}"
    width = max(map(len, finding.details), default=0)
    for name, value in finding.details.items():
        for at, line in enumerate(wrapped(visible(value), about.width - width - 6) or [""]):
            yield f"    {'' if at else name:<{width}}  {line}".rstrip()
    if excerpt is not None or finding.details:
        yield ""


def _window(excerpt: Excerpt, width: int) -> tuple[str, int, int]:
    """What fits of a line, with the columns before what is meant, and the columns of that.

    >>> _window(Excerpt("Das ist alles. Read more", 15, 24, 1, 16), 80)
    ('Das ist alles. Read more', 15, 9)
    >>> _window(Excerpt("Das ist alles. Read more", 15, 24, 1, 16), 16)
    ('…alles. Read mo…', 8, 7)
    """
    before, meant = (
        visible(excerpt.text[: excerpt.start]),
        excerpt.text[excerpt.start : excerpt.end],
    )
    meant, after = visible(meant), visible(excerpt.text[excerpt.end :])
    room = max(width - columns(meant), 0)
    if columns(before) + columns(meant) + columns(after) <= width:
        return before + meant + after, columns(before), max(1, columns(meant))
    # Both sides get half of what is left, and what one side does not need the other has.
    left = max(min(room // 2, columns(before)), min(columns(before), room - columns(after)))
    left = max(left, min(8, columns(before)))
    if columns(before) > left:
        before = "…" + last(before, left - 1)
    whole, size = before + meant + after, columns(before)
    if columns(whole) > width:
        kept = first(whole, width - 1)
        return kept + "…", size, max(1, min(columns(meant), columns(kept) - size))
    return whole, size, max(1, columns(meant))
