"""YAML as nodes that know where they stand.

Rule files are composed, never constructed: no value is ever guessed to be a number, a date or a
Norwegian `no`, no Python object can be asked for, and every node knows its line and column.
Anchors, aliases, tags and duplicate keys are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from cleaner.errors import RuleError, RuleErrors

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Node = yaml.Node


class Source:
    """The text of one rule file, and the errors found in it so far."""

    def __init__(self, text: str, path: str) -> None:
        self.path, self.lines = path, text.splitlines()
        self.errors: list[RuleError] = []
        self.root = self._compose(text)

    def _compose(self, text: str) -> Node | None:
        try:
            for event in yaml.parse(text, Loader=_Loader):
                if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                    self._say(
                        "anchors and aliases are not part of the rule language", event.start_mark
                    )
                elif getattr(event, "tag", None) not in (None, "!"):
                    self._say("tags are not part of the rule language", event.start_mark)
            if self.errors:
                return None
            node: Node | None = yaml.compose(text, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            problem = error.problem or "this is not YAML"
            self._say(f"not YAML: {problem}", error.problem_mark or error.context_mark)
        except (yaml.YAMLError, RecursionError) as error:
            self._say(f"not YAML: {error}".splitlines()[0], None)
        else:
            return node
        return None

    def _say(self, message: str, mark: Any) -> None:
        line, column = (mark.line, mark.column) if mark else (0, 0)
        self._add(message, line, column)

    def _add(self, message: str, line: int, column: int) -> None:
        excerpt = self.lines[line] if line < len(self.lines) else ""
        self.errors.append(
            RuleError(
                message, path=self.path, line=line + 1, column=column + 1, excerpt=excerpt or None
            )
        )

    def error(self, node: Node, message: str) -> None:
        """Note an error at a node."""
        self._say(message, node.start_mark)

    def error_at(self, line: int, column: int, message: str) -> None:
        """Note an error at a line and column, both counted from 1."""
        self._add(message, line - 1, column - 1)

    def raise_errors(self) -> None:
        """Raise what was noted, if anything was."""
        if self.errors:
            self.errors.sort(key=lambda error: (error.line, error.column))
            raise RuleErrors(self.errors) if len(self.errors) > 1 else self.errors[0]

    def items(self, node: Node | None) -> Iterator[tuple[str, Node, Node]]:
        """The keys and values of a mapping; a key given twice is an error."""
        if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
            return
        if not isinstance(node, yaml.MappingNode):
            self.error(node, "a mapping is wanted here (`key: value` lines)")
            return
        seen: dict[str, Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.error(key, "a key must be a plain word")
                continue
            if key.value in seen:
                first = seen[key.value].start_mark.line + 1
                self.error(key, f"{key.value!r} is given twice (first in line {first})")
                continue
            seen[key.value] = key
            yield key.value, key, value

    def text(self, node: Node) -> str:
        """A single value as text."""
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        self.error(node, "a single value is wanted here")
        return ""

    def phrases(self, node: Node) -> list[tuple[str, int, int]]:
        """One phrase a line, or one an item: `(text, line, column)`, counted from 1."""
        if isinstance(node, yaml.SequenceNode):
            return [entry for item in node.value for entry in self.phrases(item)]
        value = self.text(node)
        line, column = node.start_mark.line, node.start_mark.column
        if getattr(node, "style", None) in ("|", ">"):
            found = []
            for offset, raw in enumerate(value.split("\n")):
                here = line + 1 + offset
                shown = self.lines[here] if here < len(self.lines) else ""
                indent = len(shown) - len(shown.lstrip())
                if raw.strip():
                    found.append((raw.strip(), here + 1, indent + 1))
            return found
        if getattr(node, "style", None) in ('"', "'"):
            column += 1
        return [(value.strip(), line + 1, column + 1)] if value.strip() else []

    def words(self, node: Node) -> list[str]:
        """A list of plain words, or one of them."""
        if isinstance(node, yaml.SequenceNode):
            return [self.text(item) for item in node.value]
        value = self.text(node)
        return [value] if value else []
