"""Where input lies: files, folders, patterns, URLs and standard input, as a list of places."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

from cleaner.errors import ConfigError

STDIN: Final = "-"
_PATTERN: Final = frozenset("*?[")


class Place(NamedTuple):
    """Something that can be opened. `name` is what records call it, without its folders."""

    path: str

    @property
    def name(self) -> str:
        """The last part of the path; the same wherever the file is moved to."""
        if self.path == STDIN:
            return "stdin"
        return self.path.split("?")[0].rstrip("/").rpartition("/")[2] or self.path

    @property
    def remote(self) -> bool:
        """Is it a URL?"""
        return "://" in self.path

    def open(self) -> IO[bytes]:
        """A stream of its bytes as they lie.

        Raises:
            OSError: it cannot be read.
        """
        if self.path == STDIN:
            return sys.stdin.buffer
        if not self.remote:
            return Path(self.path).open("rb")
        system, path = _system(self.path)
        stream: IO[bytes] = system.open(path, "rb")
        return stream

    def size(self) -> int | None:
        """Bytes, if that can be known without reading."""
        try:
            if self.path == STDIN:
                return None
            if self.remote:
                system, path = _system(self.path)
                found = system.size(path)
                return None if found is None else int(found)
            return Path(self.path).stat().st_size
        except OSError:
            return None


def places(paths: Sequence[str]) -> list[Place]:
    """Every file that these paths mean, in order; folders are walked, in the order of names.

    Raises:
        ConfigError: a path does not exist, or a pattern or a folder holds nothing.
    """
    return [Place(found) for path in paths for found in _meant(path)]


def _meant(path: str) -> Iterator[str]:
    if path == STDIN:
        yield path
    elif "://" in path:
        yield from _remote(path)
    elif Path(path).is_dir():
        yield from _some(path, _walk(Path(path)), "no files in the folder")
    elif Path(path).exists():
        yield path
    elif not _PATTERN.isdisjoint(path):
        found = (p for p in glob.glob(path, recursive=True) if Path(p).is_file())  # noqa: PTH207
        yield from _some(path, sorted(found), "nothing fits the pattern")
    else:
        raise ConfigError(f"no such file: {path}{_beside(Path(path))}")


def _walk(folder: Path) -> list[str]:
    """The files below a folder, hidden ones left out."""
    return sorted(
        str(path)
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _remote(url: str) -> list[str]:
    system, path = _system(url)
    scheme = url.partition("://")[0]
    try:
        if not _PATTERN.isdisjoint(path) and not scheme.startswith("http"):
            return _some(url, _urls(scheme, system.glob(path)), "nothing fits the pattern")
        if not scheme.startswith("http") and system.isdir(path):
            return _some(url, _urls(scheme, system.find(path)), "no files in the folder")
        if not scheme.startswith("http") and not system.exists(path):
            raise ConfigError(f"no such file: {url}")
    except OSError as error:
        raise ConfigError(f"{url}: cannot be read: {error.strerror or error}") from error
    return [url]


def _urls(scheme: str, paths: Sequence[str]) -> list[str]:
    return sorted(path if "://" in path else f"{scheme}://{path}" for path in paths)


def _some(path: str, found: list[str], complaint: str) -> list[str]:
    if not found:
        raise ConfigError(f"{complaint}: {path}")
    return found


def _beside(path: Path) -> str:
    near = sorted(p.name for p in path.parent.glob(f"{path.stem[:4]}*")) if path.stem else []
    return f" (there is {near[0]!r} beside it)" if near else ""


def _system(url: str) -> tuple[Any, str]:
    """The file system behind a URL, and the path in it.

    Raises:
        ConfigError: nothing installed speaks that kind of URL.
    """
    import fsspec.core  # noqa: PLC0415  files on this machine need none of it

    scheme = url.partition("://")[0]
    try:
        system, path = fsspec.core.url_to_fs(url)
    except ImportError as error:
        hint = "pip install 'cleaner[s3]'" if scheme in {"s3", "s3a"} else str(error)
        raise ConfigError(f"{url}: reading {scheme}:// needs one more package: {hint}") from error
    except ValueError as error:
        raise ConfigError(f"{url}: {error}") from error
    return system, str(path)
