"""Where results go: stdout, or a file that appears only when it is whole."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import IO

import click

from cleaner.cli.say import say
from cleaner.cli.whole import is_device, publish
from cleaner.errors import ConfigError
from cleaner.record import Article, Failure
from cleaner.writers import Writer


class Output:
    """Articles to stdout or to a file; failures beside it.

    The file is written under another name and renamed at the end, so that a run that dies leaves
    the old file, never half a new one. Failures go to `<name>.failed.jsonl`, which exists only if
    there are any.
    """

    def __init__(self, path: str | None, writer: Writer) -> None:
        self.path = None if path in (None, "-") else Path(str(path))
        self.writer = writer
        self.articles = self.failures = 0
        self._file: IO[bytes] | None = None
        self._failed: list[Failure] = []

    def __enter__(self) -> Output:
        if self.path is not None:
            if self.path.is_dir():
                raise ConfigError(f"{self.path} is a folder; name a file to write")
            if is_device(self.path):
                self._file = self.path.open("wb")
                return self
            try:
                self._file = tempfile.NamedTemporaryFile(
                    dir=self.path.parent, prefix=f".{self.path.name}.", delete=False
                )
            except OSError as error:
                raise ConfigError(f"cannot write {self.path}: {error.strerror}") from error
        return self

    def write(self, article: Article) -> None:
        """Write one article."""
        between = self.writer.between if self.articles else b""
        self.put(between + self.writer.encode([article])[0])
        self.articles += 1

    def put(self, data: bytes) -> None:
        """Write bytes as they are."""
        if self._file is not None:
            self._file.write(data)
        else:
            sys.stdout.buffer.write(data)

    def fail(self, failure: Failure) -> None:
        """Say that a page failed, and remember it for the failures file."""
        say(failure)
        self.failures += 1
        self._failed.append(failure)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is None or self.path is None:
            sys.stdout.flush()
            return
        self._file.close()
        if is_device(self.path):
            return
        made = Path(self._file.name)
        if kind is not None:
            made.unlink(missing_ok=True)
            return
        publish(made, self.path)
        beside = self.path.with_name(self.path.name.partition(".")[0] + ".failed.jsonl")
        if self._failed:
            made.write_bytes(b"".join(failure.to_json() + b"\n" for failure in self._failed))
            publish(made, beside)
            click.echo(f"cleaner: {self.failures} failed, listed in {beside}", err=True)
        else:
            beside.unlink(missing_ok=True)
