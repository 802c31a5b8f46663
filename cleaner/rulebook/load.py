"""Rule files → rules. A broken rule is refused here, with its place and a hint.

A rule's folder and file say what need not be repeated in it: `en/newsletter.yaml` holds English
rules that label `newsletter`, `any/` speaks to every language, `site/<domain>.yaml` to one site.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, Final, get_args

import msgspec
import regex

from cleaner import labels
from cleaner.rulebook import phrase as phrases
from cleaner.rulebook.atoms import of_regex
from cleaner.rulebook.examples import read_examples
from cleaner.rulebook.nodes import Node, Source
from cleaner.rulebook.rule import (
    ENDLESS,
    EVERY,
    WORDS_BY_DEFAULT,
    Condition,
    Confidence,
    Kind,
    Pattern,
    Range,
    Rule,
    Status,
    Step,
    Take,
    Zone,
)
from cleaner.suggest import did_you_mean

Lists = Mapping[str, Sequence[str]]

PATTERNS: Final[tuple[str, ...]] = get_args(Kind)
GUARDS: Final = (
    "words", "chars", "sentence", "prose", "quoted", "capitals", "at", "gone", "prev", "next",
    "links", "tag", "languages", "sites", "unless",
)  # fmt: skip
CONDITION: Final = (*PATTERNS, *GUARDS)
STEP: Final = (*CONDITION, "times", "until")
RULE: Final = (
    *CONDITION, "why", "label", "then", "take", "test", "status", "was", "source", "confidence",
)  # fmt: skip
#: Keys of a file that are not rules.
RESERVED: Final = ("disable", "lists", "sites")

LABELS: Final = (*labels.RULE_LABELS, labels.KEEP)
_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_RANGE: Final = re.compile(r"(\d*)\.\.(\d*)|(\d+)")


class RuleFile(msgspec.Struct, frozen=True):
    """What one file says."""

    rules: tuple[Rule, ...] = ()
    disable: tuple[str, ...] = ()


def read_lists(text: str, path: str) -> dict[str, list[str]]:
    """The lists of a `lists.yaml`: names of agencies, papers, months …

    Raises:
        RuleError: with the place of each mistake.
    """
    source = Source(text, path)
    lists = _lists(source, source.root)
    source.raise_errors()
    return lists


def _lists(source: Source, node: Node | None) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, key, value in source.items(node):
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            source.error(key, f"{name!r} cannot name a list: small letters, digits and '_'")
        elif name in phrases.SLOTS:
            source.error(key, f"{{{name}}} is a built-in slot; choose another name")
        else:
            found[name] = [entry for entry, _, _ in source.phrases(value)]
    return found


def read_rules(text: str, *, path: str, address: str, lists: Lists) -> RuleFile:
    """The rules of one file.

    Args:
        text: the file.
        path: what to call it in errors.
        address: folder and file name without ending, such as `en/newsletter`.
        lists: named lists that slots may use.

    Raises:
        RuleError: with the place of each mistake; nothing of a broken file is used.
    """
    source = Source(text, path)
    reader = _Reader(source, path=path, address=address, lists=lists)
    result = reader.file()
    source.raise_errors()
    return result


class _Reader:
    def __init__(self, source: Source, *, path: str, address: str, lists: Lists) -> None:
        self.source, self.path, self.address = source, path, address
        self.lists: dict[str, Sequence[str]] = dict(lists)
        folder, _, name = address.partition("/")
        self.label = name if name in LABELS else None
        self.sites: tuple[str, ...] = (name,) if folder == "site" else ()
        self.languages = (folder,) if _LANGUAGE.fullmatch(folder) and folder != "any" else ()

    def file(self) -> RuleFile:
        entries = list(self.source.items(self.source.root))
        disable: list[str] = []
        for name, _, value in entries:
            if name == "lists":
                self.lists.update(_lists(self.source, value))
            elif name == "disable":
                disable = self.source.words(value)
            elif name == "sites":
                self.sites += tuple(self.source.words(value))
        rules = [
            rule
            for name, key, value in entries
            if name not in RESERVED and (rule := self.rule(name, key, value)) is not None
        ]
        return RuleFile(tuple(rules), tuple(disable))

    def rule(self, name: str, key: Node, node: Node) -> Rule | None:
        source = self.source
        before = len(source.errors)
        if not _NAME.fullmatch(name):
            source.error(key, f"{name!r} cannot name a rule: small letters, digits and hyphens")
        values = self.values(node, RULE, "a rule")
        label = self.rule_label(key, values)
        take = self.choice(values.get("take"), get_args(Take), "block")
        when = self.condition(values)
        if when == Condition() and len(source.errors) == before:
            source.error(key, f"{name!r} asks for nothing: give it a phrase or a guard")
        partial = any(pattern.kind != "is" for pattern in when.patterns)
        if partial and take == "block" and when.words is None and when.chars is None:
            when = msgspec.structs.replace(when, words=Range(0, WORDS_BY_DEFAULT))
        if take == "match" and not when.patterns:
            source.error(key, "`take: match` needs a phrase or a `re` to match")
        if "why" not in values:
            source.error(key, f"{name!r} does not say why it is there (`why: …`)")
        rule = Rule(
            id=f"{self.address}/{name}",
            label=label,
            why=source.text(values["why"]) if "why" in values else "",
            when=when,
            then=self.steps(values["then"]) if "then" in values else (),
            take=take,
            confidence=self.choice(values.get("confidence"), get_args(Confidence), "high"),
            status=self.choice(values.get("status"), get_args(Status), "stable"),
            languages=when.languages or self.languages,
            sites=tuple(dict.fromkeys((*self.sites, *when.sites))),
            source=source.text(values["source"]) if "source" in values else "",
            was=tuple(source.words(values["was"])) if "was" in values else (),
            examples=self.examples(key, values.get("test"), take),
            path=self.path,
            line=key.start_mark.line + 1,
        )
        return rule if len(source.errors) == before else None

    def rule_label(self, key: Node, values: dict[str, Node]) -> str:
        if "label" in values:
            label = self.source.text(values["label"])
            if label not in LABELS:
                self.source.error(
                    values["label"], f"{label!r} is not a label{did_you_mean(label, LABELS)}"
                )
            elif self.label not in (None, label):
                self.source.error(
                    values["label"], f"this file is for {self.label!r}; move the rule or the label"
                )
            return label
        if self.label is None:
            self.source.error(
                key,
                f"the rule needs a `label`: {PurePosixPath(self.path).name!r} does not name one",
            )
        return self.label or ""

    def examples(self, key: Node, node: Node | None, take: str) -> tuple[Any, ...]:
        if node is None:
            self.source.error(key, "a rule needs a `test` with a `-` line and a `=` line")
            return ()
        found = read_examples(self.source, node)
        lines = [line for document in found for line in document]
        gone = any(line.goes or line.cuts for line in lines)
        if not gone or not any(not line.goes for line in lines):
            missing = "a `=` line that must stay" if gone else "a `-` line that must go"
            self.source.error(node, f"the test lacks {missing}")
        return found

    def values(self, node: Node, known: tuple[str, ...], what: str) -> dict[str, Node]:
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
            unless=self.part(values.get("unless"), inner=True),
        )

    def part(self, node: Node | None, *, inner: bool = False) -> Condition | None:
        if node is None:
            return None
        condition = self.condition(self.values(node, CONDITION, "a condition"), inner=inner)
        if condition in (Condition(), Condition(quoted=True)):
            self.source.error(node, "an empty condition is always true; say what it asks for")
        return condition

    def steps(self, node: Node) -> tuple[Step, ...]:
        found = []
        items = getattr(node, "value", None)
        if not isinstance(items, list) or not items:
            self.source.error(node, "`then` is a list of steps (`- {words: ..12, times: 0..8}`)")
            return ()
        for item in items:
            if isinstance(item, tuple):
                self.source.error(node, "`then` is a list of steps: start each with `- `")
                return ()
            values = self.values(item, STEP, "a step")
            when = self.condition(values)
            if when == Condition() and "until" not in values:
                self.source.error(item, "this step would walk over anything; give it a guard")
            found.append(
                Step(
                    when,
                    self.range(values.get("times")) or Range(1, 1),
                    self.part(values.get("until")),
                )
            )
        return tuple(found)

    def patterns(self, kind: Any, node: Node, *, quoted: bool) -> list[Pattern]:
        found = []
        if kind == "re":
            return [self.expression(node)]
        for written, line, column in self.source.phrases(node):
            try:
                tree = phrases.parse(written, self.lists)
            except phrases.PhraseError as error:
                self.source.error_at(line, column + error.offset, str(error))
                continue
            compiled = phrases.to_regex(kind, tree, quoted=quoted)
            sayings = phrases.sayings(tree) if kind == "is" else None
            atoms = phrases.atoms_of(tree).sought()
            pattern = Pattern(
                kind=kind,
                written=written,
                regex=compiled,
                atoms=tuple(sorted(atoms)) if atoms else None,
                sayings=tuple(sorted({phrases.edgeless(said) for said in sayings}))
                if sayings
                else None,
                line=line,
            )
            if self.sound(pattern, line, column):
                found.append(pattern)
        if not found and not self.source.errors:
            self.source.error(node, f"`{kind}` has no phrase")
        return found

    def expression(self, node: Node) -> Pattern:
        written = self.source.text(node).strip()
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        atoms = of_regex(written)
        pattern = Pattern(
            kind="re",
            written=written,
            regex=written,
            atoms=tuple(sorted(atoms)) if atoms else None,
            sayings=None,
            line=line,
        )
        self.sound(pattern, line, column)
        return pattern

    def sound(self, pattern: Pattern, line: int, column: int) -> bool:
        """Compile once, and refuse what matches nothing in particular."""
        try:
            compiled = regex.compile(pattern.regex)
        except regex.error as error:
            self.source.error_at(line, column, f"not a regular expression: {error}")
            return False
        except RecursionError:
            self.source.error_at(line, column, "too deeply nested")
            return False
        if compiled.search("") or compiled.search(" "):
            self.source.error_at(
                line,
                column,
                f"{pattern.written!r} matches the empty string, so it matches anything",
            )
            return False
        return True

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
