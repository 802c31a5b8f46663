"""Input by URL, from a server that speaks S3."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import fsspec
import pytest
from moto.server import ThreadedMotoServer

from cleaner.errors import ConfigError
from cleaner.readers import read_pages
from cleaner.record import Failure

LINES = b'{"id": "a", "text": "The quay."}\n{"id": "b", "text": "The wall."}\n'


@pytest.fixture(scope="module")
def bucket() -> Iterator[Any]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "nobody")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        system = fsspec.filesystem("s3")
        system.mkdir("s3://scrapes")
        system.pipe("s3://scrapes/day/1.jsonl.gz", gzip.compress(LINES))
        system.pipe("s3://scrapes/day/2.txt", b"The quay is closed to lorries.")
        yield system
    server.stop()


@pytest.mark.parametrize(
    ("url", "sources"),
    [
        ("s3://scrapes/day/2.txt", ["2.txt"]),
        ("s3://scrapes/day", ["1.jsonl.gz", "1.jsonl.gz", "2.txt"]),
        ("s3://scrapes/*/*.gz", ["1.jsonl.gz", "1.jsonl.gz"]),
    ],
)
def test_objects_folders_and_patterns(bucket: Any, url: str, sources: list[str]) -> None:
    assert [page.source for page in read_pages([url])] == sources


def test_parquet_is_read_where_it_lies(bucket: Any) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with bucket.open("s3://scrapes/rows", "wb") as file:
        pq.write_table(pa.table({"id": ["a"], "text": ["The quay."]}), file)
    (page,) = read_pages(["s3://scrapes/rows"])
    assert (page.id, isinstance(page, Failure)) == ("a", False)


def test_what_is_not_there_is_an_error_of_the_command(bucket: Any) -> None:
    with pytest.raises(ConfigError, match="no such file: s3://scrapes/other"):
        read_pages(["s3://scrapes/other"])


def test_an_unknown_kind_of_url_is_an_error_of_the_command() -> None:
    with pytest.raises(ConfigError, match="quay"):
        read_pages(["quay://harbour/1"])
