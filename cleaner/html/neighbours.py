"""What stands before and after a line: furniture keeps company with furniture."""

from __future__ import annotations

from typing import Final

from cleaner.html.boxes import Line

_LINK: Final = 0.7  # of a line that counts as a link here
_WINDOW: Final = 3  # lines to either side
_MANY_LINKS: Final = 4
_MANY_SENTENCES: Final = 5


def neighbours(lines: list[Line], gathered: list[set[str]], kinds: list[str]) -> None:
    """Add to each line's evidence what its neighbours are."""
    company = [
        _company(line, found, kind)
        for line, found, kind in zip(lines, gathered, kinds, strict=True)
    ]
    last = len(company) - 1
    for i, found in enumerate(gathered):
        after = company[i + 1] if i < last else "edge"
        found.add(f"after-{company[i - 1] if i else 'edge'}")
        found.add(f"before-{after}")
        if company[i] == "heading":
            found.add(f"heading-before-{after}")
        window = company[max(0, i - _WINDOW) : i] + company[i + 1 : i + 1 + _WINDOW]
        if window.count("link") >= _MANY_LINKS:
            found.add("among-links")
        sentences = window.count("sentence")
        if sentences >= _MANY_SENTENCES:
            found.add("among-sentences")
        elif not sentences:
            found.add("no-sentence-near")


def _company(line: Line, found: set[str], kind: str) -> str:
    if line.links > _LINK:
        return "link"
    if kind == "heading":
        return "heading"
    if "noisy" in found:
        return "noisy"
    if line.prose:
        return "sentence"
    return "item" if kind == "item" else "other"
