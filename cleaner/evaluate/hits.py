"""What a rule would take from pages, each line between its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cleaner.evaluate.sheets import Sheet
from cleaner.evaluate.tried import labelled, rule_of
from cleaner.rulebook import RuleBook
from cleaner.rulebook.passage import passages


class Hit(NamedTuple):
    """A block, or parts of one, that the rule takes."""

    page: str
    taken: str
    before: str  # the block above
    after: str  # the block below
    prose: bool  # the block reads like a sentence of the story
    story: bool | None  # people say that it is; None: they do not say
    known: str | None  # the rule that takes it already

    def weight(self) -> tuple[bool, bool, bool]:
        """Those to look at first are the smallest."""
        return (not self.story, not self.prose, self.known is not None)


def hits_on(sheet: Sheet, rule: RuleBook, known: RuleBook) -> Iterator[Hit]:
    """All that `rule`, a book of one, takes from the page.

    Args:
        known: the rules that run anyway; what one of them takes is not the rule's merit.
    """
    mine = labelled(sheet, rule).blocks
    places = [place for place, block in enumerate(sheet.blocks) if mine[place] != block]
    theirs = labelled(sheet, known).blocks if places else ()
    for place in places:
        after = mine[place]
        (passage,) = passages([(place, sheet.blocks[place])], sheet.source)
        cuts = [sheet.source[cut.start : cut.end] for cut in after.cuts]
        yield Hit(
            page=sheet.id,
            taken=" … ".join(cuts) if after.kept else passage.text,
            before=_text(sheet, place - 1),
            after=_text(sheet, place + 1),
            prose=passage.prose,
            story=None if sheet.story is None else place in sheet.story,
            known=rule_of(theirs[place]),
        )


def _text(sheet: Sheet, place: int) -> str:
    return sheet.blocks[place].text(sheet.source) if 0 <= place < len(sheet.blocks) else ""
