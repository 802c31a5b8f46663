"""`cleaner dedup`: copies across a corpus."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import click

from cleaner.cli import FINE, SOME_FAILED
from cleaner.cli.drafts import say
from cleaner.cli.running import size
from cleaner.corpus.database import MEMORY
from cleaner.corpus.decide import KEEP, findings
from cleaner.corpus.output import Packed, told, write
from cleaner.corpus.run import find_duplicates, sketch_lines
from cleaner.corpus.store import Store
from cleaner.disk import durable
from cleaner.engines.packing import ending, pack, packing_of
from cleaner.errors import ConfigError
from cleaner.readers import STDIN, Columns, Place, places
from cleaner.readers.rows import read_rows
from cleaner.record import Failure

#: Failures named on stderr; a file lists them all.
_NAMED: Final = 10
#: What runs leave beside their records.
_BESIDE: Final = ("run.json", "failed.jsonl", ".dropped.jsonl")


@click.command("dedup", short_help="Copies across a corpus.")
@click.argument("paths", nargs=-1, required=True, metavar="RECORDS…|-")
@click.option("-o", "--output", required=True, metavar="FILE", help="Write the records here.")
@click.option(
    "--keep",
    type=click.Choice(KEEP),
    default=KEEP[0],
    show_default=True,
    help="Which record of a cluster stays; `all` only marks.",
)
@click.option(
    "--memory",
    type=size,
    default=f"{MEMORY >> 30}G",
    show_default=True,
    metavar="SIZE",
    help="What is more than this goes to the disk.",
)
@click.option("--text-field", metavar="NAME", help="Column of the text. [default: text, content]")
@click.option("--url-field", metavar="NAME", help="Column of the address. [default: url]")
@click.option("--id-field", metavar="NAME", help="Column of the identity. [default: id]")
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
def command(
    paths: tuple[str, ...],
    output: str,
    keep: str,
    memory: int,
    text_field: str | None,
    url_field: str | None,
    id_field: str | None,
    quiet: bool,
) -> int:
    """Find records that tell one story in nearly the same words: exact copies, edited ones, and
    ones cut down from a longer text. Pages of one template that differ in their numbers and names
    are kept apart.

    RECORDS are files or folders of JSON Lines or Parquet, packed or not: what `cleaner clean`
    wrote, or any rows that have a `text`. One record of each cluster stays; the others go, whole,
    to a receipt beside the output, `*.dropped.jsonl`. All of them bear `cluster`, and those that
    go `duplicate_of`, `duplicate_kind` and `similarity`.

    \b
    cleaner dedup articles.jsonl -o unique.jsonl
    cleaner dedup monday.jsonl.gz tuesday.jsonl.gz -o both.jsonl.gz --keep earliest
    cleaner dedup articles.jsonl -o marked.jsonl --keep all
    """
    goal = _Goal.named(output)
    columns = Columns(text=text_field, url=url_field, id=id_field)
    failures: list[Failure] = []
    with ExitStack() as stack:
        work = stack.enter_context(_folder(goal.path))
        found = _readable(paths, work)
        store = stack.enter_context(Store(_made(work / "new")))
        sketch_lines(read_rows(found), store, columns, fail=failures.append)
        store.close()
        con = find_duplicates(
            [store.folder], work, shingles=store.shingles, keep=keep, memory=memory
        )
        stack.callback(con.close)
        every = told(read_rows(found), findings(con, segment=0, keep=keep))
        with durable(goal.path) as kept, durable(goal.dropped) as dropped:
            packed = partial(pack, packing=goal.packing)
            counts = write(every, Packed(kept, packed), Packed(dropped, packed))
        if not counts["dropped"]:
            goal.dropped.unlink()
        clusters = con.execute("SELECT count(DISTINCT cluster) FROM decided").fetchall()[0][0]
    if not quiet:
        click.echo(_line(counts, clusters, goal), err=True)
    return _failed(failures, goal)


class _Goal(NamedTuple):
    """The files that a run writes."""

    path: Path
    packing: str

    @classmethod
    def named(cls, output: str) -> _Goal:
        if "://" in output or output == STDIN or output.endswith("/") or Path(output).is_dir():
            raise ConfigError(f"{output}: records and receipt are two files; name one: -o FILE")
        if not Path(output).parent.is_dir():
            raise ConfigError(f"cannot write {output}: there is no folder {Path(output).parent}")
        return cls(Path(output), packing_of(output, None))

    @property
    def dropped(self) -> Path:
        return self._beside(f"dropped.jsonl{ending(self.packing)}")

    @property
    def failed(self) -> Path:
        return self._beside("failed.jsonl")

    def _beside(self, name: str) -> Path:
        return self.path.with_name(f"{self.path.name.partition('.')[0]}.{name}")


@contextmanager
def _folder(beside: Path) -> Iterator[Path]:
    """A folder for the work, on the disk that has room for the result; what a killed run left of
    its own goes first."""
    prefix = f".{beside.name}.dedup."
    for left in beside.parent.glob(f"{prefix}????????"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=beside.parent, prefix=prefix) as name:
        yield Path(name)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _readable(paths: Sequence[str], work: Path) -> list[Place]:
    """Places that can be read twice."""
    found = [
        place
        for place in places(paths)
        if place.path in paths or not place.path.removesuffix(".gz").endswith(_BESIDE)
    ]
    if Place(STDIN) in found:
        copy = _made(work / "in") / "stdin"
        with copy.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        found[found.index(Place(STDIN))] = Place(str(copy))
    return found


def _line(counts: Counter[str], clusters: int, goal: _Goal) -> str:
    marked = ", ".join(
        f"{counts[kind]:,} {kind}" for kind in ("exact", "near", "contained") if counts[kind]
    )
    line = f"cleaner: {counts.total() - _marks(counts):,} records"
    if clusters:
        line += f"; {clusters:,} clusters with {_marks(counts):,} duplicates ({marked})"
    if counts["dropped"]:
        line += f"; {counts['kept']:,} kept, {counts['dropped']:,} dropped into {goal.dropped}"
    return line


def _marks(counts: Counter[str]) -> int:
    return counts["exact"] + counts["near"] + counts["contained"]


def _failed(failures: Sequence[Failure], goal: _Goal) -> int:
    if not failures:
        goal.failed.unlink(missing_ok=True)
        return FINE
    with durable(goal.failed) as file:
        file.writelines(failure.to_json() + b"\n" for failure in failures)
    for failure in failures[:_NAMED]:
        say(failure)
    click.echo(f"cleaner: {len(failures):,} failed, listed in {goal.failed}", err=True)
    return SOME_FAILED
