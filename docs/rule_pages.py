"""A page for each pack, with every rule's own manual, written from the rules."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from cleaner.rulebook import load_rules
from cleaner.rulebook.describe import page
from cleaner.rulebook.rule import Rule

FENCE = "`" * 6  # no rule shows so many


def write(folder: Path) -> None:
    """Write `index.md` and a page for each pack into `folder`, which nobody else writes to."""
    packs: dict[str, list[Rule]] = defaultdict(list)
    for rule in load_rules().rules:
        packs[rule.id.rpartition("/")[0] if rule.id.startswith("site/") else pack(rule)].append(
            rule
        )
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.md"):
        old.unlink()
    for name, rules in packs.items():
        (folder / f"{file_name(name)}.md").write_text(text(name, rules), encoding="utf-8")
    (folder / "index.md").write_text(index(packs), encoding="utf-8")


def pack(rule: Rule) -> str:
    """The publisher or the language that a rule speaks to, `any` for all."""
    return rule.id.rpartition("/")[0] if rule.sites else rule.id.partition("/")[0]


def file_name(name: str) -> str:
    return name.replace("/", "-")


def text(name: str, rules: list[Rule]) -> str:
    """The page of one pack."""
    parts = [f"# {name}\n"]
    for rule in sorted(rules, key=lambda rule: rule.id):
        body = page(rule).partition("\n")[2].strip("\n")
        parts.append(f"## {rule.id}\n\n{FENCE}text\n{body}\n{FENCE}\n")
    return "\n".join(parts)


def index(packs: dict[str, list[Rule]]) -> str:
    """All packs, with how many rules each has."""
    total = sum(map(len, packs.values()))
    rows = [
        f"| [{name}]({file_name(name)}.md) | {len(rules)} |"
        for name, rules in sorted(packs.items())
    ]
    pages = "\n".join(file_name(name) for name in sorted(packs))
    return (
        f"# Rules\n\n{total} rules in {len(packs)} packs.\n\n| pack | rules |\n|---|---|\n"
        + "\n".join(rows)
        + f"\n\n```{{toctree}}\n:hidden:\n\n{pages}\n```\n"
    )
