"""Floors: figures that may rise and not fall."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

from cleaner.errors import ConfigError

#: Figures of which less is better: their floor is a ceiling.
LESS_IS_BETTER: Final = ("loss", "loss_words", "pages_losing")


def read_floors(path: Path, table: str, known: Collection[str]) -> dict[str, float]:
    """A table of a TOML file: figure → its floor.

    Args:
        table: `lines` or `texts`.
        known: the figures that there are.

    Raises:
        ConfigError: the file cannot be read, or names a figure that there is not.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8")).get(table)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"cannot read {path}: {error}") from error
    if not isinstance(found, dict) or not found:
        raise ConfigError(f"{path} has no table [{table}]; its keys can be {', '.join(known)}")
    for name, floor in found.items():
        if name not in known:
            raise ConfigError(f"{path}: no figure {name!r}; there are {', '.join(known)}")
        if isinstance(floor, bool) or not isinstance(floor, int | float):
            raise ConfigError(f"{path}: {name} is {floor!r}; a floor is a number from 0 to 1")
    return found


def breaches(floors: Mapping[str, float], figures: Mapping[str, float]) -> Iterator[str]:
    """A sentence for every figure on the wrong side of its floor.

    >>> list(breaches({"recall": 0.9}, {"recall": 0.85}))
    ['recall is 0.8500, below its floor 0.9000 by 0.0500']
    """
    for name, floor in floors.items():
        value = figures[name]
        if name in LESS_IS_BETTER and value > floor:
            yield f"{name} is {value:.4f}, above its ceiling {floor:.4f} by {value - floor:.4f}"
        elif name not in LESS_IS_BETTER and value < floor:
            yield f"{name} is {value:.4f}, below its floor {floor:.4f} by {floor - value:.4f}"
