"""`cleaner dedup`: copies across a corpus."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path

import click

from cleaner.cli import FINE, SOME_FAILED
from cleaner.cli.copies import Goal, beside, complain, line, member_lines, readable, written
from cleaner.cli.options import COLOR, options, size
from cleaner.cli.paint import Painter
from cleaner.cli.versions import print_versions
from cleaner.corpus.database import MEMORY, speaking
from cleaner.corpus.decide import KEEP, findings
from cleaner.corpus.index import Index
from cleaner.corpus.output import Packed, told, write
from cleaner.corpus.paragraphs import Repeated
from cleaner.corpus.run import find_duplicates, sketch_lines
from cleaner.corpus.samples import Samples
from cleaner.corpus.store import Store
from cleaner.disk import durable
from cleaner.engines.packing import pack
from cleaner.readers import Columns
from cleaner.readers.rows import read_rows
from cleaner.record import Failure


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
    "--index",
    metavar="DIR",
    help="Remember these records here, and compare them with those of earlier runs.",
)
@click.option(
    "--clusters", metavar="FILE", help="List the members of every cluster, earlier ones too."
)
@click.option("--paragraphs", metavar="FILE", help="List paragraphs that stand in several stories.")
@click.option(
    "--show",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="Print so many clusters, with the words in which their members differ.",
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
@options(COLOR)
def command(
    paths: tuple[str, ...],
    output: str,
    keep: str,
    index: str | None,
    clusters: str | None,
    paragraphs: str | None,
    show: int,
    memory: int,
    text_field: str | None,
    url_field: str | None,
    id_field: str | None,
    quiet: bool,
    color: bool | None,
) -> int:
    """Find records that tell one story in nearly the same words: exact copies, edited ones, and
    ones cut down from a longer text. Pages of one template that differ in their numbers and names
    are kept apart.

    RECORDS are files or folders of JSON Lines or Parquet, packed or not: what `cleaner clean`
    wrote, or any rows that have a `text`. One record of each cluster stays; the others go, whole,
    to a receipt beside the output, `*.dropped.jsonl`. All of them bear `cluster`, and those that
    go `duplicate_of`, `duplicate_kind` and `similarity`.

    \b
    cleaner dedup articles.jsonl -o unique.jsonl --show 5
    cleaner dedup monday.jsonl.gz tuesday.jsonl.gz -o both.jsonl.gz --keep earliest
    cleaner dedup tuesday.jsonl -o new.jsonl --index known/ --keep first
    """
    goal = Goal.named(output)
    columns = Columns(text=text_field, url=url_field, id=id_field)
    failures: list[Failure] = []
    with ExitStack() as stack:
        known = stack.enter_context(Index(Path(index))) if index else None
        work = stack.enter_context(beside(goal.path, known))
        found = readable(paths, work)
        store = stack.enter_context(known.store() if known else _store(work))
        sketch_lines(read_rows(found), store, columns, fail=failures.append)
        store.close()
        segment = known.add(store) if known else 0
        stack.enter_context(speaking())
        folders = known.folders if known else [store.folder]
        con = find_duplicates(
            folders,
            work,
            shingles=known.shingles if known else store.shingles,
            keep=keep,
            memory=memory,
        )
        stack.callback(con.close)
        repeated = Repeated(con, folders, columns, segment=segment) if paragraphs else None
        every = told(read_rows(found), findings(con, segment=segment, keep=keep))
        samples = Samples(con, columns, count=show)
        every = samples.seen(repeated.seen(every) if repeated else every)
        with durable(goal.path) as kept, durable(goal.dropped) as dropped:
            packed = partial(pack, packing=goal.packing)
            counts = write(every, Packed(kept, packed), Packed(dropped, packed))
        if not counts["dropped"]:
            goal.dropped.unlink()
        if clusters:
            written(member_lines(con), Path(clusters))
        if repeated and paragraphs:
            written(repeated.lines(), Path(paragraphs))
        print_versions(samples.clusters, Painter(color))
        if not quiet:
            click.echo(line(counts, con, goal), err=True)
    complain(failures, goal)
    return SOME_FAILED if failures else FINE


def _store(work: Path) -> Store:
    folder = work / "new"
    folder.mkdir()
    return Store(folder)
