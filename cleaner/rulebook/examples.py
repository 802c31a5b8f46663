"""The tests that stand inside rules.

    - a line that must go
    = a line that must stay
    = a line [-of which this part must go-]
    = …                       a paragraph of ordinary prose
    - {tag: aside, links: 90} a line with what the tree of a page would say of it

A blank line starts a new little document.
"""

from __future__ import annotations

import re
from typing import Final

from cleaner.rulebook.nodes import Node, Source
from cleaner.rulebook.rule import ExampleLine

Document = tuple[ExampleLine, ...]

_CUT: Final = re.compile(r"\[-(.*?)-\]")
_TREE: Final = re.compile(r"\{((?:\s*(?:tag|links)\s*:[^{}]*)+)\}\s*")
_TREE_PART: Final = re.compile(r"(tag|links)\s*:\s*([^,{}]+)")

#: What `…` stands for. Each says something else, so that no two are duplicates.
PROSE: Final = (
    "The committee met on Tuesday to discuss the repair of the old harbour wall, and after three "
    "hours of debate its members agreed to ask the town for more money.",
    "Engineers who surveyed the site last autumn had warned that the stones were moving, but the "
    "winter storms came before anybody could act on their report.",
    "Residents of the lower streets remember the flood of 1987 well, and several of them told the "
    "meeting that they would rather pay now than carry sandbags again.",
    "A decision is expected before the end of the month, when the council returns from its recess "
    "and the new budget is laid before the full assembly.",
    "Until then the quay stays closed to lorries, and the fishing boats will have to unload at the "
    "northern pier, which is longer but has no crane of its own.",
)


def read_examples(source: Source, node: Node) -> tuple[Document, ...]:
    """The little documents of a rule's `test`."""
    start = node.start_mark.line + 1
    block = getattr(node, "style", None) in ("|", ">")
    documents: list[Document] = []
    lines: list[ExampleLine] = []
    prose = 0
    for offset, raw in enumerate(source.text(node).split("\n")):
        line = start + offset + block
        if not raw.strip():
            if lines:
                documents.append(tuple(lines))
            lines, prose = [], 0
            continue
        mark, text = raw.strip()[0], raw.strip()[1:].strip()
        if mark not in "-=":
            source.error_at(line, 1, "a test line starts with `-` (must go) or `=` (must stay)")
            continue
        if text == "…":
            text = PROSE[prose % len(PROSE)]
            prose += 1
        lines.append(_line(text, goes=mark == "-", line=line))
    if lines:
        documents.append(tuple(lines))
    return tuple(documents)


def _line(text: str, *, goes: bool, line: int) -> ExampleLine:
    tags: tuple[str, ...] = ()
    links: int | None = None
    tree = _TREE.match(text)
    if tree:
        text = text[tree.end() :]
        for key, value in _TREE_PART.findall(tree[1]):
            if key == "tag":
                tags = tuple(value.split())
            elif value.strip().isdigit():
                links = int(value)
        links = links or 0
    cuts: list[tuple[int, int]] = []
    plain = ""
    at = 0
    for cut in _CUT.finditer(text):
        plain += text[at : cut.start()]
        cuts.append((len(plain), len(plain) + len(cut[1])))
        plain += cut[1]
        at = cut.end()
    plain += text[at:]
    return ExampleLine(goes=goes, text=plain, line=line, cuts=tuple(cuts), tags=tags, links=links)
