"""Rules tried on pages: what each of them takes there, and which take nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from cleaner.draft import Block
from cleaner.evaluate.sheets import Sheet
from cleaner.rulebook import Rule, RuleBook
from cleaner.rulebook.book import Labelled, at_home


class Tried(msgspec.Struct):
    """What a rule book did on some pages."""

    pages: int = 0
    spoken: Counter[tuple[str, str]] = msgspec.field(default_factory=Counter)
    blocks: Counter[str] = msgspec.field(default_factory=Counter)  # by the rule that took them

    def asked(self, rule: Rule) -> int:
        """On how many pages of its own language and site was the rule tried?"""
        return sum(count for spoken, count in self.spoken.items() if at_home(rule, *spoken))


def tried(sheets: Iterable[Sheet], book: RuleBook) -> Tried:
    """Run the rules over the pages and count what they take or read."""
    found = Tried()
    for sheet in sheets:
        found.pages += 1
        language = (sheet.language or "").partition("-")[0].casefold()
        found.spoken[language, (sheet.site or "").casefold()] += 1
        found.blocks.update(_by(labelled(sheet, book)))
    return found


def labelled(sheet: Sheet, book: RuleBook) -> Labelled:
    """The page as the rules label it."""
    return book.label(sheet.blocks, sheet.source, language=sheet.language, site=sheet.site)


def rule_of(block: Block) -> str | None:
    """The rule that took the block, if one did."""
    return block.reason.rule if block.reason is not None and not block.kept else None


def _by(result: Labelled) -> Iterator[str]:
    for block in result.blocks:
        if (rule := rule_of(block)) is not None:
            yield rule
        yield from (cut.reason.rule for cut in block.cuts)
    yield from (note.rule for note in result.notes)
