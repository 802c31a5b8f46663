"""A worker process: takes chunks from a socket, gives finished ones back, one at a time.

It is a program of its own, started afresh: nothing of the parent's threads, locks or main module
comes along, so it makes no difference how and where the parent was started.
"""

from __future__ import annotations

import gc
import mmap
import os
import pickle
import signal
import struct
import threading
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from cleaner.engines.work import Numbered, Task

#: How many pages of its chunk a worker has begun, where the parent can see it.
COUNTER: Final = struct.Struct("<Q")

#: Things made, beyond those let go of, before the collector looks for circles among them.
GARBAGE: Final = 20_000


def main(socket: int, counter: int, parent: int) -> None:
    """Work until there is nothing more to do, or nobody to do it for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    threading.Thread(target=_die_with, args=(parent,), daemon=True).start()
    begun = mmap.mmap(counter, COUNTER.size)
    line = Connection(socket)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        setup: tuple[Task[Numbered], int | None] = pickle.loads(line.recv_bytes())
        work, memory = setup
        # The rules stay, and few of the things that a page makes point at each other in a circle.
        gc.freeze()
        gc.set_threshold(GARBAGE)
        if memory is not None:
            limit_memory(memory)

        def begin(index: int) -> None:
            COUNTER.pack_into(begun, 0, index + 1)

        while True:
            chunk, lost = pickle.loads(line.recv_bytes())
            line.send_bytes(pickle.dumps(work(chunk, lost, begin), protocol=5))


def limit_memory(more: int) -> None:
    """Let this process have so many bytes more than it has now, where the system can do that."""
    try:
        import resource  # noqa: PLC0415  not on every system

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        soft = pages * resource.getpagesize() + more
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    except (ImportError, OSError, ValueError):
        return


def _die_with(parent: int) -> None:
    """A page that hangs must not outlive the run."""
    patience: Any = 1.0
    while os.getppid() == parent:
        time.sleep(patience)
    os._exit(1)
