"""A rule in words: the page that `cleaner explain RULE` and `cleaner rules show` print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cleaner.rulebook.rule import EVERY, Condition, Rule

_SAYS: Final = {
    "is": "the whole block is",
    "starts": "the block starts with",
    "ends": "the block ends with",
    "has": "the block has",
    "re": "the block matches",
}
_TAKES: Final = {
    "block": "the block leaves the text",
    "match": "the part that was matched leaves the text",
    "rest": "the block and all after it leave the text",
    "none": "nothing; the rule only reads what its slots name",
}


def page(rule: Rule) -> str:
    """The rule's manual: what it knows, when it holds, what it takes, its examples."""
    lines = [rule.id, "", f"  {rule.why}", ""]
    lines.append(f"  label       {rule.label}")
    lines.append(f"  takes       {_TAKES[rule.take]}")
    if rule.languages:
        lines.append(f"  languages   {', '.join(rule.languages)}")
    if rule.sites:
        lines.append(f"  sites       {', '.join(rule.sites)}")
    lines.append(f"  confidence  {rule.confidence}, {rule.status}")
    if rule.was:
        lines.append(f"  was         {', '.join(rule.was)}")
    if rule.source:
        lines.append(f"  source      {rule.source}")
    lines += ["", "  Holds when"]
    lines += [f"    {line}" for line in described(rule.when)]
    for step in rule.then:
        lines.append(f"  Then, {step.times} times")
        lines += [f"    {line}" for line in described(step.when)]
        if step.until is not None:
            lines.append("    until")
            lines += [f"      {line}" for line in described(step.until)]
    lines += ["", "  Examples"]
    for number, document in enumerate(rule.examples):
        if number:
            lines.append("")
        for line in document:
            text = line.text
            for start, end in reversed(line.cuts):
                text = f"{text[:start]}[-{text[start:end]}-]{text[end:]}"
            lines.append(f"    {'-' if line.goes else '='} {text}")
    lines += ["", f"  {rule.path}:{rule.line}"]
    return "\n".join(lines) + "\n"


def described(condition: Condition) -> Iterator[str]:
    """A condition, a line for each thing it asks."""
    previous = ""
    for pattern in condition.patterns:
        lead = _SAYS[pattern.kind] if pattern.kind != previous else "or"
        yield f"{lead:<22} {pattern.written}"
        previous = pattern.kind
    if condition.words is not None:
        yield f"it has {condition.words} words"
    if condition.chars is not None:
        yield f"it has {condition.chars} characters"
    if condition.links is not None:
        yield f"{condition.links} per cent of it stands in links"
    for value, what in (
        (condition.sentence, "end like a sentence"),
        (condition.prose, "read like prose"),
    ):
        if value is not None:
            yield f"it does {'' if value else 'not '}{what}"
    if condition.capitals is not None:
        yield f"it is {'' if condition.capitals else 'not '}set in capitals"
    if condition.at:
        yield f"it stands in the {' or the '.join(condition.at)}"
    if condition.gone:
        as_what = "" if EVERY in condition.gone else f" as {' or '.join(condition.gone)}"
        yield f"a rule takes it in this round{as_what}"
    if condition.tag:
        yield f"it stands in an element or class {', '.join(condition.tag)}"
    for inner, what in (
        (condition.prev, "the block before it"),
        (condition.next, "the block after it"),
        *((spared, "unless") for spared in condition.unless),
    ):
        if inner is not None:
            yield f"{what}:"
            for line in described(inner):
                yield f"  {line}"
