"""The local engine: the same bytes however it works, and a bad page costs itself alone."""

from __future__ import annotations

import gzip
import mmap
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from cleaner.draft import Page
from cleaner.engines.chunks import Trace, chunks, sampled
from cleaner.engines.local import run
from cleaner.engines.packing import pack
from cleaner.engines.pool import Limits, Pool, Worker
from cleaner.engines.tally import Tally
from cleaner.engines.work import Done, Work
from cleaner.engines.worker import COUNTER
from cleaner.errors import CleanerError
from cleaner.pipeline import Cleaner
from cleaner.record import Article, Failure
from cleaner.writers import WRITERS
from tests.engines.poison import Poisoned, Stillborn

ROOT = Path(__file__).parents[2]
TEXT = "The quay at Harlow {0} stays closed to lorries until the wall is mended.\n\nSign up for News {0}"


def pages(count: int) -> list[Page]:
    return [Page(content=TEXT.format(number), id=str(number)) for number in range(count)]


def words(*contents: str) -> list[Page]:
    return [Page(content=content, id=str(index)) for index, content in enumerate(contents)]


def written(
    items: list[Page], *, jobs: int | None = None, size: int = 64, road: Cleaner | None = None,
    limits: Limits | None = None,
) -> tuple[bytes, list[tuple[str, str]], Tally]:  # fmt: skip
    work = Work(road or Cleaner(builtin=False), WRITERS["jsonl"])
    body, failed, tally = b"", list[tuple[str, str]](), Tally()
    for done in run(chunks(items, pages=size), work, jobs=jobs, limits=limits):
        body += b"".join(done.pieces)
        failed += [(failure.id, failure.reason) for failure in done.failures]
        tally.merge(done.tally)
    return body, failed, tally


def ids(body: bytes) -> list[str]:
    return [Article.from_json(line).id for line in body.splitlines()]


@pytest.mark.parametrize("jobs", [1, 2, 8])
@pytest.mark.parametrize("size", [1, 7, 64])
def test_the_same_bytes_for_any_number_of_workers_and_any_chunk_size(jobs: int, size: int) -> None:
    here = written(pages(40))
    assert ids(here[0]) == [str(number) for number in range(40)]
    assert written(pages(40), jobs=jobs, size=size) == here


def poisoned(poison: str, place: int) -> tuple[list[str], list[tuple[str, str]]]:
    items = words(*(poison if at == place else TEXT.format(at) for at in range(6)))
    limits = Limits(seconds=1e6, memory=1 << 31)
    body, failed, _ = written(items, jobs=2, size=3, road=Poisoned(builtin=False), limits=limits)
    return ids(body), failed


@pytest.mark.parametrize(
    ("poison", "reason"),
    [("exit", "crash"), ("segfault", "crash"), ("bomb", "memory"), ("bug", "bug")],
)
@pytest.mark.parametrize("place", [0, 3, 5])
def test_a_poisoned_page_costs_that_page(poison: str, reason: str, place: int) -> None:
    others = [str(at) for at in range(6) if at != place]
    assert poisoned(poison, place) == (others, [(str(place), reason)])


@pytest.mark.parametrize("place", [0, 3, 5])
def test_a_page_that_hangs_costs_that_page(place: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def hangs(worker: Worker, seconds: float | None) -> bool:
        """No clock: on a busy machine any page may take long."""
        if worker.task is None or not worker.page:
            return False
        item = worker.task.chunk.items[worker.page - 1]
        return isinstance(item, Page) and item.content == "hang"

    monkeypatch.setattr(Worker, "late", hangs)
    others = [str(at) for at in range(6) if at != place]
    assert poisoned("hang", place) == (others, [(str(place), "timeout")])


def test_a_worker_is_late_when_it_stays_on_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter((9.0, 10.0, 14.0, 15.5, 16.0, 20.0, 22.0) * 2)
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    worker = object.__new__(Worker)
    worker.begun = mmap.mmap(-1, COUNTER.size)
    for seconds, late in ((5.0, [0, 0, 0, 1, 0, 0, 1]), (None, [0] * 7)):
        worker.seen, worker.since, seen = 0, 0.0, list[bool]()
        for page in (0, 1, 1, 1, 2, 2, 2):
            COUNTER.pack_into(worker.begun, 0, page)
            seen.append(worker.late(seconds))
        assert seen == late


def test_many_poisoned_pages_in_one_chunk() -> None:
    items = words("exit", "fine, they said.", "segfault", "bug", "exit", "fine too, they said.")
    body, failed, _ = written(items, jobs=1, road=Poisoned(builtin=False))
    assert [place for place, _ in failed] == ["0", "2", "3", "4"]
    assert ids(body) == ["1", "5"]


def test_workers_that_cannot_live_are_not_tried_for_ever() -> None:
    pool: Pool[Done] = Pool(Stillborn(), jobs=2, limits=Limits())  # type: ignore[arg-type]
    with pytest.raises(CleanerError, match="workers die before they begin"):
        list(pool.run(chunks(pages(3))))


def test_reading_stays_a_bounded_way_ahead() -> None:
    read = 0

    def endless() -> Iterator[Page]:
        nonlocal read
        while True:
            read += 1
            yield Page(content="The quay is closed, they said.")

    work = Work(Cleaner(builtin=False), WRITERS["jsonl"])
    results = run(chunks(endless(), pages=1), work, jobs=2)
    for number in range(30):
        assert next(results).number == number
        assert read <= number + 20
    results.close()  # type: ignore[attr-defined]


def test_a_script_without_a_main_guard_may_use_workers(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "print('begun')\n"
        "from cleaner.draft import Page\n"
        "from cleaner.engines.chunks import chunks\n"
        "from cleaner.engines.local import run\n"
        "from cleaner.engines.work import Work\n"
        "from cleaner.pipeline import Cleaner\n"
        "from cleaner.writers import WRITERS\n"
        "work = Work(Cleaner(builtin=False), WRITERS['jsonl'])\n"
        "print(len(list(run(chunks([Page(content='The quay.')] * 3, pages=1), work, jobs=2))))\n"
    )
    result = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert result.stdout.split() == ["begun", "3"]


# --- chunks


@given(st.lists(st.integers(0, 50), max_size=60), st.integers(1, 9), st.integers(1, 200))
def test_chunks_hold_every_page_once_and_in_order(sizes: list[int], most: int, size: int) -> None:
    items = [Page(content="x" * length, id=str(at)) for at, length in enumerate(sizes)]
    cut = list(chunks(items, pages=most, size=size))
    assert [item for chunk in cut for item in chunk.items] == items
    assert [chunk.number for chunk in cut] == list(range(len(cut)))
    assert all(1 <= len(chunk.items) <= most for chunk in cut)


def test_a_trace_tells_other_pages() -> None:
    def digest(items: list[Page]) -> str:
        trace, last = Trace(), ""
        for chunk in chunks(items, pages=2):
            last = trace.add(chunk)
        return last

    assert digest(pages(5)) == digest(pages(5))
    assert len({digest(pages(5)), digest(pages(4)), digest(pages(6)[1:])}) == 3


def test_a_sample_is_the_same_in_any_order() -> None:
    items: list[Page | Failure] = list(pages(400))
    one = {item.id for item in sampled(items, 0.25)}
    assert {item.id for item in sampled(reversed(items), 0.25)} == one
    assert one < {item.id for item in sampled(items, 0.5)}
    assert 60 < len(one) < 140


@given(st.lists(st.binary(max_size=50), max_size=5))
def test_packed_pieces_may_be_joined(pieces: list[bytes]) -> None:
    whole = b"".join(pieces)
    assert (
        gzip.decompress(b"".join(pack(piece, "gz") for piece in pieces) or pack(b"", "gz")) == whole
    )
    frames = b"".join(pack(piece, "zst") for piece in pieces)
    reader = zstandard.ZstdDecompressor().stream_reader(frames, read_across_frames=True)
    assert reader.read() == whole


def test_a_tally_adds_up_in_any_order() -> None:
    found = list(Cleaner(builtin=False).clean_many([*pages(3), ""]))
    whole, one, two = Tally(), Tally(), Tally()
    for at, item in enumerate(found):
        whole.add(item)
        (one if at % 2 else two).add(item)
    two.merge(one)
    assert two == whole
    assert (whole.pages, whole.articles, whole.reasons) == (4, 3, {"empty": 1})
