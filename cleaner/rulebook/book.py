"""The rule book: all rules of a run, compiled, and the rounds in which they label a page.

A round collects the claims of every rule on the blocks that are left, resolves them, and labels.
Then what is left is labelled again, until a round changes nothing; so removing a block may make
neighbours of two others, and no rule has to know which rule comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, Final, NamedTuple

from cleaner.draft import Block, Reason, standing
from cleaner.rulebook.matcher import Matcher, meet
from cleaner.rulebook.passage import Scratch, passages
from cleaner.rulebook.plan import Plan
from cleaner.rulebook.round import Round
from cleaner.rulebook.rule import Rule

#: The language whose rules are awake on pages of every other.
EVERYWHERE: Final = "en"
#: Pairs of language and site whose matchers are kept ready; languages may be given by anybody.
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
        self._plans = [Plan(rule) for rule in self.rules]
        self._of_sites: dict[str, list[Plan]] = {}
        for plan in self._plans:
            for site in plan.rule.sites:
                self._of_sites.setdefault(site, []).append(plan)
        self._compiled: dict[str, Any] = {}
        self._by_language: dict[str, Matcher] = {}
        self._awake: dict[tuple[str, tuple[str, ...]], tuple[Matcher, ...]] = {}

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
        scratch: Scratch | None = None,
        filtered: bool = True,
    ) -> Labelled:
        """Label the blocks that stand in the text, round after round, until nothing changes.

        Args:
            blocks: the page, in order; those already out of the text are left as they are.
            source: the text their spans count in.
            language: BCP 47; rules of other languages sleep. Unknown: all rules are awake.
            site: host name; rules of other sites sleep.
            scratch: passages of the same page made before, see `passages`.
            filtered: `False` runs every pattern everywhere, for the proof that the filter hides
                no match.
        """
        result = list(blocks)
        matchers = self.matchers(language or "", site or "")
        left = passages(standing(blocks), source, scratch)
        late = False
        while True:
            if filtered:
                meet(matchers, left)
            this = Round(left, matchers, filtered=filtered)
            this.run()
            late = late or any(passage.late for passage in left)
            changed = {p.index: block for p, block in this.claims.decided(left)}
            if not changed:
                return Labelled(tuple(result), tuple(this.claims.notes(left)), late)
            for index, block in changed.items():
                result[index] = block
            cut = [(index, block) for index, block in changed.items() if block.kept]
            fresh = {passage.index: passage for passage in passages(cut, source, scratch)}
            left = [
                fresh.get(passage.index, passage)
                for passage in left
                if passage.index not in changed or passage.index in fresh
            ]

    def matchers(self, language: str, site: str) -> tuple[Matcher, ...]:
        """The matchers of the rules that speak to this language and site, and the one of this
        site's own, if it has some.

        What speaks to all languages is in a matcher of its own, or it would be held once for each;
        but for English, of which most pages are and which has little beside it: those are read in
        one go.
        """
        spoken = language.partition("-")[0].casefold()
        key = spoken, self._known_sites(site.casefold())
        found = self._awake.get(key)
        if found is None:
            found = self._matchers(*key)
            if len(self._awake) >= REMEMBERED:
                self._awake.clear()
                self._by_language.clear()
            self._awake[key] = found
        return found

    def _known_sites(self, host: str) -> tuple[str, ...]:
        """The sites with rules of their own that a host is, or is a part of: mostly none."""
        parts = host.split(".")
        names = [".".join(parts[at:]) for at in range(len(parts))]
        return tuple(name for name in names if name in self._of_sites)

    def _matchers(self, spoken: str, sites: tuple[str, ...]) -> tuple[Matcher, ...]:
        if spoken not in self._by_language:
            awake = [
                plan
                for plan in self._plans
                if not plan.rule.sites
                and speaks(plan.rule.languages, spoken)
                and (spoken == EVERYWHERE or not to_all(plan.rule.languages))
            ]
            self._by_language[spoken] = Matcher(awake, self._compiled)
        at_home = {plan for site in sites for plan in self._of_sites[site]}
        own = [plan for plan in at_home if speaks(plan.rule.languages, spoken)]
        found: tuple[Matcher, ...] = (self._by_language[spoken], Matcher(own, self._compiled))
        if spoken != EVERYWHERE:
            found = (self._for_all, *found)
        return tuple(matcher for matcher in found if matcher.plans) or found[:1]

    @cached_property
    def _for_all(self) -> Matcher:
        awake = [p for p in self._plans if not p.rule.sites and to_all(p.rule.languages)]
        return Matcher(awake, self._compiled)


def speaks(languages: Sequence[str], language: str) -> bool:
    """Does a rule for these languages speak to a page in this one?

    Rules for English pages alone speak to all: sites in every language run software that says
    "Advertisement", "Share on Facebook" and "All rights reserved".

    >>> speaks(["de"], "fr"), speaks(["en"], "fr"), speaks(["de"], "")
    (False, True, True)
    """
    return (
        not language
        or to_all(languages)
        or any(one.partition("-")[0].casefold() == language for one in languages)
    )


def to_all(languages: Sequence[str]) -> bool:
    """Does a rule for these languages speak to every page?"""
    return not languages or set(languages) == {EVERYWHERE}


def at_home(rule: Rule, language: str, site: str) -> bool:
    """Is a page in the rule's own language and from its own site? Where it is not, that the rule
    finds nothing says nothing, even if it is awake there. Where the language is unknown all are.
    """
    return belongs(rule.sites, site) and (
        not language or not rule.languages or language in rule.languages
    )


def belongs(sites: Sequence[str], site: str) -> bool:
    """Is the host one of these sites, or a part of one?

    >>> belongs(["theaustralian.com.au"], "www.theaustralian.com.au")
    True
    >>> belongs(["times.com"], "nytimes.com")
    False
    """
    return not sites or any(site == one or site.endswith("." + one) for one in sites)


def _rebuilt(rules: tuple[Rule, ...], digest: str) -> RuleBook:
    return RuleBook(rules, digest=digest)
