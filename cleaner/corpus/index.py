"""What is known of the texts of earlier runs, in a folder, so that they need not be read again.

Each run adds a *segment*: a folder with the files of a store. `index.json` names the segments
that count, with the digests of their files; it is replaced as the last thing of all, so a run that
is killed has added all or nothing.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import Final

import msgspec

from cleaner.corpus.store import FILES, Store
from cleaner.disk import durable, settle
from cleaner.errors import ConfigError

FORMAT: Final = "cleaner dedup index"
#: Changes whenever sketches are made in another way: old and new ones could not be compared.
VERSION: Final = 1
MANIFEST, LOCK, NEW = "index.json", "lock", ".new"


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """What a run added."""

    name: str  # of its folder
    records: str  # digest of ids and texts, in their order
    documents: int
    shingles: int
    batches: int
    files: dict[str, str]  # name → SHA-256


class _Manifest(msgspec.Struct, frozen=True, kw_only=True):
    format: str
    version: int
    segments: tuple[Segment, ...]


class Index:
    """An index, opened for one run at a time; made if the folder is missing or empty.

    Raises:
        ConfigError: the folder holds something else, an index of another version or a damaged one,
            or another run is at it.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.segments: list[Segment] = []
        try:
            root.mkdir(parents=True, exist_ok=True)
            if not self._manifest.exists() and (other := self._others()):
                raise ConfigError(
                    f"{root} is not an index: it holds {other[0]}; name an empty folder, or one "
                    "that `cleaner dedup --index` made"
                )
            self._lock = os.open(root / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise ConfigError(f"{root}: cannot be used as an index: {error.strerror}") from error
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if self._manifest.exists():
                self.segments = list(self._read().segments)
                self._check()
            self._sweep()
        except BlockingIOError as error:
            os.close(self._lock)
            raise ConfigError(f"{root}: another run is at this index; wait for it") from error
        except BaseException:
            os.close(self._lock)
            raise

    @property
    def folders(self) -> list[Path]:
        """The folders of all segments."""
        return [self.root / segment.name for segment in self.segments]

    @property
    def shingles(self) -> int:
        """How many shingles there are in all."""
        return sum(segment.shingles for segment in self.segments)

    def store(self) -> Store:
        """A store for what this run adds."""
        shutil.rmtree(self.root / NEW, ignore_errors=True)
        (self.root / NEW).mkdir()
        return Store(
            self.root / NEW,
            segment=len(self.segments),
            batch=sum(segment.batches for segment in self.segments),
        )

    def add(self, store: Store) -> int:
        """Take in a store that was closed; the number of its segment. Records that a run added
        before are not added again by the same run, so that one may be repeated."""
        for number, segment in enumerate(self.segments):
            if segment.records == store.digest:
                shutil.rmtree(store.folder)
                return number
        number = len(self.segments)
        segment = Segment(
            name=f"{number:05}",
            records=store.digest,
            documents=store.documents,
            shingles=store.shingles,
            batches=store.batch - sum(segment.batches for segment in self.segments),
            files={name: _digest(store.folder / name) for name in FILES},
        )
        for name in FILES:
            with (store.folder / name).open("rb") as file:
                os.fsync(file.fileno())
        settle(store.folder)
        store.folder.replace(self.root / segment.name)
        settle(self.root)
        manifest = _Manifest(format=FORMAT, version=VERSION, segments=(*self.segments, segment))
        with durable(self._manifest) as out:
            out.write(msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")
        self.segments.append(segment)
        return number

    def close(self) -> None:
        """Let others at it."""
        os.close(self._lock)

    @property
    def _manifest(self) -> Path:
        return self.root / MANIFEST

    def _others(self) -> list[str]:
        """What lies here, less what a run leaves that was killed before it had added anything."""
        known = {LOCK, NEW, "00000"}
        return sorted(
            path.name
            for path in self.root.iterdir()
            if path.name not in known and not path.name.startswith((f".{MANIFEST}.", ".work."))
        )

    def _read(self) -> _Manifest:
        try:
            manifest = msgspec.json.decode(self._manifest.read_bytes(), type=_Manifest)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise ConfigError(
                f"{self._manifest}: not the list of an index that `cleaner dedup` made: {error}"
            ) from error
        if manifest.format != FORMAT:
            raise ConfigError(f"{self._manifest}: this is a {manifest.format!r}, no {FORMAT}")
        if manifest.version != VERSION:
            raise ConfigError(
                f"{self.root}: an index of version {manifest.version}, and this is cleaner for "
                f"version {VERSION}; make it anew from the records"
            )
        return manifest

    def _check(self) -> None:
        for segment in self.segments:
            for name, wanted in segment.files.items():
                path = self.root / segment.name / name
                try:
                    found = _digest(path)
                except OSError as error:
                    raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
                if found != wanted:
                    raise ConfigError(
                        f"{path}: is damaged: it is not what was written; make the index anew "
                        "from the records, or take it from a copy"
                    )

    def _sweep(self) -> None:
        """Take away what a killed run left."""
        known = {segment.name for segment in self.segments}
        for path in self.root.iterdir():
            if path.is_dir() and path.name not in known:
                if path.name == NEW or path.name.startswith(".work.") or path.name.isdecimal():
                    shutil.rmtree(path)
            elif path.name.startswith(f".{MANIFEST}."):
                path.unlink()

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
