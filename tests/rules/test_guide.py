"""The guide's examples are rules: each loads and does what its own test says."""

import os
import re
import subprocess
import sys
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


def test_the_way_from_a_line_to_a_rule_is_as_shown(tmp_path: Path) -> None:
    section = (
        GUIDE.read_text("utf-8").partition("## From a line to a rule")[2].partition("\n## ")[0]
    )
    steps = re.findall(r"```sh\n(.*?)```(?:\n\n```text\n(.*?)```)?", section, re.DOTALL)
    assert len(steps) == 4
    for commands, shown in steps:
        result = subprocess.run(
            ["sh", "-ec", f'cleaner() {{ "{sys.executable}" -m cleaner "$@"; }}\n{commands}'],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(GUIDE.parents[1]), "NO_COLOR": "1"},
        )
        seen = result.stdout.decode().splitlines()
        assert result.returncode == 0, seen
        assert [line for line in shown.splitlines() if line not in seen] == []
