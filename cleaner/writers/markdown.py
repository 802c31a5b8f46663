"""The article as Markdown."""

from __future__ import annotations

import re
from typing import Final

from cleaner.record import Article, TextBlock

_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>]|^[#+-](?=\s)|(?<=\d)[.)](?=\s)")


def markdown(article: Article) -> bytes:
    """Headline, standfirst, byline and blocks as Markdown."""
    parts = []
    if article.headline:
        parts.append(f"# {_plain(article.headline)}")
    if article.description:
        parts.append(f"**{_plain(article.description)}**")
    about = [*article.authors, article.date_published, article.credit]
    if any(about):
        parts.append(f"*{_plain(', '.join(fact for fact in about if fact))}*")
    previous = ""
    for block in article.blocks:
        joined = block.kind == previous == "list-item"
        parts.append(_block(block))
        if joined:
            last = parts.pop()
            parts[-1] += "\n" + last
        previous = block.kind
    return ("\n\n".join(parts) + "\n").encode()


def _block(block: TextBlock) -> str:
    match block.kind:
        case "heading":
            return f"{'#' * max(2, block.level or 2)} {_plain(block.text)}"
        case "quote":
            return "\n".join(f"> {_plain(line)}" for line in block.text.split("\n"))
        case "list-item":
            return f"- {_plain(block.text)}"
        case "code" | "table":
            return f"```\n{block.text}\n```"
        case _:
            return _plain(block.text)


def _plain(text: str) -> str:
    return _SPECIAL.sub(lambda mark: f"\\{mark[0]}", text)
