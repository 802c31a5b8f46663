"""ninjs 3.1: every object fits the standard's schema.

`PART` states, in our own words, what `ninjs-schema_3.1.json` of the IPTC allows for the properties
that are written here, and like it nothing else.
"""

from __future__ import annotations

from typing import Any

from hypothesis import given
from jsonschema import Draft202012Validator, FormatChecker

from cleaner.writers.ninjs import SCHEMA, news_object
from tests.writers.articles import cleaned, full, pages


def _object(*required: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": list(required),
    }


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


TEXT = {"type": "string"}
URI = {"type": "string", "format": "uri"}
MOMENT = {"type": "string", "format": "date-time"}
COUNT = {"type": "integer"}
VALUES = _list(_object("value", role=TEXT, contentType=TEXT, value=TEXT))
COMMON: dict[str, Any] = {
    "uri": URI,
    "type": {"enum": ["text", "picture"]},
    "representationType": {"enum": ["full", "partial"]},
    "contentCreated": MOMENT,
    "versionCreated": MOMENT,
    "language": TEXT,
    "headlines": VALUES,
    "descriptions": VALUES,
    "bodies": _list(
        _object("value", role=TEXT, contentType=TEXT, charCount=COUNT, wordCount=COUNT, value=TEXT)
    ),
    "by": TEXT,
    "people": _list(_object(name=TEXT, rel=TEXT)),
    "located": TEXT,
    "infoSources": _list(_object(name=TEXT, role=TEXT)),
    "subjects": _list(_object(name=TEXT, rel=TEXT)),
    "renditions": _list(_object("name", name=TEXT, href=URI)),
    "altIds": _list(_object(role=TEXT, value=TEXT)),
    "standard": _object(name=TEXT, version=TEXT, schema=URI),
}
PICTURE = _object("name", "uri", name=TEXT, rel=TEXT, **COMMON)
PART = _object("uri", associations=_list(PICTURE), **COMMON)
VALIDATOR = Draft202012Validator(PART, format_checker=FormatChecker())


@given(pages())
def test_what_pages_make_fits_the_schema(page: str) -> None:
    VALIDATOR.validate(news_object(cleaned(page)))


def test_an_article_that_has_everything_fits_the_schema() -> None:
    VALIDATOR.validate(news_object(full()))


def test_the_check_knows_a_bad_address() -> None:
    assert not VALIDATOR.is_valid({"uri": "tide example"})


def test_a_day_is_not_made_a_moment() -> None:
    found = news_object(full())
    assert "contentCreated" not in found
    assert {"role": "published", "value": "2024-03-01"} in found["descriptions"]
    assert found["versionCreated"] == "2024-03-01T09:30:00+01:00"


def test_a_page_behind_a_paywall_is_partial() -> None:
    assert news_object(full())["representationType"] == "partial"


def test_it_says_which_standard_it_follows() -> None:
    assert news_object(full())["standard"] == {"name": "ninjs", "version": "3.1", "schema": SCHEMA}


def test_pictures_are_associations() -> None:
    first, second = news_object(full())["associations"]
    assert first["uri"] == "https://tide.example/quay%20%C3%B8#picture-1"
    assert first["by"] == "Lind"
    assert second["uri"] == "https://pics.example/b%20%5B2%5D.jpg"
