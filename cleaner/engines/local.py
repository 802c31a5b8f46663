"""The engine of one machine: pages in, finished chunks out, in order."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import chain, islice
from typing import TypeVar

from cleaner.engines.chunks import Chunk
from cleaner.engines.pool import Limits, Pool
from cleaner.engines.work import Numbered, Task

R = TypeVar("R", bound=Numbered)


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(
    chunks: Iterator[Chunk],
    work: Task[R],
    *,
    jobs: int | None = None,
    limits: Limits | None = None,
) -> Iterator[R]:
    """Every chunk, finished, in order.

    Args:
        chunks: what is to be done.
        work: what is done with a chunk.
        jobs: worker processes; if not given, as many as there are processors, but none for a
            single chunk: a handful of pages is not worth the start of another process.
        limits: what one page may take; they hold where there are workers, so giving them
            means workers.
    """
    first = list(islice(chunks, 2))
    small = len(first) < 2 and jobs is None and limits is None
    every = chain(first, chunks)
    if small or os.name != "posix":
        return map(work, every)
    return Pool(work, jobs=jobs or cores(), limits=limits or Limits()).run(every)
