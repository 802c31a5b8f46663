"""A story that stands in the page's data and not in its tree: a script would have shown it.

Two places are looked at, in this order: the `articleBody` of JSON-LD, and the state that a
script application ships with its shell (`<script type="application/json">`).
"""

from __future__ import annotations

from typing import Any, Final

import msgspec

from cleaner.html.facts import Facts
from cleaner.html.layout import Layout
from cleaner.html.page import parse
from cleaner.html.reading import HtmlBlock
from cleaner.html.shape import ends, words

STATED: Final = "json-ld"
STATE: Final = "page-state"

_SENTENCE: Final = 8  # words of a string that may be a paragraph
_VALUES: Final = 200_000  # of a state that are looked at
_LARGEST: Final = 5_000_000  # characters of one state
_LINES: Final = 5_000


def embedded_story(root: Any, facts: Facts) -> tuple[list[HtmlBlock], str] | None:
    """The longest story in the page's data and where it stood; None if there is none."""
    if facts.body_markup:
        return _blocks([facts.body_markup]), STATED
    best: list[str] = []
    for script in root.iter("script"):
        text = script.text or ""
        if script.get("type") == "application/json" and len(text) < _LARGEST:
            found = _paragraphs(text)
            if sum(map(len, found)) > sum(map(len, best)):
                best = found
    return (_blocks(best), STATE) if best else None


def _paragraphs(text: str) -> list[str]:
    """The strings of the list or object that holds the most running text."""
    try:
        state = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return []
    groups: dict[int, list[str]] = {}
    # A paragraph of a list of blocks stands one or two objects below the list.
    queue: list[tuple[Any, int]] = [(state, 0)]
    seen = 0
    while queue and seen < _VALUES:
        value, group = queue.pop()
        seen += 1
        if isinstance(value, str):
            if words(value) >= _SENTENCE and (ends(value) or "<p" in value):
                groups.setdefault(group, []).append(value)
        elif isinstance(value, list):
            queue += [(item, seen) for item in reversed(value)]
        elif isinstance(value, dict):
            queue += [(item, group) for item in reversed(list(value.values()))]
    return max(groups.values(), key=lambda found: sum(map(len, found)), default=[])


def _blocks(pieces: list[str]) -> list[HtmlBlock]:
    """Markup or plain text, laid out like any page."""
    markup = "".join([f"<div>{'<br>'.join(piece.splitlines())}</div>" for piece in pieces])
    root, _ = parse(markup, max_chars=_LARGEST)
    lines = Layout(root, max_lines=_LINES).lines
    return [HtmlBlock(text=" ".join(line.text.split("\n"))) for line in lines if line.links < 1]
