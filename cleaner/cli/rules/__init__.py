"""`cleaner rules`: what is known, and whether it still holds."""

from __future__ import annotations

from typing import Final

from cleaner.cli import Lazy

COMMANDS: Final = {
    "list": "The rules that would run, one a line.",
    "show": "A rule's page: what it knows, why, its examples.",
    "test": "Prove every rule by its own examples, alone and among all others.",
    "lint": "What is doubtful about rules that load.",
    "new": "Draft a rule from lines that should go.",
    "stats": "What each rule did in a run.",
}

command = Lazy(
    name="rules",
    package="cleaner.cli.rules",
    known=COMMANDS,
    help="List, show, test, lint and draft rules; count what they did.",
)
