"""Where a run's results end up: a stream, one file, or a folder of shards."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final, Protocol

import msgspec

from cleaner.disk import durable
from cleaner.engines.packing import ending, pack
from cleaner.engines.shards import PAGES, Shards
from cleaner.engines.tally import Tally
from cleaner.engines.work import Done
from cleaner.errors import ConfigError
from cleaner.writers import Writer

_COPIED: Final = 1 << 20


class Target(Protocol):
    """What takes finished chunks."""

    @property
    def tally(self) -> Tally:
        """What is finished already, from an earlier run."""

    @property
    def skip(self) -> int:
        """How many chunks are finished already."""

    @property
    def trace(self) -> str | None:
        """The digest that the pages of the finished chunks had."""

    def add(self, done: Done, trace: str) -> None:
        """Take a finished chunk."""

    def finish(self, chunks: int, trace: str, report: dict[str, Any]) -> None:
        """All chunks are in."""

    def abandon(self) -> None:
        """The run stops here; it may be taken up again."""


class Stream:
    """Results as they come, to standard output, a pipe or a device."""

    skip, trace = 0, None

    def __init__(self, stream: IO[bytes], writer: Writer, packing: str) -> None:
        self.stream, self.tally = stream, Tally()
        self.between = pack(writer.between, packing) if writer.between else b""
        self._empty = True

    def add(self, done: Done, trace: str) -> None:
        for piece in done.pieces:
            self.stream.write(piece if self._empty else self.between + piece)
            self._empty = False
        self.stream.flush()

    def finish(self, chunks: int, trace: str, report: dict[str, Any]) -> None:
        self.stream.flush()

    def abandon(self) -> None:
        return


class Stored:
    """Results in a folder of shards, or in one file put together from shards at the end.

    Args:
        path: the folder or the file.
        folder: which of both.
        resume: take up the run that was begun there.

    Raises:
        ConfigError: an unfinished run lies there and was not asked for, or is another one.
    """

    def __init__(
        self,
        path: Path,
        writer: Writer,
        packing: str,
        plan: dict[str, Any],
        *,
        folder: bool,
        resume: bool,
        pages: int = PAGES,
    ) -> None:
        self.path, self.writer, self.folder = path, writer, folder
        root = path if folder else path.with_name(f"{path.name}.parts")
        self.shards = Shards(root, writer, packing, plan, pages=pages)
        self.between = pack(writer.between, packing) if writer.between else b""
        if resume:
            self.shards.resume()
            if not folder:
                for left in path.parent.glob(f".{path.name}.????????"):
                    left.unlink()
        elif self.shards.begun:
            raise ConfigError(
                f"an unfinished run lies in {root}: go on with --resume, or delete it to start anew"
            )
        if folder and not self.shards.entries and (kept := self._found()):
            raise ConfigError(
                f"{path} holds results already ({kept}); name another folder, or delete them"
            )
        self.tally = self.shards.tally()
        entries = self.shards.entries
        self.skip = entries[-1].chunks if entries else 0
        self.trace = entries[-1].trace if entries else None
        self._begun = bool(entries)

    def add(self, done: Done, trace: str) -> None:
        if not self._begun:
            self.shards.begin()
            self._begun = True
        self.shards.add(done, trace)

    def finish(self, chunks: int, trace: str, report: dict[str, Any]) -> None:
        self.shards.close(chunks, trace)
        report["shards"] = len(self.shards.entries)
        if not self.folder:
            with durable(self.path) as file:
                self._join(file)
        if any(entry.tally.failures for entry in self.shards.entries):
            with durable(self.failed) as file:
                file.writelines(self.shards.failed_lines())
        else:
            self.failed.unlink(missing_ok=True)
        with durable(self.report) as file:
            file.write(msgspec.json.format(msgspec.json.encode(report)) + b"\n")
        if self.folder:
            self.shards.clear()
        else:
            shutil.rmtree(self.shards.root, ignore_errors=True)

    def abandon(self) -> None:
        self.shards.abandon()
        # The disk is asked: the run may have been stopped just after an entry was written.
        if self._begun and not self.shards.begun:
            self.shards.clear()
            if not self.folder:
                shutil.rmtree(self.shards.root, ignore_errors=True)

    @property
    def failed(self) -> Path:
        """Where failures are listed."""
        return self._beside("failed.jsonl")

    @property
    def report(self) -> Path:
        """Where the run is described."""
        return self.path / "run.json" if self.folder else self._beside("run.json")

    def _beside(self, name: str) -> Path:
        if self.folder:
            return self.path / f"run.{name}"
        return self.path.with_name(f"{self.path.name.partition('.')[0]}.{name}")

    def _found(self) -> str | None:
        first = self.shards.file(0, self.writer.folders[0])
        return next((p.name for p in (self.report, first) if p.exists()), None)

    def _join(self, file: IO[bytes]) -> None:
        paths = [self.shards.file(number) for number in range(len(self.shards.entries))]
        if self.writer.join is not None:
            self.writer.join((path.read_bytes() for path in paths), file)
            return
        empty = True
        for number, path in enumerate(paths):
            if not self.shards.entries[number].tally.articles:
                continue
            if not empty:
                file.write(self.between)
            empty = False
            with path.open("rb") as part:
                shutil.copyfileobj(part, file, _COPIED)


def target(
    output: str | None,
    stream: IO[bytes],
    writer: Writer,
    plan: dict[str, Any],
    *,
    form: str,
    packing: str,
    resume: bool,
    pages: int | None,
) -> Stream | Stored:
    """The target that `-o` names: a folder if it is one, ends with a slash or shards are asked for.

    Raises:
        ConfigError: the format cannot be written there.
    """
    path = Path(str(output))
    device = path.exists() and not path.is_file() and not path.is_dir()
    if output in (None, "-") or device:
        if resume:
            raise ConfigError("--resume needs -o: a stream cannot be taken up again")
        if writer.join is not None or len(writer.folders) > 1:
            raise ConfigError(f"{form} cannot be piped; name a file or a folder with -o")
        return Stream(path.open("wb") if device else stream, writer, packing)
    if "://" in str(output):
        raise ConfigError(f"{output}: results are written to this machine; name a file or a folder")
    folder = str(output).endswith("/") or path.is_dir() or pages is not None
    if len(writer.folders) > 1 and not folder:
        raise ConfigError(f"{form} is several files; name a folder: -o {output}/")
    if not folder and not path.parent.is_dir():
        raise ConfigError(f"cannot write {path}: there is no folder {path.parent}")
    if path.is_file() and folder:
        raise ConfigError(f"{path} is a file; --shard-pages needs a folder")
    return Stored(path, writer, packing, plan, folder=folder, resume=resume, pages=pages or PAGES)


def planned(found: Stream | Stored) -> Iterator[str]:
    """What would be written, in words."""
    if isinstance(found, Stream):
        yield "writes to standard output"
        return
    ends = f"{found.writer.suffix}{ending(found.shards.packing)}" if found.folder else ""
    yield f"writes {found.path}{f'/00000{ends} …' if found.folder else ''}"
    if found.skip:
        done = found.tally
        yield f"resumes after {done.pages:,} pages ({done.articles:,} articles)"
