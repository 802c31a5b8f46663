"""Finished work on the disk, a shard at a time, so that a run can be taken up again.

A shard is a run of chunks. Its files are written under other names and renamed; its entry, written
last and in the same way, makes it count. Whatever has no entry is done again.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, Final

import msgspec

from cleaner.disk import durable
from cleaner.engines.packing import ending, pack
from cleaner.engines.tally import Tally
from cleaner.engines.work import Done
from cleaner.errors import ConfigError
from cleaner.writers import Writer

#: A shard is closed when it holds so many pages, or so many characters of input.
PAGES: Final = 4096
SIZE: Final = 1 << 26
STATE: Final = ".state"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a finished shard."""

    chunks: int  # from the start of the run to the end of this shard
    trace: str  # digest of the pages up to there
    tally: Tally


class Shards:
    """The shards of a run, in a folder of their own.

    Args:
        root: the folder.
        writer: the format.
        packing: how its files are compressed.
        plan: what the run is; one that is taken up again must have the same.
        pages: how many pages close a shard.
    """

    def __init__(
        self, root: Path, writer: Writer, packing: str, plan: dict[str, Any], *, pages: int = PAGES
    ) -> None:
        self.root, self.writer, self.packing = root, writer, packing
        self.plan, self.pages = plan, pages
        self.entries: list[Entry] = []
        self._open: _Shard | None = None

    def resume(self) -> None:
        """Find what is finished.

        Raises:
            ConfigError: the run in this folder is another one.
        """
        try:
            begun = msgspec.json.decode((self._state / "plan.json").read_bytes())
        except FileNotFoundError:
            return
        plan = msgspec.json.decode(msgspec.json.encode(self.plan))
        other = sorted(key for key in {*begun, *plan} if begun.get(key) != plan.get(key))
        if other:
            raise ConfigError(
                f"the run in {self.root} was begun with another {', '.join(other)}; run it as it "
                f"was begun, or delete {self.root} and start anew"
            )
        self._sweep()
        while (path := self._entry(len(self.entries))).exists():
            self.entries.append(msgspec.json.decode(path.read_bytes(), type=Entry))

    def _sweep(self) -> None:
        """Take away what a killed run was writing."""
        for folder in {self._state, *(self.root / name for name in self.writer.folders)}:
            for left in folder.glob(".[0-9][0-9][0-9][0-9][0-9].*"):
                left.unlink()

    def begin(self) -> None:
        """Write down what the run is, before its first shard."""
        with durable(self._state / "plan.json") as file:
            file.write(msgspec.json.encode(self.plan))

    @property
    def begun(self) -> bool:
        """Does a finished shard lie here?"""
        return self._entry(0).exists()

    def tally(self) -> Tally:
        """The counts of all finished shards."""
        whole = Tally()
        for entry in self.entries:
            whole.merge(entry.tally)
        return whole

    def add(self, done: Done, trace: str) -> None:
        """Write a finished chunk; the shard is closed when it is full."""
        if self._open is None:
            self._open = _Shard(self, len(self.entries))
        self._open.add(done)
        if self._open.tally.pages >= self.pages or self._open.size >= SIZE:
            self.close(done.number + 1, trace)

    def close(self, chunks: int, trace: str) -> None:
        """Close the shard that is open."""
        if self._open is None:
            return
        tally = self._open.close()
        entry = Entry(chunks=chunks, trace=trace, tally=tally)
        with durable(self._entry(len(self.entries))) as file:
            file.write(msgspec.json.encode(entry))
        self.entries.append(entry)
        self._open = None

    def abandon(self) -> None:
        """Leave the open shard: its chunks will be done again."""
        if self._open is not None:
            self._open.abandon()
            self._open = None

    def file(self, number: int, folder: str = "") -> Path:
        """Where a shard's file lies."""
        packed = ending(self.packing) if self.writer.join is None else ""
        return self.root / folder / f"{number:05}{self.writer.suffix}{packed}"

    def failures(self, number: int) -> Path:
        """Where a shard's failures lie."""
        return self._state / f"{number:05}.failed.jsonl"

    def failed_lines(self) -> Iterator[bytes]:
        """The failures of all shards, in order."""
        for number, entry in enumerate(self.entries):
            if entry.tally.failures:
                yield self.failures(number).read_bytes()

    def clear(self) -> None:
        """Forget how the run was made; the shards stay."""
        shutil.rmtree(self._state, ignore_errors=True)

    @property
    def _state(self) -> Path:
        return self.root / STATE

    def _entry(self, number: int) -> Path:
        return self._state / f"{number:05}.json"


class _Shard:
    """The files of one shard, open."""

    def __init__(self, shards: Shards, number: int) -> None:
        self.writer = shards.writer
        self.between = pack(self.writer.between, shards.packing) if self.writer.between else b""
        self.tally, self.size = Tally(), 0
        self._stack = ExitStack()
        paths = [shards.file(number, folder) for folder in self.writer.folders]
        self._files = [self._stack.enter_context(durable(path)) for path in paths]
        self._failed: IO[bytes] = self._stack.enter_context(durable(shards.failures(number)))
        self._held: list[list[bytes]] = [[] for _ in paths]
        self._empty = True

    def add(self, done: Done) -> None:
        for file, held, piece in zip(self._files, self._held, done.pieces, strict=False):
            if self.writer.join is not None:
                held.append(piece)
            else:
                file.write(piece if self._empty else self.between + piece)
        self._empty = self._empty and not done.pieces
        self._failed.writelines(failure.to_json() + b"\n" for failure in done.failures)
        self.tally.merge(done.tally)
        self.size += done.size

    def close(self) -> Tally:
        with self._stack:
            if self.writer.join is not None:
                for file, held in zip(self._files, self._held, strict=True):
                    self.writer.join(held, file)
        return self.tally

    def abandon(self) -> None:
        error = InterruptedError()
        self._stack.__exit__(InterruptedError, error, None)
