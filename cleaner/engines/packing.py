"""Compressed output. Pieces compressed one by one may be laid one after the other."""

from __future__ import annotations

import gzip
from typing import Final

from cleaner.errors import ConfigError

#: Ending of the file → name of the packing.
ENDINGS: Final = {".gz": "gz", ".zst": "zst"}
PACKINGS: Final = ("none", "gz", "zst")


def packing_of(path: str, asked: str | None) -> str:
    """The packing that was asked for, else the one that the name says.

    >>> packing_of("articles.jsonl.gz", None), packing_of("articles/", None)
    ('gz', 'none')
    """
    named = next((name for ending, name in ENDINGS.items() if path.endswith(ending)), None)
    if asked and named and asked != named:
        raise ConfigError(f"--compress {asked} does not fit the name {path}")
    return asked or named or "none"


def pack(data: bytes, packing: str) -> bytes:
    """The same bytes for the same bytes: no clock and no name goes in."""
    if packing == "gz":
        return gzip.compress(data, 6, mtime=0)
    if packing == "zst":
        import zstandard  # noqa: PLC0415

        return zstandard.ZstdCompressor(level=3).compress(data)
    return data


def ending(packing: str) -> str:
    """What a file with this packing ends with."""
    return "" if packing == "none" else f".{packing}"
