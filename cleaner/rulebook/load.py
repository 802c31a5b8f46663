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

from cleaner import labels
from cleaner.rulebook import phrase as phrases
from cleaner.rulebook.conditions import CONDITION, PAGE_GUARDS, ConditionReader
from cleaner.rulebook.examples import read_examples
from cleaner.rulebook.nodes import Node, Source
from cleaner.rulebook.rule import (
    WORDS_BY_DEFAULT,
    Condition,
    Confidence,
    Range,
    Rule,
    Status,
    Step,
    Take,
)
from cleaner.suggest import did_you_mean

Lists = Mapping[str, Sequence[str]]

STEP: Final = (*CONDITION, "times", "until")
RULE: Final = (
    *CONDITION, *PAGE_GUARDS, "why", "label", "then", "take", "test", "status", "was", "source",
    "confidence",
)  # fmt: skip
#: Keys of a file that are not rules.
RESERVED: Final = ("disable", "lists", "sites")

LABELS: Final = (*labels.RULE_LABELS, labels.KEEP)
_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


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


class _Reader(ConditionReader):
    """Reads the rules of one file."""

    def __init__(self, source: Source, *, path: str, address: str, lists: Lists) -> None:
        super().__init__(source, lists)
        self.path, self.address = path, address
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
