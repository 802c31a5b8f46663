"""Findings told: in the format asked for, where it was asked for, and counted on the way."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec

from cleaner import __version__
from cleaner.cli.whole import whole_file
from cleaner.errors import ConfigError
from cleaner.findings import FORMATS, About, Finding, Manual
from cleaner.rulebook import RuleBook
from cleaner.rulebook.describe import page
from cleaner.rulebook.lint import CODES, HINTS
from cleaner.stages.reasons import INPUT, reason
from cleaner.suggest import did_you_mean

#: What a doubt about a rule is called among findings: so followed by its code.
LINT: Final = "lint/"


class Told(msgspec.Struct):
    """What was told, counted."""

    findings: int = 0
    failures: int = 0  # of them: pages that could not be read
    paths: set[str] = msgspec.field(default_factory=set)
    kinds: Counter[str] = msgspec.field(default_factory=Counter)


class Asked(NamedTuple):
    """How the flags of `FINDINGS` want it told."""

    form: str
    output: str | None
    also: tuple[tuple[str, Path], ...]

    @classmethod
    def of(cls, flags: dict[str, Any]) -> Asked:
        """What the flags ask for.

        Raises:
            ConfigError: `--also` names no format, or no file.
        """
        also = []
        for wish in flags["also"]:
            form, _, path = wish.partition("=")
            if form not in FORMATS:
                hint = did_you_mean(form, list(FORMATS))
                raise ConfigError(f"--also {wish}: there is no format {form!r}{hint}")
            if not path:
                raise ConfigError(f"--also {wish}: name a file: {form}=FILE")
            also.append((form, Path(path)))
        return cls(flags["form"], flags["output"], tuple(also))


def tell(findings: Iterable[Finding], about: About, asked: Asked, *, silent: bool = False) -> Told:
    """Write the findings, to stdout as they come unless a format needs them all.

    Args:
        findings: read once.
        about: the run that they come from.
        asked: formats and files.
        silent: something else stands on stdout; write files only.
    """
    told = Told()
    passing = _counted(findings, told)
    if asked.also:
        passing = iter(every := list(passing))
    if asked.output not in (None, "-"):
        written_to(Path(str(asked.output)), FORMATS[asked.form](passing, about))
    elif silent:
        for _ in passing:
            pass
    else:
        for piece in FORMATS[asked.form](passing, about):
            sys.stdout.write(piece)
    for form, path in asked.also:
        written_to(path, FORMATS[form](every, about))
    return told


def about(tool: str, book: RuleBook, color: bool | None) -> About:
    """A run of one of our commands, on this terminal."""
    if color is None:
        color = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    width = shutil.get_terminal_size((100, 24)).columns
    return About(
        tool=tool, version=__version__, manual=manual(book), checked=[], color=color,
        width=max(40, width),
    )  # fmt: skip


def manual(book: RuleBook) -> Callable[[str], Manual | None]:
    """Where a rule's own words are looked up."""

    def found(rule_id: str) -> Manual | None:
        if rule_id.startswith(LINT):
            why = (CODES | HINTS).get(rule_id.removeprefix(LINT))
            return Manual(f"Of a rule: {why}.", "") if why else None
        rule = book.rule(rule_id)
        if rule is not None:
            return Manual(rule.why, page(rule))
        why = reason(rule_id)
        return Manual(why, "") if why else None

    return found


def called(path: str) -> str:
    """A path as findings name it: with slashes, from here if it lies below, the same on every
    machine that has the checkout."""
    if path == "-" or "://" in path:
        return path
    # A name that is not UTF-8 can stand in no report.
    path = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    try:
        return Path(path).resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return Path(path).as_posix()


def counted(told: Told, most: int = 6) -> str:
    """The most frequent kinds of findings, with their counts."""
    ordered = Counter(dict(sorted(told.kinds.items()))).most_common(most)
    return ", ".join(f"{count:,} {name}" for name, count in ordered)


def chosen(rule: str, select: Sequence[str], ignore: Sequence[str]) -> bool:
    """Does a finding's rule stand under these prefixes?"""
    return (not select or rule.startswith(tuple(select))) and not rule.startswith(tuple(ignore))


def _counted(findings: Iterable[Finding], told: Told) -> Iterator[Finding]:
    for finding in findings:
        told.findings += 1
        told.failures += finding.rule.startswith(INPUT)
        told.paths.add(finding.path)
        told.kinds[finding.label or finding.rule.partition("/")[0]] += 1
        yield finding


def written_to(path: Path, pieces: Iterable[str]) -> None:
    """Write text to a file that appears when it is whole."""
    with whole_file(path) as file:
        file.writelines(piece.encode("utf-8", "backslashreplace") for piece in pieces)
