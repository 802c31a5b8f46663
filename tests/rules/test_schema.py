"""The schema that editors use says of rule files what the reader says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from cleaner.rulebook.schema import rule_schema

RULES = Path(__file__).parents[2] / "rules"
CHECK = Draft202012Validator(rule_schema())


class Core(yaml.SafeLoader):
    """YAML 1.2, as editors read it: `no` is a language and not a falsehood."""


BOOL = "tag:yaml.org,2002:bool"
Core.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag != BOOL]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Core.add_implicit_resolver(BOOL, re.compile(r"^(?:true|false)$"), list("tf"))


def slips(text: str) -> list[str]:
    return [error.message for error in CHECK.iter_errors(yaml.load(text, Loader=Core))]


def test_the_schema_is_itself_well_formed() -> None:
    Draft202012Validator.check_schema(rule_schema())


def test_every_shipped_rule_file_is_valid() -> None:
    files = [path for path in sorted(RULES.rglob("*.yaml")) if path.name != "lists.yaml"]
    found: dict[str, Any] = {
        str(path.relative_to(RULES)): slips(path.read_text(encoding="utf-8")) for path in files
    }
    assert {name: errors for name, errors in found.items() if errors} == {}
    assert len(files) > 100


GOOD = "sign-up:\n  why: A call.\n  is: Sign up\n  test: |\n    - Sign up\n"


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("  why: A call.\n", ""),
        GOOD.replace("  is:", "  iz:"),
        GOOD + "  words: many\n",
        GOOD + "  take: everything\n",
        GOOD + "  status: finished\n",
        GOOD + "  sentence: perhaps\n",
        GOOD + "  then: []\n",
        GOOD.replace("sign-up:", "Sign_Up:"),
        "sites: {}\n",
    ],
)
def test_a_slip_is_marked(text: str) -> None:
    assert slips(GOOD) == []
    assert slips(text) != []
