"""Settings, and who set them: flags, `CLEANER_*`, the nearest config file, defaults."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from cleaner.errors import ConfigError
from cleaner.suggest import did_you_mean

PREFIX: Final = "CLEANER_"
FILES: Final = ("cleaner.toml", "pyproject.toml")


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that can be set, with its default."""

    rules: tuple[str, ...] = ()  # folders of rules laid over the built-in ones
    builtin: bool = True  # start from the built-in rules
    select: tuple[str, ...] = ()  # prefixes of rule ids: only these run
    ignore: tuple[str, ...] = ()  # prefixes of rule ids that do not run
    language: str | None = None  # of every page, where the page itself does not say
    max_prose_removed: float = 0.1  # share of prose that rules may take before `over-cut`
    short_body: int = 50  # words below which an article is flagged `short-body`
    max_chars: int = 100_000_000  # of one page; the rest is cut and flagged `truncated`
    fail_on: tuple[str, ...] = ()  # flags that make the exit code 1


class Resolved(msgspec.Struct, frozen=True):
    """Settings, and for each the place that set it."""

    settings: Settings
    where: dict[str, str]


KEYS: Final = Settings.__struct_fields__
_LISTS: Final = frozenset({"rules", "select", "ignore", "fail_on"})


def resolve(
    flags: Mapping[str, Any] | None = None,
    *,
    start: Path | None = None,
    environ: Mapping[str, str] | None = None,
) -> Resolved:
    """Settings as flags, environment, config file and defaults leave them.

    Args:
        flags: what the command line said; `None` and empty values say nothing.
        start: the folder from which the nearest config file is looked for upwards.
        environ: the environment.

    Raises:
        ConfigError: a file cannot be read, a key is unknown, a value has the wrong type.
    """
    values: dict[str, Any] = {}
    where = dict.fromkeys(KEYS, "default")
    for layer, origin in (
        _from_file(start or Path.cwd()),
        _from_environment(os.environ if environ is None else environ),
        ({k: v for k, v in (flags or {}).items() if v not in (None, ())}, "flag"),
    ):
        for key, value in layer.items():
            values[key] = value
            where[key] = origin.format(key=key.upper())
    try:
        settings = msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as error:
        what, _, place = str(error).partition(" - at `$.")
        key = place.rstrip("`").partition("[")[0]
        raise ConfigError(f"{where.get(key, 'settings')}: {key}: {what}") from None
    return Resolved(settings, where)


def _from_environment(environ: Mapping[str, str]) -> tuple[dict[str, Any], str]:
    found: dict[str, Any] = {}
    for key in KEYS:
        value = environ.get(PREFIX + key.upper())
        if value is not None:
            found[key] = [part for part in value.split(",") if part] if key in _LISTS else value
    return found, "$" + PREFIX + "{key}"


def _from_file(start: Path) -> tuple[dict[str, Any], str]:
    for folder in (start, *start.resolve().parents):
        for name in FILES:
            path = folder / name
            if path.is_file():
                table = _table(path)
                if table is not None:
                    return table, str(path)
    return {}, ""


def _table(path: Path) -> dict[str, Any] | None:
    """The settings in a file; `None` if it is a pyproject.toml that speaks of other tools."""
    try:
        text = path.read_text(encoding="utf-8")
        table: Any = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("cleaner")
        if table is None:
            return None
    found = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in KEYS:
            line, column = _place(text, key)
            raise ConfigError(
                f"{path}:{line}:{column}: there is no setting {key!r}{did_you_mean(name, KEYS)}"
            )
        found[name] = value
    if isinstance(found.get("rules"), str):
        found["rules"] = [found["rules"]]
    if isinstance(found.get("rules"), list):
        found["rules"] = [str(path.parent / str(folder)) for folder in found["rules"]]
    return found


def _place(text: str, key: str) -> tuple[int, int]:
    match = re.search(rf"(?m)^\s*[\"']?({re.escape(key)})\b", text)
    if match is None:
        return 1, 1
    at = match.start(1)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
