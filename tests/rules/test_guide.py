"""The guide's examples are rules: each loads and does what its own test says."""

import re
from pathlib import Path

import pytest

from cleaner.rulebook import RuleBook, load_rules
from cleaner.rulebook.load import RULE, read_rules
from cleaner.rulebook.proof import prove

GUIDE = Path(__file__).parents[2] / "docs" / "writing-rules.md"
EXAMPLES = re.findall(r"```yaml\n# (\S+)\.yaml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize(("address", "text"), EXAMPLES)
def test_an_example_of_the_guide_holds(address: str, text: str) -> None:
    rules = read_rules(text, path=str(GUIDE), address=address, lists={}).rules
    assert rules
    assert not list(prove(rules, among=RuleBook(rules)))


def test_the_guide_names_every_guard_and_use_of_phrases() -> None:

    guide = GUIDE.read_text("utf-8")
    told = {"was", "label", "status", "confidence"}
    missing = [word for word in RULE if f"`{word}" not in guide and word not in told]
    assert missing == []


def test_the_slots_that_the_guide_names_exist() -> None:
    from cleaner.rulebook.phrase import SLOTS

    lists = {"agency", "month", "network"}
    named = set(re.findall(r"`\{(\w+)\}`", GUIDE.read_text("utf-8")))
    assert named <= set(SLOTS) | lists
    assert load_rules().rules
