"""What rules want of a block, and who gets it.

Claims are compared by what they are, never by when they came, so the order of rules cannot
matter: `keep` beats all; then confidence; then a rule whose own words stand in the block beats
one that knows it by its shape, and that one beats a rule that merely walked over it; then the
label; then the id.

Claims are also evidence to rules that ask what stands around a block, but only those of rules that
tell by words. If shapes were evidence for shapes, one line of furniture in the middle of a recipe
would take the ingredient beside it, that one the next, and so on to the last.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final, NamedTuple

import msgspec

from cleaner import labels
from cleaner.draft import Block, Capture, Cut, Reason
from cleaner.rulebook.passage import Passage
from cleaner.rulebook.rule import EVERY, Rule
from cleaner.rulebook.sheet import Places, places

STAGE: Final = "strip"

_NAMED, _SHAPE, _WALKED = range(3)
_CONFIDENCE: Final = {"high": 0, "medium": 1, "low": 2}
_LABEL: Final = {label: rank for rank, label in enumerate((labels.KEEP, *labels.RULE_LABELS))}


class Claim(NamedTuple):
    """One rule's claim on one passage."""

    rule: Rule
    match: Any = None  # the match that named the block, if a pattern did
    walked: bool = False
    spans: tuple[Any, ...] = ()  # for `take: match`: every match to cut

    def rank(self) -> tuple[int, int, int, str]:
        """Smaller is stronger."""
        rule = self.rule
        how = _WALKED if self.walked else _SHAPE if self.match is None else _NAMED
        return (_CONFIDENCE[rule.confidence], how, _LABEL[rule.label], rule.id)


class Claims:
    """The claims of one round, by the number of the passage."""

    def __init__(self) -> None:
        self.by_passage: dict[int, dict[tuple[str, bool], Claim]] = {}
        self.size = 0
        self._kept: Places = 0
        self._whole: dict[str, Places] = {}
        self._told: dict[str, Places] = {}

    def add(self, place: int, claim: Claim) -> None:
        """Note a claim; the same rule's same claim counts once."""
        mine = self.by_passage.setdefault(place, {})
        key = (claim.rule.id, claim.walked)
        if key in mine:
            return
        mine[key] = claim
        self.size += 1
        if claim.rule.label == labels.KEEP:
            self._kept |= 1 << place
        elif not claim.spans and claim.rule.take != "none":
            label = claim.rule.label
            self._whole[label] = self._whole.get(label, 0) | 1 << place
            if claim.rule.tells:
                self._told[label] = self._told.get(label, 0) | 1 << place

    def taken(self, wanted: Iterable[str] = (EVERY,)) -> Places:
        """Where whole passages are going to leave, as far as is known, as one of these labels."""
        return self._among(self._whole, wanted)

    def told(self, wanted: Iterable[str] = (EVERY,)) -> Places:
        """Of these, where a rule tells by words that they leave, or walks on from its words."""
        return self._among(self._told, wanted)

    @property
    def tell(self) -> bool:
        """Does any rule tell by words that a passage leaves?"""
        return bool(self._told)

    def voices(self, among: Places, wanted: Collection[str]) -> set[str]:
        """The rules that tell by a passage's own words that it leaves as one of these labels: of
        each passage the strongest, for a line is one piece of evidence however many know it."""
        telling = (
            [
                claim
                for claim in self.by_passage[place].values()
                if claim.rule.tells and not claim.walked and claim.rule.label in wanted
            ]
            for place in places(among)
        )
        return {min(claims, key=Claim.rank).rule.id for claims in telling if claims}

    def _among(self, known: Mapping[str, Places], wanted: Iterable[str]) -> Places:
        found = 0
        for label in known if EVERY in wanted else wanted:
            found |= known.get(label, 0)
        return found & ~self._kept

    def decided(self, passages: list[Passage]) -> Iterable[tuple[Passage, Block]]:
        """The blocks that change in this round, changed."""
        for place in sorted(self.by_passage):
            if self._kept >> place & 1:
                continue
            passage = passages[place]
            claims = [c for c in self.by_passage[place].values() if c.rule.take != "none"]
            whole = [claim for claim in claims if not claim.spans]
            if whole:
                best = min(whole, key=Claim.rank)
                yield passage, _relabelled(passage, best)
            elif claims:
                cut = _cut(passage, claims)
                if cut.cuts != passage.block.cuts:
                    yield passage, cut

    def notes(self, passages: list[Passage]) -> list[Reason]:
        """What rules read without taking anything."""
        return [
            _reason(passages[place], claim)
            for place in sorted(self.by_passage)
            for _, claim in sorted(self.by_passage[place].items())
            if claim.rule.take == "none"
        ]


def _relabelled(passage: Passage, claim: Claim) -> Block:
    reason = _reason(passage, claim)
    return msgspec.structs.replace(passage.block, label=claim.rule.label, reason=reason)


def _cut(passage: Passage, claims: list[Claim]) -> Block:
    """The block less every claimed span; where two overlap, the later keeps its rest."""
    wanted = sorted(
        (
            (low, high, claim.rank(), claim._replace(match=match))
            for claim in claims
            for match in claim.spans
            for low, high in passage.widened(match.start(), match.end())
        ),
        key=lambda want: (want[0], -want[1], want[2]),
    )
    cuts: list[Cut] = list(passage.block.cuts)
    at = -1
    for low, high, _, claim in wanted:
        start = max(low, at)
        if start < high:
            cuts.append(Cut(start, high, claim.rule.label, _reason(passage, claim)))
            at = high
    cuts.sort(key=lambda cut: cut.start)
    block = msgspec.structs.replace(passage.block, cuts=tuple(cuts))
    if block.text(passage.source).strip():
        return block
    # Nothing is left, so the block as such goes where its last part went.
    return msgspec.structs.replace(block, label=cuts[-1].label, reason=cuts[-1].reason)


def _reason(passage: Passage, claim: Claim) -> Reason:
    match = claim.match
    if match is None:
        return Reason(claim.rule.id, STAGE, walked=claim.walked)
    captures = []
    for name in match.re.groupindex:
        start, end = match.span(name)
        if start < end:
            spans = passage.source_spans(start, end)
            captures.append(Capture(name, spans[0][0], spans[-1][1]))
    captures.sort(key=lambda capture: (capture.start, capture.end, capture.name))
    spans = passage.source_spans(match.start(), match.end())
    return Reason(
        claim.rule.id,
        STAGE,
        captures=tuple(captures),
        match=(spans[0][0], spans[-1][1]),
        walked=claim.walked,
    )
