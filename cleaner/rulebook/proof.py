"""Does every rule do what its own examples say, alone and among all the others?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from cleaner.draft import Block, Tree
from cleaner.rulebook.book import RuleBook
from cleaner.rulebook.rule import ExampleLine, Rule

#: How a line of which nothing is left is shown.
NOTHING: Final = "(nothing)"


class Broken(msgspec.Struct, frozen=True):
    """An example that does not hold."""

    rule: str
    path: str
    line: int
    among: str  # "alone" or "all rules"
    text: str
    wanted: str
    got: str
    should_leave: str | None = None  # what should be left of the line; `None` where that is not it
    left: str | None = None

    def __str__(self) -> str:
        head = f"{self.path}:{self.line}: {self.rule} ({self.among}): {self.wanted}, but {self.got}"
        if self.should_leave is None:
            return f"{head}\n    {self.text}"
        return (
            f"{head}\n    line    {self.text}\n"
            f"    wanted  {self.should_leave or NOTHING}\n"
            f"    got     {self.left or NOTHING}"
        )


def prove(rules: Iterable[Rule], *, among: RuleBook | None = None) -> Iterator[Broken]:
    """Run the examples of `rules`: each rule alone, and among all of `among` if given.

    A rule that asks for the top or the foot of a page, or for neighbours that go, leans on other
    rules, so it is proved among them only.
    """
    for rule in rules:
        leans = any(part.gone or {"top", "foot"} & {*part.at} for part in rule.conditions())
        alone = RuleBook([rule])
        for document in rule.examples:
            if not leans or among is None:
                yield from _broken(rule, document, alone, "alone")
            if among is not None:
                yield from _broken(rule, document, among, "all rules")


def laid_out(document: tuple[ExampleLine, ...]) -> tuple[str, list[Block]]:
    """A little document as a source text and its blocks."""
    blocks, parts, at = [], [], 0
    for line in document:
        tree = None
        if line.tags or line.links is not None:
            tree = Tree(frozenset(line.tags), float(line.links or 0))
        blocks.append(Block(at, at + len(line.text), tree=tree))
        parts.append(line.text)
        at += len(line.text) + 2
    return "\n\n".join(parts), blocks


def _broken(
    rule: Rule, document: tuple[ExampleLine, ...], book: RuleBook, among: str
) -> Iterator[Broken]:
    source, blocks = laid_out(document)
    labelled = book.label(
        blocks,
        source,
        language=next(iter(rule.languages), None),
        site=next(iter(rule.sites), None),
    )
    read = {reason.rule: reason for reason in labelled.notes}
    for line, before, after in zip(document, blocks, labelled.blocks, strict=True):
        got = None
        if rule.take == "none" and among == "alone":
            note = read.get(rule.id)
            met = note is not None and note.match is not None
            met = met and before.start <= note.match[0] < before.end  # type: ignore[union-attr,index]
            if met != line.goes:
                got = "it was read" if met else "it was not read"
                yield _report(rule, line, among, got)
            continue
        if rule.take == "none":
            continue
        wanted = "".join(_rest(line)).split()
        left = after.text(source).split() if after.kept else []
        if left != wanted:
            by = after.reason.rule if after.reason else ", ".join(c.reason.rule for c in after.cuts)
            got = _done(by, gone=not left)
            report = _report(rule, line, among, got)
            yield msgspec.structs.replace(
                report, should_leave=" ".join(wanted), left=" ".join(left)
            )


def _rest(line: ExampleLine) -> Iterator[str]:
    if line.goes:
        return
    at = 0
    for start, end in line.cuts:
        yield line.text[at:start]
        at = end
    yield line.text[at:]


def _report(rule: Rule, line: ExampleLine, among: str, got: str) -> Broken:
    wanted = "must go" if line.goes else "must lose a part" if line.cuts else "must stay"
    return Broken(rule.id, rule.path, line.line, among, line.text, wanted, got)


def _done(by: str, *, gone: bool) -> str:
    if not by:
        return "it stayed"
    return f"{by} took it" if gone else f"{by} took a part"
