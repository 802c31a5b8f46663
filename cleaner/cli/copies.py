"""What `cleaner dedup` reads and writes, and what it says of it."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import click
import msgspec

from cleaner.cli.say import say
from cleaner.corpus.decide import members
from cleaner.corpus.index import Index
from cleaner.corpus.output import Packed
from cleaner.disk import durable
from cleaner.engines.packing import ending, pack, packing_of
from cleaner.errors import ConfigError
from cleaner.readers import STDIN, Place, places
from cleaner.record import Failure

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Failures named on stderr; a file lists them all.
_NAMED: Final = 10
#: What runs leave beside their records.
_BESIDE: Final = ("run.json", "failed.jsonl", ".dropped.jsonl")


class Goal(NamedTuple):
    """The files that a run writes."""

    path: Path
    packing: str

    @classmethod
    def named(cls, output: str) -> Goal:
        """The goal that `-o` names.

        Raises:
            ConfigError: it is no name of a file, or its folder is missing.
        """
        if "://" in output or output == STDIN or output.endswith("/") or Path(output).is_dir():
            raise ConfigError(f"{output}: records and receipt are two files; name one: -o FILE")
        if not Path(output).parent.is_dir():
            raise ConfigError(f"cannot write {output}: there is no folder {Path(output).parent}")
        return cls(Path(output), packing_of(output, None))

    @property
    def dropped(self) -> Path:
        """The receipt."""
        return self._beside(f"dropped.jsonl{ending(self.packing)}")

    @property
    def failed(self) -> Path:
        """Lines that hold no record."""
        return self._beside("failed.jsonl")

    def _beside(self, name: str) -> Path:
        return self.path.with_name(f"{self.path.name.partition('.')[0]}.{name}")


@contextmanager
def beside(goal: Path, index: Index | None) -> Iterator[Path]:
    """A folder for the work, on the disk that has room for the result; what a killed run left of
    its own goes first."""
    root, prefix = (index.root, ".work.") if index else (goal.parent, f".{goal.name}.dedup.")
    for left in root.glob(f"{prefix}????????"):
        shutil.rmtree(left, ignore_errors=True)
    try:
        folder = tempfile.TemporaryDirectory(dir=root, prefix=prefix)
    except OSError as error:
        raise ConfigError(f"cannot write to {root}: {error.strerror}") from error
    with folder as name:
        yield Path(name)


def readable(paths: Sequence[str], work: Path) -> list[Place]:
    """Places that can be read twice: what comes from standard input is copied."""
    found = [
        place
        for place in places(paths)
        if place.path in paths or not place.path.removesuffix(".gz").endswith(_BESIDE)
    ]
    if Place(STDIN) in found:
        copy = work / "in" / "stdin"
        copy.parent.mkdir()
        with copy.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        found[found.index(Place(STDIN))] = Place(str(copy))
    return found


def member_lines(con: DuckDBPyConnection) -> Iterator[bytes]:
    """The members of all clusters, one a line."""
    for name, mark in members(con):
        stated = {key: value for key, value in mark.fields().items() if value is not None}
        yield msgspec.json.encode({"id": name, **stated})


def written(lines: Iterable[bytes], path: Path) -> None:
    """Write a list, packed as its name ends.

    Raises:
        ConfigError: nothing can be written there.
    """
    packing = packing_of(str(path), None)
    with durable(path) as file:
        packed = Packed(file, partial(pack, packing=packing))
        for one in lines:
            packed.add(one)
        packed.flush()


def line(counts: Counter[str], con: DuckDBPyConnection, goal: Goal) -> str:
    """What the run found, as a sentence."""
    kinds = ("exact", "near", "contained")
    parts = [f"{counts['kept'] + counts['dropped']:,} records"]
    if marks := sum(counts[kind] for kind in kinds):
        ((clusters,),) = con.execute("SELECT count(DISTINCT cluster) FROM decided").fetchall()
        told = ", ".join(f"{counts[kind]:,} {kind}" for kind in kinds if counts[kind])
        parts.append(f"{marks:,} duplicates in {clusters:,} clusters ({told})")
    if counts["dropped"]:
        parts.append(f"{counts['kept']:,} kept, {counts['dropped']:,} dropped into {goal.dropped}")
    return "cleaner: " + "; ".join(parts)


def complain(failures: Sequence[Failure], goal: Goal) -> None:
    """List what could not be read, and say so."""
    if not failures:
        goal.failed.unlink(missing_ok=True)
        return
    with durable(goal.failed) as file:
        file.writelines(failure.to_json() + b"\n" for failure in failures)
    for failure in failures[:_NAMED]:
        say(failure)
    click.echo(f"cleaner: {len(failures):,} failed, listed in {goal.failed}", err=True)
