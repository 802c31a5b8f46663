"""A run of `cleaner dedup` for tests, and how good its clusters are."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from math import comb
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.cli import run

Row = dict[str, Any]


def written(path: Path, rows: Iterable[Row]) -> Path:
    """The rows as JSON Lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    return path


def read(path: Path) -> list[Row]:
    """The rows of a file; none if it is not there."""
    return [json.loads(line) for line in path.read_bytes().splitlines()] if path.exists() else []


def dedup(folder: Path, *rows: Iterable[Row], flags: Sequence[str] = ()) -> list[Row]:
    """What stays of the rows, given as so many files; the receipt is in `out.dropped.jsonl`."""
    inputs = [written(folder / f"in{number}.jsonl", some) for number, some in enumerate(rows)]
    out = folder / "out.jsonl"
    assert run(["dedup", *map(str, inputs), "-o", str(out), "-q", *flags]) == 0
    return read(out)


def groups(rows: Iterable[Row]) -> dict[str, str]:
    """Id → cluster, of those that have one."""
    return {row["id"]: row["cluster"] for row in rows if "cluster" in row}


class Quality(NamedTuple):
    """Of pairs that are joined, how many should be; of those that should be, how many are."""

    precision: float
    recall: float
    ari: float


def quality(truth: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> Quality:
    """How well clusters fit the truth. An id without a cluster is alone."""
    label = {name: found.get(name, ("alone", name)) for name in truth}
    both = _pairs(Counter((truth[name], label[name]) for name in truth))
    true, joined = _pairs(Counter(truth.values())), _pairs(Counter(label.values()))
    chance = true * joined / comb(len(truth), 2)
    return Quality(
        both / max(joined, 1), both / max(true, 1), (both - chance) / ((true + joined) / 2 - chance)
    )


def _pairs(sizes: Counter[Any]) -> int:
    return sum(comb(size, 2) for size in sizes.values())
