"""Parsed packs, and what else is worth keeping between runs.

The key is a digest of the rule files themselves and of everything that reads them, so a stale
entry is never asked for; the entry carries a digest of its own bytes, so a damaged one is
noticed. It is trusted as Python trusts the bytecode that it keeps. Whatever goes wrong here, the
packs are simply read again.

A wheel brings the built-in packs parsed, in a folder like the one that is kept: what is new is
written to the user's own, if anywhere.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from functools import cache as once
from pathlib import Path
from typing import Final

import msgspec

from cleaner.rulebook.rule import Rule

#: Set to the empty string to keep nothing.
VARIABLE: Final = "CLEANER_CACHE_DIR"
#: What the wheel brings (see `hatch_build.py`); a checkout has no such folder.
SHIPPED: Final = Path(__file__).parents[1] / "parsed"
_MAGIC: Final = b"cleaner rules 2\n"
_DIGEST_SIZE: Final = 32


def folder() -> Path | None:
    """Where entries lie; `None` if the user wants none."""
    chosen = os.environ.get(VARIABLE)
    if chosen is not None:
        return Path(chosen) if chosen else None
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "cleaner"


class Pack(msgspec.Struct, frozen=True):
    """What the files of one pack say."""

    rules: tuple[Rule, ...] = ()
    disabled: tuple[tuple[str, str], ...] = ()  # prefixes, each with the path of its file


def stored(digest: str) -> Pack | None:
    """The pack kept under a digest of its files; `None` if there is none, or not whole."""
    body = read(f"rules-{{}}-{digest}")
    try:
        return None if body is None else msgspec.msgpack.decode(body, type=Pack)
    except msgspec.MsgspecError:
        return None


def store(digest: str, pack: Pack) -> None:
    """Keep a pack under a digest; silently does nothing where that is not possible."""
    write(f"rules-{{}}-{digest}", msgspec.msgpack.encode(pack))


def read(name: str) -> bytes | None:
    """What was written under a name; `None` if there is nothing, or not all of it."""
    for place in (folder, lambda: SHIPPED):
        try:
            where = place()
            data = (where / _file(name)).read_bytes() if where else b""
        except (OSError, RuntimeError):
            continue
        head, body = data[: len(_MAGIC) + _DIGEST_SIZE], data[len(_MAGIC) + _DIGEST_SIZE :]
        if head == _MAGIC + hashlib.sha256(body).digest():
            return body
    return None


def write(name: str, body: bytes) -> None:
    """Keep something under a name, in which `{}` stands for the version of what reads it."""
    try:
        place = folder()
        if place is None:
            return
        path = place / _file(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=".rules-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_MAGIC + hashlib.sha256(body).digest() + body)
            Path(scratch).replace(path)
        except OSError:
            Path(scratch).unlink(missing_ok=True)
    except (OSError, RuntimeError, UnicodeError):
        return


def _file(name: str) -> str:
    return f"{name.format(_reader())}.msgpack"


@once
def _reader() -> str:
    """A digest of the code that reads rules: another version may read them otherwise.

    That of `regex` is left out: what a pattern must contain does not change with it, and a wheel
    is seldom built with the very version that it is installed beside.
    """
    known = hashlib.sha256()
    for module in sorted(Path(__file__).parent.glob("*.py")):
        known.update(module.read_bytes())
    return known.hexdigest()[:12]
