"""Flags that several commands share, and what they amount to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

import click

from cleaner.config import KEYS, Settings, resolve
from cleaner.pipeline import STAGES, Cleaner, Limits
from cleaner.readers import Columns

FORMS: Final = ("text", "json", "jsonl", "github", "gitlab", "sarif", "junit", "markdown")
RULES: Final = (
    click.option(
        "--rules",
        multiple=True,
        metavar="DIR",
        help="Lay a folder of rules over the built-in ones.",
    ),
    click.option(
        "--no-builtin",
        "builtin",
        flag_value=False,
        default=None,
        type=bool,
        help="Leave the built-in rules out.",
    ),
    click.option(
        "--select",
        multiple=True,
        metavar="PREFIX",
        help="Run only rules whose id starts so (en/newsletter, site/).",
    ),
    click.option(
        "--ignore", multiple=True, metavar="PREFIX", help="Leave out rules whose id starts so."
    ),
)
PAGE: Final = (
    click.option(
        "--from",
        "format",
        type=click.Choice(["auto", "text", "html", "warc", "wet", "jsonl", "parquet"]),
        default="auto",
        show_default=True,
        help="What the input holds; seen by its first bytes.",
    ),
    click.option("--url", help="Where the page came from; wakes the rules of that site."),
    click.option("--language", help="BCP 47 tag of the pages, where they do not say."),
    click.option("--charset", help="Character set that the source declared."),
    click.option(
        "--text-field", metavar="NAME", help="Column of the text. [default: text, content]"
    ),
    click.option("--html-field", metavar="NAME", help="Column of the markup. [default: html]"),
    click.option("--url-field", metavar="NAME", help="Column of the address. [default: url]"),
    click.option("--id-field", metavar="NAME", help="Column of the identity. [default: id]"),
)
COLOR: Final = (
    click.option(
        "--color/--no-color", "color", default=None, help="Colour, or none; NO_COLOR is honoured."
    ),
)
PAGER: Final = (
    click.option(
        "--pager/--no-pager",
        default=True,
        help="Page what is longer than the terminal; the default.",
    ),
)
FORMAT: Final = (
    click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="For people, or for programs.",
    ),
)
#: How findings are told. The names are those of `cleaner.findings.FORMATS`, which is read later.
FINDINGS: Final = (
    click.option(
        "--format",
        "form",
        type=click.Choice(FORMS),
        default="text",
        show_default=True,
        help="For people, programs, or a code host.",
    ),
    click.option("-o", "--output", metavar="FILE", help="Write here instead of stdout."),
    click.option(
        "--also",
        multiple=True,
        metavar="FORMAT=FILE",
        help="Write the same findings in another format too.",
    ),
    click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found."),
)


def options(*groups: Sequence[Callable[..., Any]]) -> Callable[..., Any]:
    """Add groups of flags to a command."""

    def add(command: Any) -> Any:
        for option in reversed([option for group in groups for option in group]):
            command = option(command)
        return command

    return add


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
