"""Rules: how they are written, read, matched and proved."""

from cleaner.rulebook.book import Labelled, RuleBook
from cleaner.rulebook.packs import load_rules
from cleaner.rulebook.rule import Rule

__all__ = ["Labelled", "Rule", "RuleBook", "load_rules"]
