"""Worker processes over chunks: bounded in memory, in order, and none of them trusted."""

from __future__ import annotations

import mmap
import os
import pickle
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Final, Generic, TypeVar

import msgspec

from cleaner.engines.chunks import Chunk
from cleaner.engines.work import Numbered, Task
from cleaner.engines.worker import COUNTER
from cleaner.errors import CleanerError

R = TypeVar("R", bound=Numbered)

#: Chunks that may be finished or waiting for each worker, ahead of the first unfinished one.
AHEAD: Final = 4
#: A worker that dies so often before its first page will never live.
STILLBORN: Final = 3
#: Seconds between two looks at workers that say nothing.
TICK: Final = 0.25
_PROGRAM: Final = "import sys; sys.path[:] = {path!r}; from cleaner.engines.worker import main; main{args!r}"  # fmt: skip  # noqa: E501


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one page may take. `None`: as much as there is."""

    seconds: float | None = 120.0
    memory: int | None = 4 << 30  # bytes beyond what the worker needs for itself


class _Given(msgspec.Struct):
    chunk: Chunk
    lost: dict[int, tuple[str, str]]


class Worker:
    """One process, and what it was given."""

    def __init__(self, setup: bytes) -> None:
        ours, theirs = socket.socketpair()
        with theirs, tempfile.TemporaryFile() as shared:
            shared.truncate(COUNTER.size)
            self.begun = mmap.mmap(shared.fileno(), COUNTER.size)
            handles = (theirs.fileno(), shared.fileno())
            program = _PROGRAM.format(path=sys.path, args=(*handles, os.getpid()))
            self.process = subprocess.Popen(
                [sys.executable, "-c", program],
                pass_fds=handles,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        self.line = Connection(ours.detach())
        self.task: _Given | None = None
        self.seen, self.since = 0, time.monotonic()
        self._say(setup)

    def give(self, task: _Given) -> None:
        """Let it work. It must have nothing to do."""
        COUNTER.pack_into(self.begun, 0, 0)
        self.task, self.seen, self.since = task, 0, time.monotonic()
        self._say(pickle.dumps((task.chunk, task.lost), protocol=5))

    def late(self, seconds: float | None) -> bool:
        """Has it been on one page for longer than this?"""
        now, begun = time.monotonic(), self.page
        if begun != self.seen:
            self.seen, self.since = begun, now
        return seconds is not None and begun > 0 and now - self.since > seconds

    @property
    def page(self) -> int:
        """How many pages of its task it has begun."""
        (begun,) = COUNTER.unpack_from(self.begun)
        return int(begun)

    def end(self) -> int:
        """Kill it; the exit status it had, or has now."""
        self.process.kill()
        status = self.process.wait()
        self.line.close()
        self.begun.close()
        return status

    def _say(self, data: bytes) -> None:
        try:
            self.line.send_bytes(data)
        except OSError:
            return  # it is dead, which is seen when it is listened to


class Pool(Generic[R]):
    """As many workers as were asked for, replaced when they die."""

    def __init__(self, work: Task[R], *, jobs: int, limits: Limits) -> None:
        self._setup = pickle.dumps((work, limits.memory), protocol=5)
        self.jobs, self.limits = jobs, limits
        self._workers: list[Worker] = []
        self._stillborn = 0

    def run(self, chunks: Iterable[Chunk]) -> Iterator[R]:
        """The finished chunks, in their order. Workers are gone when the iterator is closed.

        Raises:
            CleanerError: workers cannot be started.
        """
        try:
            yield from self._run(iter(chunks))
        finally:
            for worker in self._workers:
                worker.end()
            self._workers.clear()

    def _run(self, chunks: Iterator[Chunk]) -> Iterator[R]:
        ready: deque[_Given] = deque()
        done: dict[int, R] = {}
        expected, more = -1, True
        while True:
            # Hand out first, read ahead after: nobody waits for the reader while there is work.
            self._hand_out(ready)
            busy = [worker for worker in self._workers if worker.task is not None]
            room = self.jobs * AHEAD - len(done) - len(busy)
            while more and len(ready) < min(self.jobs, room):
                chunk = next(chunks, None)
                if chunk is None:
                    more = False
                else:
                    expected = chunk.number if expected < 0 else expected
                    ready.append(_Given(chunk, {}))
                    self._hand_out(ready)
            busy = [worker for worker in self._workers if worker.task is not None]
            if not busy and not ready:
                return
            for worker in self._heard(busy):
                result = self._result(worker, ready)
                if result is not None:
                    done[result.number] = result
            self._hand_out(ready)
            while expected in done:
                yield done.pop(expected)
                expected += 1

    def _hand_out(self, ready: deque[_Given]) -> None:
        for worker in self._workers:
            if ready and worker.task is None:
                worker.give(ready.popleft())
        while ready and len(self._workers) < self.jobs:
            worker = Worker(self._setup)
            self._workers.append(worker)
            worker.give(ready.popleft())

    def _heard(self, busy: list[Worker]) -> list[Worker]:
        """Workers that have said something, died, or worked on a page for too long."""
        lines = {worker.line: worker for worker in busy}
        heard = [lines[line] for line in wait(list(lines), TICK) if isinstance(line, Connection)]
        return heard + [w for w in busy if w not in heard and w.late(self.limits.seconds)]

    def _result(self, worker: Worker, ready: deque[_Given]) -> R | None:
        late = worker.late(self.limits.seconds) and not worker.line.poll()
        if not late:
            try:
                done: R = pickle.loads(worker.line.recv_bytes())
            except (EOFError, OSError):
                pass
            else:
                worker.task, self._stillborn = None, 0
                return done
        self._replace(worker, ready, late=late)
        return None

    def _replace(self, worker: Worker, ready: deque[_Given], *, late: bool) -> None:
        """Bury a worker; its chunk goes first in line, without the page that it died on."""
        page, task = worker.page - 1, worker.task
        self._workers.remove(worker)
        dead = worker.process.poll() is not None
        status = worker.end()
        assert task is not None
        if page < 0:
            self._stillborn += 1
            if self._stillborn >= STILLBORN:
                told = f"exit status {status}" if dead else _called(status)
                raise CleanerError(f"workers die before they begin ({told})")
        elif late:
            told = f"the page took longer than {self.limits.seconds:g} seconds"
            task.lost[page] = ("timeout", told)
        else:
            task.lost[page] = ("crash", f"the worker died on the page ({_called(status)})")
        ready.appendleft(task)


def _called(status: int) -> str:
    if status < 0:
        return signal.Signals(-status).name
    return f"exit status {status}"
