"""Same in, same out: no state, no clock, no network, and nothing invented."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner.html import read

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures" / "html").glob("*/input.html"))
PAGES = [path.read_text(encoding="utf-8") for path in FIXTURES]


def test_a_page_reads_the_same_whatever_was_read_before() -> None:
    first = [read(page) for page in PAGES]
    again = [read(page) for page in reversed(PAGES)]
    assert first == list(reversed(again))


def test_no_network_is_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    for page in PAGES:
        read(page)


def test_no_clock_is_looked_at() -> None:
    page = "<html><head><title>Rain</title></head><body><p>It rained yesterday.</p></body></html>"
    assert "date_published" not in read(page).facts


@pytest.mark.parametrize("page", PAGES, ids=[path.parent.name for path in FIXTURES])
def test_every_block_stands_on_the_page(page: str) -> None:
    from lxml import html

    reading = read(page)
    shown = "".join("".join(html.document_fromstring(page).itertext()).split())
    if "fallback-extraction" not in reading.flags:
        for block in reading.blocks:
            assert "".join(block.text.split()) in shown


def test_hash_seeds_change_nothing() -> None:
    code = (
        "import sys, msgspec; from cleaner.html import read;"
        "r = read(open(sys.argv[1], encoding='utf-8').read());"
        "print([(b.text, b.label, b.reason) for b in r.blocks], r.captions, sorted(r.flags))"
    )
    for path in FIXTURES[:6]:
        outputs = {
            subprocess.run(
                [sys.executable, "-c", code, str(path)],
                env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
                capture_output=True, check=True,
            ).stdout
            for seed in ("0", "1", "7")
        }  # fmt: skip
        assert len(outputs) == 1


def test_trafilatura_is_imported_only_when_it_is_asked() -> None:
    code = (
        "import sys; from cleaner.html import read;"
        "read('<h1>Rain</h1>' + '<p>It rained all day in the valley, and nobody minded.</p>' * 9);"
        "assert 'trafilatura' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
