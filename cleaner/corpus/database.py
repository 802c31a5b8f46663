"""The embedded database in which texts are joined, within a given memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import duckdb

from cleaner.errors import ConfigError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: What Python, NumPy and one batch of texts need beside the database.
OWN: Final = 400 << 20
#: The database needs so much to get anywhere.
LEAST: Final = 200 << 20
MEMORY: Final = 2 << 30


def connect(folder: Path, *, memory: int = MEMORY, threads: int = 1) -> DuckDBPyConnection:
    """A database in memory that spills to this folder what does not fit.

    Args:
        memory: bytes that the whole process should not exceed by much.
        threads: what it works with; more than one pays when there is much to join.
    """
    within = max(LEAST, memory - OWN)
    return duckdb.connect(
        ":memory:",
        config={
            "memory_limit": f"{within >> 20}MiB",
            "temp_directory": str(folder / "spill"),
            # Results never depend on it: sums are of integers, and ties are decided by keys.
            "preserve_insertion_order": False,
            "threads": threads,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )


@contextmanager
def speaking() -> Iterator[None]:
    """What the database complains of, in words that say what can be done.

    Raises:
        ConfigError: it ran out of memory or of disk.
    """
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise ConfigError(f"more memory is needed: give more with --memory ({error})") from error
    except duckdb.IOException as error:
        raise ConfigError(f"the work could not be written to the disk: {error}") from error


def literal(path: Path) -> str:
    """The path as SQL writes it."""
    return "'" + str(path).replace("'", "''") + "'"
