"""A run of `clean` from its flags: what is read, done and written, and what is said of it."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path
from typing import Any, Final

import msgspec

from cleaner import __version__
from cleaner.cli.progress import Progress
from cleaner.cli.say import say
from cleaner.draft import Page
from cleaner.engines.chunks import Chunk, Trace, chunks, limited, sampled
from cleaner.engines.local import run
from cleaner.engines.pool import Limits
from cleaner.engines.tally import Tally
from cleaner.engines.target import Stored, Stream
from cleaner.engines.work import Work
from cleaner.errors import ConfigError
from cleaner.readers import Place, read_places
from cleaner.record import Failure

#: What decides how a text comes out, beside our own code.
_TOOLS: Final = ("ftfy", "trafilatura", "lxml", "regex", "charset-normalizer", "pyarrow")
#: Failures named on stderr, where a file lists them all.
_NAMED: Final = 10


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was asked for."""

    places: tuple[Place, ...]
    known: dict[str, Any]  # of every page
    work: Work
    jobs: int | None
    limits: Limits | None
    sample: float | None
    limit: int | None


def plan(job_places: Sequence[Place], settings: dict[str, Any]) -> dict[str, Any]:
    """What must be the same when a run is taken up again."""
    return {
        "version": __version__,
        **settings,
        "input": [[place.name, place.size()] for place in job_places],
    }


def pages(job: Job, progress: Progress) -> Iterator[Page | Failure]:
    """The pages that the job is about."""
    found = read_places(job.places, meter=progress.meter, **job.known)
    if job.sample is not None:
        found = sampled(found, job.sample)
    return found if job.limit is None else limited(found, job.limit)


def carry_out(
    job: Job, target: Stream | Stored, progress: Progress, *, settings: dict[str, Any], loud: bool
) -> Tally:
    """Do the job; the counts of the whole run, what was finished before included.

    Raises:
        ConfigError: the run is taken up again, and the input is not what it was.
    """
    started = datetime.now(UTC)
    tally, trace, digest, count = target.tally, Trace(), "", 0
    cut = chunks(pages(job, progress))
    digests: dict[int, str] = {}

    def traced() -> Iterator[Chunk]:
        for chunk in cut:
            digests[chunk.number] = trace.add(chunk)
            yield chunk

    every = traced()
    for _ in range(target.skip):
        passed = next(every, None)
        if passed is not None:
            digest, count = digests.pop(passed.number), passed.number + 1
    if target.skip and (count, digest) != (target.skip, target.trace):
        raise ConfigError("the input is not what it was when the run began; start it anew")
    named = 0
    done_chunks = run(every, job.work, jobs=job.jobs, limits=job.limits)
    try:
        for done in done_chunks:
            digest, count = digests.pop(done.number), done.number + 1
            target.add(done, digest)
            tally.merge(done.tally)
            for failed in done.failures:
                named += 1
                if loud or named <= _NAMED:
                    say(failed)
            progress.show(tally)
    except BaseException:
        if hasattr(done_chunks, "close"):
            done_chunks.close()
        target.abandon()
        raise
    target.finish(count, digest, _report(job, settings, tally, started))
    return tally


def _report(job: Job, settings: dict[str, Any], tally: Tally, started: datetime) -> dict[str, Any]:
    """`run.json`: the only place for clocks and paths."""
    return {
        "cleaner": __version__,
        "python": platform.python_version(),
        "tools": dict(chain.from_iterable(_version(name) for name in _TOOLS)),
        "command": sys.argv,
        "folder": str(Path.cwd()),
        "input": [place.path for place in job.places],
        "settings": settings,
        "started": started.isoformat(timespec="seconds"),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "counts": msgspec.to_builtins(tally),
    }


def _version(name: str) -> Iterator[tuple[str, str]]:
    try:
        yield name, version(name)
    except PackageNotFoundError:
        return
