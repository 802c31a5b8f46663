"""Scraped articles in, canonical records out, and a receipt for every character taken away.

>>> from cleaner import clean
>>> clean("Quay closed to lorries\\n\\nIt stays closed until the harbour wall is mended, "
...     "the council said on Tuesday.").headline
'Quay closed to lorries'

Names are imported when they are first asked for, so that the command line answers at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from cleaner.draft import Page
    from cleaner.encoding import Repaired, repair
    from cleaner.errors import CleanerError, ConfigError, InputError, RuleError
    from cleaner.pipeline import Cleaner, Limits, clean
    from cleaner.record import Article, Failure
    from cleaner.rulebook import RuleBook, load_rules

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Cleaner",
    "CleanerError",
    "ConfigError",
    "Failure",
    "InputError",
    "Limits",
    "Page",
    "Repaired",
    "RuleBook",
    "RuleError",
    "clean",
    "load_rules",
    "repair",
]

_HOMES: Final = {
    "cleaner.draft": ("Page",),
    "cleaner.encoding": ("Repaired", "repair"),
    "cleaner.errors": ("CleanerError", "ConfigError", "InputError", "RuleError"),
    "cleaner.pipeline": ("Cleaner", "Limits", "clean"),
    "cleaner.record": ("Article", "Failure"),
    "cleaner.rulebook": ("RuleBook", "load_rules"),
}
_HOME_OF: Final = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'cleaner' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(home), name)
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
