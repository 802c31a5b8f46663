"""What a rule asks of a block: phrases, guards and neighbours, read from YAML nodes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, get_args

import regex
import yaml

from cleaner import labels
from cleaner.rulebook import pattern as pattern_of
from cleaner.rulebook import phrase as phrases
from cleaner.rulebook.atoms import Atoms, Sought, of_regex
from cleaner.rulebook.effort import calm
from cleaner.rulebook.expression import (
    LONGEST,
    Bounds,
    bounds,
    digit_first,
    needs_digit,
    opens_twice,
    wordless,
)
from cleaner.rulebook.nodes import Node, Source
from cleaner.rulebook.rarity import rarity
from cleaner.rulebook.rule import ENDLESS, EVERY, Condition, Kind, Pattern, Place, Range, Zone
from cleaner.suggest import did_you_mean

PATTERNS: Final[tuple[str, ...]] = get_args(Kind)
GUARDS: Final = (
    "words", "chars", "sentence", "prose", "quoted", "capitals", "at", "gone", "prev", "next",
    "links", "tag", "languages", "sites", "unless",
)  # fmt: skip
#: Guards of a whole rule: which pages it speaks to at all.
PAGE_GUARDS: Final = ("languages", "sites")
CONDITION: Final = tuple(key for key in (*PATTERNS, *GUARDS) if key not in PAGE_GUARDS)

#: Strings less rare than this stand in most lines: looking for them tells little.
TELLING: Final = 2.0
_RANGE: Final = re.compile(r"(\d*)\.\.(\d*)|(\d+)")


class ConditionReader:
    """Reads conditions out of one file; mistakes are noted in its `Source`."""

    def __init__(self, source: Source, lists: Mapping[str, Sequence[str]]) -> None:
        self.source = source
        self.lists: dict[str, Sequence[str]] = dict(lists)

    def values(self, node: Node, known: tuple[str, ...], what: str) -> dict[str, Node]:
        """The keys of a mapping that may stand there."""
        found = {}
        for name, key, value in self.source.items(node):
            if name in known:
                found[name] = value
            else:
                self.source.error(key, f"{what} has no {name!r}{did_you_mean(name, known)}")
        return found

    def condition(self, values: dict[str, Node], *, inner: bool = False) -> Condition:
        """`inner` conditions (`unless`) count a match inside quotation marks too."""
        quoted = self.truth(values.get("quoted"))
        if quoted is None:
            quoted = inner
        patterns = [
            pattern
            for kind in PATTERNS
            if kind in values
            for pattern in self.patterns(kind, values[kind], quoted=quoted)
        ]
        return Condition(
            patterns=tuple(patterns),
            quoted=quoted,
            words=self.range(values.get("words")),
            chars=self.range(values.get("chars")),
            links=self.range(values.get("links")),
            sentence=self.truth(values.get("sentence")),
            prose=self.truth(values.get("prose")),
            capitals=self.truth(values.get("capitals")),
            at=self.choices(values.get("at"), get_args(Zone)),
            gone=self.gone(values.get("gone")),
            tag=tuple(word.casefold() for word in self.words(values.get("tag"))),
            languages=tuple(self.words(values.get("languages"))),
            sites=tuple(self.words(values.get("sites"))),
            prev=self.part(values.get("prev")),
            next=self.part(values.get("next")),
            unless=self.spares(values.get("unless")),
        )

    def part(self, node: Node | None, *, inner: bool = False) -> Condition | None:
        if node is None:
            return None
        condition = self.condition(self.values(node, CONDITION, "a condition"), inner=inner)
        if condition in (Condition(), Condition(quoted=True)):
            self.source.error(node, "an empty condition is always true; say what it asks for")
        return condition

    def spares(self, node: Node | None) -> tuple[Condition, ...]:
        """One condition, or a list of which any one spares the block."""
        if node is None:
            return ()
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        found = [self.part(item, inner=True) for item in items]
        return tuple(condition for condition in found if condition is not None)

    def patterns(self, kind: Any, node: Node, *, quoted: bool) -> list[Pattern]:
        if kind == "re":
            return [self.expression(node)]
        found = []
        for written, line, column in self.source.phrases(node):
            try:
                tree = phrases.parse(written, self.lists)
            except phrases.PhraseError as error:
                self.source.error_at(line, column + error.offset, str(error))
                continue
            if pattern_of.may_be_empty(tree):
                self.matches_anything(written, line, column)
                continue
            sayings = pattern_of.sayings(tree) if kind == "is" else None
            found.append(
                made(
                    kind, written, pattern_of.to_regex(kind, tree, quoted=quoted), line,
                    where=pattern_of.edge_bounds(kind, tree),
                    holds=pattern_of.atoms_of(kind, tree), calm=pattern_of.calm_of(kind, tree),
                    sayings={pattern_of.edgeless(said) for said in sayings} if sayings else None,
                )
            )  # fmt: skip
        if not found and not self.source.errors:
            self.source.error(node, f"`{kind}` has no phrase")
        return found

    def expression(self, node: Node) -> Pattern:
        written = self.source.text(node).strip("\n")
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        try:
            compiled = regex.compile(written)
            if compiled.search("") or compiled.search(" "):
                self.matches_anything(written, line, column)
        except regex.error as error:
            self.source.error_at(line, column, f"not a regular expression: {error}")
        except RecursionError:
            self.source.error_at(line, column, "too deeply nested")
        return made(
            "re",
            written,
            written,
            line,
            where=bounds(written),
            holds=of_regex(written),
            calm=calm(written),
            sayings={""} if wordless(written) else None,
        )

    def matches_anything(self, written: str, line: int, column: int) -> None:
        self.source.error_at(
            line, column, f"{written!r} matches the empty string, so it matches anything"
        )

    def range(self, node: Node | None) -> Range | None:
        if node is None:
            return None
        written = self.source.text(node)
        match = _RANGE.fullmatch(written.replace(" ", ""))
        if match is None or written == "..":
            self.source.error(node, f"{written!r} is not a range: write 3, 2..8, ..40 or 12..")
            return None
        if match[3]:
            return Range(int(match[3]), int(match[3]))
        low, high = int(match[1] or 0), int(match[2]) if match[2] else ENDLESS
        if low > high:
            self.source.error(node, f"{written!r} runs backwards")
        return Range(low, high)

    def truth(self, node: Node | None) -> bool | None:
        if node is None:
            return None
        written = self.source.text(node)
        if written not in ("true", "false"):
            self.source.error(node, f"{written!r} is neither `true` nor `false`")
        return written == "true"

    def gone(self, node: Node | None) -> tuple[str, ...]:
        if node is None:
            return ()
        if self.source.words(node) == ["true"]:
            return (EVERY,)
        return self.choices(node, labels.RULE_LABELS)

    def words(self, node: Node | None) -> list[str]:
        return [] if node is None else self.source.words(node)

    def choice(self, node: Node | None, known: tuple[str, ...], default: str) -> Any:
        chosen = self.choices(node, known)
        return chosen[0] if chosen else default

    def choices(self, node: Node | None, known: tuple[str, ...]) -> tuple[Any, ...]:
        found = self.words(node)
        for word in found:
            if word not in known:
                assert node is not None
                hint = did_you_mean(word, known) or f" (one of: {', '.join(known)})"
                self.source.error(node, f"{word!r} is not known here{hint}")
        return tuple(found)


def _place(sought: Sought, where: Bounds) -> Place:
    """Where an atom can stand in a view, if the match is tied to an end of it."""
    reach, tail = sought.before + where.loose, sought.after + where.loose
    return Place(
        edges=sought.edges,
        reach=reach if where.starts and reach < LONGEST else ENDLESS,
        tail=tail if where.ends and tail < LONGEST else ENDLESS,
    )


def _tells(atom: str) -> bool:
    return rarity(atom) >= TELLING


def made(
    kind: Any,
    written: str,
    compiled: str,
    line: int,
    *,
    where: Bounds,
    holds: Atoms,
    calm: int,
    sayings: set[str] | None = None,
) -> Pattern:
    """A pattern with all that can be known of it beforehand."""
    longest = where.longest
    sought = holds.sought() or {}
    atoms = tuple(sorted(sought))
    places = tuple(_place(sought[atom], where) for atom in atoms)
    return Pattern(
        kind=kind,
        written=written,
        regex=compiled,
        atoms=atoms or None,
        places=places[:1] if len(set(places)) == 1 else places,
        sayings=tuple(sorted(sayings)) if sayings else None,
        longest=longest,
        # What matches short lines is better tried on every short line than on every full stop.
        telling=bool(atoms) and (longest is None or all(map(_tells, atoms))),
        calm=calm,
        digit=kind == "re" and needs_digit(compiled),
        digit_first=kind == "re" and digit_first(compiled),
        twice=opens_twice(compiled) if kind == "re" else 0,
        also=holds.also() if atoms else (),
        line=line,
    )
