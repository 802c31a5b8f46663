"""A story that stands in the page's data and not in its tree: a script would have shown it.

Two places are looked at, in this order: the `articleBody` of JSON-LD, and the state that a
script application ships with its shell. What is found goes down the same road as a page.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any, Final

import msgspec

from cleaner.html.facts import Facts
from cleaner.html.shape import ends, words

STATED: Final = "json-ld"
STATE: Final = "page-state"

_SENTENCE: Final = 8  # words of a string that may be a paragraph
_VALUES: Final = 200_000  # of a state that are looked at
_LARGEST: Final = 5_000_000  # characters of one state
_ELEMENT: Final = re.compile(r"<(?:p|br|div|h[1-6]|ul|span|a)\b", re.IGNORECASE)
#: How one common framework streams a page to its script: string after string.
_STREAM: Final = re.compile(r'\s*self\.__next_f\.push\(\[1,("(?:[^"\\]|\\.)*")\]\)\s*;?\s*$')


def embedded_story(root: Any, facts: Facts) -> tuple[str, str] | None:
    """The longest story in the page's data, as markup, and where it stood; None without one."""
    if facts.body_markup:
        return _markup([facts.body_markup]), STATED
    best: list[str] = []
    for script in root.iter("script"):
        text = script.text or ""
        if len(text) > _LARGEST:
            continue
        found: list[str] = []
        if script.get("type") == "application/json":
            found = _paragraphs(text)
        elif match := _STREAM.match(text):
            piece = _decoded(match[1])
            found = [piece] if "</p>" in piece or "<br" in piece else []
        if sum(map(len, found)) > sum(map(len, best)):
            best = found
    return (_markup(best), STATE) if best else None


def _decoded(literal: str) -> str:
    try:
        return msgspec.json.decode(literal, type=str)
    except msgspec.DecodeError:
        return ""


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


def _markup(pieces: list[str]) -> str:
    """Markup as it is; plain text as paragraphs."""
    whole = []
    for piece in pieces:
        if _ELEMENT.search(piece):
            whole.append(f"<div>{piece}</div>")
        else:
            whole += [f"<p>{escape(line)}</p>" for line in piece.splitlines() if line.strip()]
    return f"<article>{''.join(whole)}</article>"
