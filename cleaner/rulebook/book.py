"""The rule book: all rules of a run, compiled, and the rounds in which they label a page.

A round collects the claims of every rule on the blocks that are left, resolves them, and labels.
Then what is left is labelled again, until a round changes nothing; so removing a block may make
neighbours of two others, and no rule has to know which rule comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from cleaner.draft import Block, Reason
from cleaner.rulebook.matcher import Matcher
from cleaner.rulebook.passage import Passage, passages
from cleaner.rulebook.plan import Plan
from cleaner.rulebook.round import Round
from cleaner.rulebook.rule import Condition, Rule

#: The language whose rules are awake on pages of every other.
EVERYWHERE: Final = "en"
#: Pairs of language and site whose rules are kept sorted out; a corpus may have more.
REMEMBERED: Final = 512


class Labelled(NamedTuple):
    """What a rule book says of a page."""

    blocks: tuple[Block, ...]
    notes: tuple[Reason, ...] = ()
    late: bool = False  # some pattern ran out of time


class RuleBook:
    """Rules ready to run. Without state between pages, and picklable.

    The order of `rules` means nothing.
    """

    def __init__(self, rules: Iterable[Rule], *, digest: str = "") -> None:
        self.rules = tuple(sorted(rules, key=lambda rule: rule.id))
        self.digest = digest
        conditions: list[Condition] = []
        self._plans: list[Plan] = []
        self._owners: list[int] = []  # the plan of each condition
        for index, rule in enumerate(self.rules):
            self._plans.append(Plan(rule, conditions))
            self._owners += [index] * (len(conditions) - len(self._owners))
        self._matcher = Matcher(conditions)
        self._by_number = {plan.when.number: plan for plan in self._plans}
        self._shapes = [plan for plan in self._plans if not plan.rule.when.patterns]
        self._awake: dict[tuple[str, str], list[bool]] = {}

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuilt, (self.rules, self.digest))

    def __len__(self) -> int:
        return len(self.rules)

    def rule(self, rule_id: str) -> Rule | None:
        """The rule with this id, present or former."""
        for rule in self.rules:
            if rule.id == rule_id or rule_id in rule.was:
                return rule
        return None

    def label(
        self,
        blocks: Sequence[Block],
        source: str,
        *,
        language: str | None = None,
        site: str | None = None,
        filtered: bool = True,
    ) -> Labelled:
        """Label the blocks that stand in the text, round after round, until nothing changes.

        Args:
            blocks: the page, in order; those already out of the text are left as they are.
            source: the text their spans count in.
            language: BCP 47; rules of other languages sleep. Unknown: all rules are awake.
            site: host name; rules of other sites sleep.
            filtered: `False` runs every pattern everywhere, for the proof that the filter hides
                no match.
        """
        result = list(blocks)
        awake = self._awake_for(language or "", site or "")
        left = passages([(i, b) for i, b in enumerate(blocks) if b.kept], source)
        late = self._matcher.find(left, awake, filtered=filtered)
        while True:
            this = Round(left, self._matcher)
            this.run(self._firing(left, awake))
            late |= this.late
            changed = {p.index: block for p, block in this.claims.decided(left)}
            if not changed:
                return Labelled(tuple(result), tuple(this.claims.notes(left)), late)
            for index, block in changed.items():
                result[index] = block
            fresh = passages([(i, block) for i, block in changed.items() if block.kept], source)
            late |= self._matcher.find(fresh, awake, filtered=filtered)
            left = _renewed(left, changed, fresh)

    def _awake_for(self, language: str, site: str) -> list[bool]:
        """Which conditions speak to this language and site, by number."""
        key = (language.partition("-")[0].casefold(), site.casefold())
        awake = self._awake.get(key)
        if awake is None:
            rules = [
                speaks(rule.languages, key[0]) and belongs(rule.sites, key[1])
                for rule in self.rules
            ]
            awake = [rules[owner] for owner in self._owners]
            if len(self._awake) >= REMEMBERED:
                self._awake.clear()
            self._awake[key] = awake
        return awake

    def _firing(self, left: list[Passage], awake: list[bool]) -> Iterable[tuple[int, Plan]]:
        """The rules that may hold, and where: those whose words were met, and those that have
        no words of their own."""
        for place, passage in enumerate(left):
            for number in passage.hits:
                plan = self._by_number.get(number)
                if plan is not None:
                    yield place, plan
        for plan in self._shapes:
            if awake[plan.when.number]:
                for place in range(len(left)):
                    yield place, plan


def speaks(languages: Sequence[str], language: str) -> bool:
    """Does a rule for these languages speak to a page in this one?

    Rules for English pages alone speak to all: sites in every language run software that says
    "Advertisement", "Share on Facebook" and "All rights reserved".

    >>> speaks(["de"], "fr"), speaks(["en"], "fr"), speaks(["de"], "")
    (False, True, True)
    """
    return (
        not languages
        or not language
        or set(languages) == {EVERYWHERE}
        or any(one.partition("-")[0].casefold() == language for one in languages)
    )


def belongs(sites: Sequence[str], site: str) -> bool:
    """Is the host one of these sites, or a part of one?

    >>> belongs(["theaustralian.com.au"], "www.theaustralian.com.au")
    True
    >>> belongs(["times.com"], "nytimes.com")
    False
    """
    return not sites or any(site == one or site.endswith("." + one) for one in sites)


def _renewed(left: list[Passage], changed: dict[int, Block], fresh: list[Passage]) -> list[Passage]:
    """The passages of the next round: those unchanged, and those cut but not gone."""
    cut = {passage.index: passage for passage in fresh}
    return [
        cut.get(passage.index, passage)
        for passage in left
        if passage.index not in changed or passage.index in cut
    ]


def _rebuilt(rules: tuple[Rule, ...], digest: str) -> RuleBook:
    return RuleBook(rules, digest=digest)
