"""What flags amount to: the road under them, and what they say of every page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from cleaner.config import KEYS, Settings, resolve
from cleaner.pipeline import STAGES, Cleaner, Limits
from cleaner.readers import Columns


class Run(NamedTuple):
    """What the flags amount to."""

    settings: Settings
    cleaner: Cleaner
    known: dict[str, Any]  # of every page


def run_from(flags: dict[str, Any], *, stages: Sequence[str] = STAGES) -> Run:
    """The road under these flags, the environment and the config file.

    Args:
        flags: what the command line said.
        stages: the stages to run.

    Raises:
        CleanerError: a setting, a prefix or a rule file is wrong.
    """
    settings = resolve({key: value for key, value in flags.items() if key in KEYS}).settings
    cleaner = Cleaner(
        rules=settings.rules,
        builtin=settings.builtin,
        select=settings.select,
        ignore=settings.ignore,
        limits=Limits(
            max_prose_removed=settings.max_prose_removed,
            short_body=settings.short_body,
            max_chars=settings.max_chars,
        ),
        comments=bool(flags.get("comments")),
        stages=stages,
    )
    return Run(settings, cleaner, {**known_from(flags), "language": settings.language})


def known_from(flags: dict[str, Any]) -> dict[str, Any]:
    """What the flags of `PAGE` say of every page, as `read_pages` takes it."""
    known: dict[str, Any] = {
        key: flags[key] for key in ("format", "url", "charset", "language") if key in flags
    }
    if "text_field" in flags:
        known["columns"] = Columns(
            **{name: flags[f"{name}_field"] for name in ("text", "html", "url", "id")}
        )
    return known
