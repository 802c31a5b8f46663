"""WARC, WET and ARC as they are found, damaged ones too."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from cleaner.draft import Page
from cleaner.readers import read_pages
from cleaner.record import Failure

HTML = b"<html><body><p>The quay is closed.</p></body></html>"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=latin-1\r\n"


def record(
    payload: bytes,
    *,
    kind: str = "response",
    version: str = "WARC/1.0",
    number: int = 1,
    line: bytes = b"\r\n",
    length: int | None = None,
    **headers: str,
) -> bytes:
    names = {
        "WARC-Type": kind,
        "WARC-Target-URI": f"https://quay.example/{number}",
        "WARC-Record-ID": f"<urn:uuid:{number}>",
        "WARC-Date": "2020-01-01T00:00:00Z",
        "Content-Type": "application/http; msgtype=response"
        if kind == "response"
        else "text/plain",
        **{name.replace("_", "-"): value for name, value in headers.items()},
        "Content-Length": str(len(payload) if length is None else length),
    }
    head = line.join(f"{name}: {value}".encode() for name, value in names.items() if value)
    return version.encode() + line + head + line * 2 + payload + line * 2


def read(tmp_path: Path, data: bytes) -> list[Page | Failure]:
    path = tmp_path / "crawl.warc"
    path.write_bytes(data)
    return list(read_pages([str(path)]))


def contents(found: list[Page | Failure]) -> list[object]:
    return [one.content if isinstance(one, Page) else one.reason for one in found]


PACKED = gzip.compress(HTML)
BODIES = {
    "plain": OK + b"\r\n" + HTML,
    "gzip": OK + b"Content-Encoding: gzip\r\n\r\n" + PACKED,
    "chunked": OK + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(HTML), HTML),
    "chunked gzip": OK
    + b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n%x\r\n%b\r\n0\r\n\r\n"
    % (len(PACKED), PACKED),
}


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("version", ["WARC/1.1", "WARC/1.0", "WARC/0.18", "WARC/0.17"])
def test_bodies_of_all_versions(tmp_path: Path, body: str, version: str) -> None:
    (page,) = read(tmp_path, record(BODIES[body], version=version))
    assert isinstance(page, Page)
    assert (page.content, page.format, page.charset) == (HTML, "html", "latin-1")
    assert (page.id, page.url) == ("urn:uuid:1", "https://quay.example/1")
    assert page.fetched_at == "2020-01-01T00:00:00Z"


def test_records_packed_one_by_one_or_all_together(tmp_path: Path) -> None:
    two = [record(BODIES["plain"], number=number) for number in (1, 2)]
    for data in (b"".join(two), b"".join(map(gzip.compress, two)), gzip.compress(b"".join(two))):
        assert contents(read(tmp_path, data)) == [HTML, HTML]


def test_wet_is_text(tmp_path: Path) -> None:
    (page,) = read(tmp_path, record(b"The quay.\nIt is closed.", kind="conversion"))
    assert isinstance(page, Page)
    assert (page.content, page.format) == (b"The quay.\nIt is closed.", "text")


def test_bare_line_feeds_and_bracketed_addresses(tmp_path: Path) -> None:
    data = record(BODIES["plain"], line=b"\n", WARC_Target_URI="<https://quay.example/x>")
    (page,) = read(tmp_path, data)
    assert (page.id, page.url) == ("urn:uuid:1", "https://quay.example/x")


def test_only_pages_that_were_fetched_are_read(tmp_path: Path) -> None:
    data = b"".join(
        (
            record(b"software: x", kind="warcinfo"),
            record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
            record(BODIES["plain"].replace(b"200 OK", b"404 Not Found")),
            record(BODIES["plain"].replace(b"text/html", b"image/png")),
            record(BODIES["plain"].replace(b"Content-Type", b"X-Type"), number=5),
        )
    )
    assert [one.url for one in read(tmp_path, data)] == ["https://quay.example/5"]


def test_a_record_that_is_cut_off_costs_that_record(tmp_path: Path) -> None:
    whole = record(BODIES["plain"])
    assert contents(read(tmp_path, whole + whole[:-40])) == [HTML, "truncated"]


def test_junk_between_records_costs_the_junk(tmp_path: Path) -> None:
    whole = record(BODIES["plain"])
    assert contents(read(tmp_path, whole + b"junk junk\r\n\r\n" + whole)) == [
        HTML, "damaged", HTML,
    ]  # fmt: skip


def test_a_broken_body_costs_that_record(tmp_path: Path) -> None:
    broken = OK + b"Content-Encoding: gzip\r\n\r\n" + PACKED[:20] + b"xxxx" + PACKED[24:]
    found = read(tmp_path, record(broken) + record(BODIES["plain"], number=2))
    assert contents(found)[-1] == HTML
