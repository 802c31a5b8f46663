"""Flags that several commands share. Nothing heavy is imported here: help must be quick."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

import click

_UNITS: Final = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
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


def size(value: str) -> int:
    """Bytes, as in 500M or 2G.

    >>> size("500M")
    524288000
    """
    match = re.fullmatch(r"(\d+)([KMG]?)(I?B)?", value.strip().upper())
    if match is None or int(match[1]) == 0:
        raise click.BadParameter(f"{value!r} is no size; say 500M or 2G")
    return int(match[1]) * _UNITS[match[2]]
