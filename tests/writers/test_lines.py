"""JSON-LD and datatrove: one object a line."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given

from cleaner.record import Article
from cleaner.writers.datatrove import datatrove
from cleaner.writers.jsonld import jsonld
from tests.writers.articles import cleaned, full, pages


def loaded(data: bytes) -> dict[str, Any]:
    assert data.count(b"\n") == 1
    found: dict[str, Any] = json.loads(data)
    return found


def test_json_ld_names_the_article_in_schema_org_terms() -> None:
    found = loaded(jsonld(full()))
    assert found["@type"] == "NewsArticle"
    assert found["@id"] == "https://tide.example/quay%20%C3%B8"
    assert found["author"] == [
        {"@type": "Person", "name": "Ada Quist"},
        {"@type": "Person", "name": "Bo Lind"},
    ]
    assert found["articleBody"] == full().text
    assert found["isAccessibleForFree"] is False
    assert found["image"][1]["contentUrl"] == "https://pics.example/b%20%5B2%5D.jpg"
    assert found["sourceOrganization"] == {"@type": "Organization", "name": "AFP"}


def test_json_ld_leaves_out_what_is_not_known() -> None:
    found = loaded(
        jsonld(Article(id="1", text="", counts=full().counts, source_sha256="", text_sha256=""))
    )
    assert found == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": "urn:x-cleaner:1",
        "identifier": "1",
        "wordCount": 10,
    }


@given(pages())
def test_metadata_of_datatrove_are_plain_values(page: str) -> None:
    article = cleaned(page)
    found = loaded(datatrove(article))
    assert found["text"] == article.text
    assert {type(value) for value in found["metadata"].values()} <= {str, int, float, bool}


def test_datatrove_keeps_the_receipt_as_json() -> None:
    metadata = loaded(datatrove(full()))["metadata"]
    assert [cut["rule"] for cut in json.loads(metadata["removed"])] == [
        "en/newsletter/sign-up",
        "en/credit/wire",
    ]
