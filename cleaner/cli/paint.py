"""Drafts and articles drawn on a terminal.

Every block has a letter for its label in the margin, so that nothing depends on colour alone,
and what a rule took has the rule's id behind it.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from typing import Any, Final

import click

from cleaner import labels
from cleaner.draft import Draft
from cleaner.record import Article
from cleaner.spans import Repair
from cleaner.terminal import columns, first, last, visible, wrapped

#: Label → its colour, where it has one.
_COLORS: Final = {
    "heading": "bold",
    "headline": "bold",
    **dict.fromkeys(labels.FACTS[1:], "cyan"),
    "caption": "blue",
    "related": "yellow",
    "comments": "magenta",
    **dict.fromkeys(labels.FURNITURE, "red"),
    "author-bio": "magenta",
    "live-blog": "yellow",
    "correction": "yellow",
    "duplicate": "bright_black",
}
#: Label → its letter and its colour.
LOOKS: Final[dict[str, tuple[str, str]]] = {
    label: (letter, _COLORS.get(label, "")) for label, letter in labels.LETTERS.items()
}

NARROWEST, WIDEST = 40, 120
_MARGIN: Final = 36
_AROUND, _LEAST = 20, 6  # columns of text on both sides of a repair
_SHOWN: Final = 300  # characters of a block that left the text


class Painter:
    """Draws for one terminal: its width, and colour or none.

    Args:
        color: force colour on or off; `None` asks the terminal and `NO_COLOR`.
        width: columns; `None` asks the terminal.
    """

    def __init__(self, color: bool | None = None, width: int | None = None) -> None:
        if color is None:
            color = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        self.color = color
        found = width or shutil.get_terminal_size((100, 24)).columns
        self.width = max(NARROWEST, min(found, WIDEST))
        self.margin = _MARGIN if self.width >= 2.4 * _MARGIN else 0

    def style(self, text: str, look: str = "", **more: Any) -> str:
        """Text in a colour, if there is colour."""
        if not self.color or not (look or more):
            return text
        if look == "bold":
            return click.style(text, bold=True, **more)
        return click.style(text, fg=look or None, **more)

    def draft(self, draft: Draft) -> str:
        """Every block of a page with its letter, its text and the reason in the margin."""
        lines = []
        for block in draft.blocks:
            letter, look = LOOKS[block.label]
            text = block.text(draft.source).strip()
            reason = block.reason.rule if block.reason else ""
            if block.reason and block.reason.duplicate_of is not None:
                reason += f" (of {block.reason.duplicate_of})"
            if text:
                lines += self.block(letter, look, text, reason, faint=not block.kept)
            for cut in block.cuts:
                cut_letter, cut_look = LOOKS[cut.label]
                piece = draft.source[cut.start : cut.end].strip()
                lines += self.block(cut_letter, cut_look, f"⌁ {piece}", cut.reason.rule, faint=True)
        for note in draft.notes:
            read = ", ".join(f"{c.name}: {draft.source[c.start : c.end]}" for c in note.captures)
            lines += self.block("·", "cyan", f"({read})", note.rule, faint=True)
        lines += self.repairs(draft.source, draft.repairs)
        if draft.flags:
            lines.append(self.style("flags: " + ", ".join(sorted(draft.flags)), "yellow"))
        lines.append(self.legend({block.label for block in draft.blocks}))
        return "\n".join(lines) + "\n"

    def article(self, article: Article) -> str:
        """A finished article as a reader would want it, and the receipt under it."""
        lines = []
        if article.kicker:
            lines.append(self.style(article.kicker.upper(), "cyan"))
        if article.headline:
            lines += [self.style(line, "bold") for line in wrapped(article.headline, self.width)]
        about = [*article.authors, article.date_published, article.credit, article.site]
        if any(about):
            lines.append(self.style(" · ".join(fact for fact in about if fact), "cyan"))
        if article.description:
            lines += [
                "",
                *(self.style(x, "cyan") for x in wrapped(article.description, self.width)),
            ]
        captions: dict[int, list[Any]] = {}
        for caption in article.captions:
            captions.setdefault(-1 if caption.after is None else caption.after, []).append(caption)
        for index in range(-1, len(article.blocks)):
            if index >= 0:
                block = article.blocks[index]
                look = "bold" if block.kind == "heading" else ""
                lines += ["", *(self.style(x, look) for x in wrapped(block.text, self.width))]
            for caption in captions.get(index, ()):
                credit = f" [{caption.credit}]" if caption.credit else ""
                lines.append("")
                lines += self.block("C", "blue", caption.text + credit, "", faint=False)
        if article.removed:
            words = article.counts.removed_words
            lines += ["", self.style(f"removed ({words} words)", "bold")]
            for removal in article.removed:
                letter, look = LOOKS[removal.label]
                again = " (again)" if removal.duplicate_of is not None else ""
                lines += self.block(letter, look, removal.text, removal.rule + again, faint=True)
        lines += self.repairs(article.source_text(), article.repairs)
        if article.flags:
            lines.append(self.style("flags: " + ", ".join(article.flags), "yellow"))
        return "\n".join(lines) + "\n\n"

    def repairs(self, source: str, repairs: tuple[Repair, ...]) -> list[str]:
        """Each repair with a little of the text around it."""
        if not repairs:
            return []
        lines = ["", self.style(f"repairs ({len(repairs)})", "bold")]
        for repair in repairs:
            before, after = visible(repair.before), visible(source[repair.start : repair.end])
            # What is left of the line is shared by the text before and behind.
            taken = columns(f"  …[{before} → {after}]…  {repair.action}")
            room = max(_LEAST, min(_AROUND, (self.width - taken) // 2))
            left = last(visible(source[max(0, repair.start - _AROUND) : repair.start]), room)
            right = first(visible(source[repair.end : repair.end + _AROUND]), room)
            mended = f"[{self.style(before, 'red')} → {self.style(after, 'green')}]"
            line = f"  …{left}{mended}{right}…"
            if taken + columns(left) + columns(right) > self.width:
                lines += [line, f"      {self.style(repair.action, 'cyan')}"]
            else:
                lines.append(f"{line}  {self.style(repair.action, 'cyan')}")
        return lines

    def block(self, letter: str, look: str, text: str, reason: str, *, faint: bool) -> list[str]:
        """One block: letter, wrapped text, and the reason in the margin of its first line."""
        if faint and len(text) > _SHOWN:
            text = text[:_SHOWN] + "…"
        room = self.width - 3 - (self.margin + 2 if reason and self.margin else 0)
        found = wrapped(visible(text), room)
        lines = [f"{self.style(letter, look)}  {self.style(found[0], look)}"]
        lines += [f"   {self.style(line, look)}" for line in found[1:]]
        if reason and self.margin:
            pad = " " * (room - columns(found[0]) + 2)
            lines[0] += pad + self.style(reason, "bright_black")
        elif reason:
            lines.append("   " + self.style(f"← {reason}", "bright_black"))
        return lines

    def change(self, mark: str, text: str, look: str, why: str = "") -> Iterator[str]:
        """Lines of a diff: a mark before each, and the reason after the last."""
        lines = wrapped(visible(text), self.width - 2)
        for line in lines[:-1]:
            yield self.style(f"{mark} {line}", look)
        last = self.style(f"{mark} {lines[-1]}", look)
        if not why:
            yield last
        elif columns(lines[-1]) + columns(why) + 6 <= self.width:
            yield f"{last}  {self.style(f'({why})', 'bright_black')}"
        else:
            yield last
            yield from (
                self.style(f"    {x}", "bright_black") for x in wrapped(f"({why})", self.width - 4)
            )

    def patch(self, lines: Iterable[str]) -> Iterator[str]:
        """Lines of a unified diff, in the colours that diffs have."""
        looks = {"---": "bold", "+++": "bold", "@@ ": "cyan", "-": "red", "+": "green"}
        for line in lines:
            look = looks.get(line[:3]) or looks.get(line[:1], "")
            # Line ends stay outside the colour, and control characters cannot play tricks.
            core = line.rstrip("\n")
            shown = visible(core) if self.color else core
            yield self.style(shown, look) + line[len(core) :]

    def legend(self, used: set[str]) -> str:
        """The letters that were used, and what they stand for."""
        lines = [""]
        for label in labels.ALL:
            if label in used:
                item = f"{LOOKS[label][0]} {label}"
                if lines[-1] and columns(lines[-1]) + 3 + columns(item) > self.width:
                    lines.append("")
                lines[-1] += f"   {item}" if lines[-1] else item
        return "\n" + "\n".join(self.style(line, "bright_black") for line in lines)
