"""The two articles that the project was created from."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from cleaner import Page
from cleaner.spans import undo
from tests.strategies import cleaner

ROOT = Path(__file__).parents[1]
WANTED: list[dict[str, Any]] = [
    json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "fixtures" / "seeds").glob("*.json"))
]
by_source = pytest.mark.parametrize("want", WANTED, ids=lambda want: want["source"])


def seed(want: dict[str, Any]) -> bytes:
    return (ROOT / "seeds" / str(want["source"])).read_bytes()


@by_source
def test_the_bytes_are_those_that_came(want: dict[str, Any]) -> None:
    assert hashlib.sha256(seed(want)).hexdigest() == want["raw_sha256"]


@by_source
def test_everything_that_must_come_out_comes_out(want: dict[str, Any]) -> None:
    article = cleaner().clean(seed(want))
    for field in ("headline", "kicker", "description", "dateline", "credit", "canonical_url",
                  "site", "language"):  # fmt: skip
        assert getattr(article, field) == want[field], field
    assert [block.text for block in article.blocks] == want["paragraphs"]
    assert [[c.text, c.credit] for c in article.captions] == want["captions"]
    assert [[r.label, r.text, r.duplicate_of is not None] for r in article.removed] == want[
        "removed"
    ]
    assert article.flags == ()


@by_source
def test_the_four_quotes_are_mended_and_the_file_can_be_had_back(want: dict[str, Any]) -> None:
    draft = cleaner().draft(Page(content=seed(want)))
    assert [draft.source[max(0, r.start - 10) : r.end + 5] for r in draft.repairs] == want[
        "repaired"
    ]
    assert undo(draft.source, draft.repairs).encode() == seed(want)
