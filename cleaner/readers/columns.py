"""From a row of somebody's table to a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec

from cleaner.draft import Page
from cleaner.errors import InputError
from cleaner.suggest import did_you_mean

#: Where the page itself is looked for, in this order.
BODIES: Final = ("html", "text", "content")
_IDS: Final = ("id", "doc_id", "uuid")
_URLS: Final = ("url", "uri", "link")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?")
#: What a finished record says of the text it was made from: not true of the text made from it.
_LEDGER: Final = frozenset(
    (
        "schema_version", "site", "blocks", "captions", "related", "comments", "facts", "removed",
        "repairs", "flags", "cluster", "duplicate_of", "duplicate_kind", "similarity", "story",
        "counts", "raw_sha256", "source_sha256", "text_sha256", "charset", "tools",
        "rules_sha256", "extra",
    )
)  # fmt: skip


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """The names of columns, where they are not the usual ones."""

    text: str | None = None
    html: str | None = None
    url: str | None = None
    id: str | None = None


def page_of(row: Mapping[str, Any], columns: Columns, *, source: str, **known: Any) -> Page:
    """The page in a row; what has no field of its own goes into `extra`.

    Raises:
        InputError: there is no page in it (`no-text`); says which column is meant.
    """
    body, content = _body(row, columns)
    left = {key: value for key, value in row.items() if key != body and value is not None}
    fields: dict[str, Any] = {**known, "content": content, "source": source, "field": body}
    if body == (columns.html or "html") and fields.get("format", "auto") == "auto":
        fields["format"] = "html"
    extra: dict[str, Any] = {}
    if "schema_version" in left and "text_sha256" in left:
        extra = dict(left.get("extra") or {})
        left = {key: value for key, value in left.items() if key not in _LEDGER}
    for name, given, usual in (("id", columns.id, _IDS), ("url", columns.url, _URLS)):
        found = _first(left, (given,) if given else usual)
        if found is not None:
            fields[name] = str(left.pop(found))
    # Dolma and datatrove keep the address among the metadata.
    metadata = left.get("metadata")
    if not fields.get("url") and isinstance(metadata, dict) and _text(metadata.get("url")):
        fields["url"] = metadata["url"]
    facts: dict[str, Any] = {}
    for key, value in left.items():
        field, read = _FIELDS.get(key, ("", None))
        stated = read(value) if read is not None else None
        if stated is None:
            extra[key] = value
        elif field in _OF_PAGE:
            fields[field] = stated
        else:
            facts.setdefault(field, stated)
    return Page(**fields, facts=facts, extra=extra)


def _body(row: Mapping[str, Any], columns: Columns) -> tuple[str, str | bytes]:
    named = [name for name in (columns.html, columns.text) if name]
    for name in named or BODIES:
        value = row.get(name)
        if isinstance(value, (str, bytes)) and value:
            return name, value
    for name in named or BODIES:
        if name in row:
            value = row[name]
            if value is None or value in ("", b""):
                raise InputError(f"{name!r} is empty", reason="empty")
            raise InputError(f"{name!r} is not text but {_called(value)}", reason="no-text")
    there = ", ".join(list(row)[:8])
    if named:
        hint = did_you_mean(named[0], list(row))
        raise InputError(f"no column {named[0]!r}{hint}; there is {there}", reason="no-text")
    raise InputError(
        f"no column html, text or content; there is {there}: name it with --text-field or "
        "--html-field",
        reason="no-text",
    )


def _called(value: Any) -> str:
    return {dict: "an object", list: "a list", bool: "true or false"}.get(type(value), "a number")


def _first(row: Mapping[str, Any], names: tuple[str | None, ...]) -> str | None:
    """The first of these columns that holds a word or a number."""
    for name in names:
        value = row.get(name) if name else None
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
            return name
    return None


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _names(value: Any) -> tuple[str, ...] | None:
    if isinstance(value, str):
        value = [value]
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return tuple(one.strip() for one in value if one.strip()) or None
    return None


def _language(value: Any) -> str | None:
    return value if isinstance(value, str) and _LANGUAGE.fullmatch(value) else None


def _date(value: Any) -> str | None:
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return value if isinstance(value, str) and _DATE.fullmatch(value) else None


def _truth(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


_OF_PAGE: Final = frozenset({"source", "language", "fetched_at", "charset"})
#: Column → the field it fills, and how it is read; a value that does not fit stays in `extra`.
_FIELDS: Final[dict[str, tuple[str, Callable[[Any], Any] | None]]] = {
    "source": ("source", _text),
    "language": ("language", _language),
    "lang": ("language", _language),
    "fetched_at": ("fetched_at", _date),
    "charset": ("charset", _text),
    "headline": ("headline", _text),
    "title": ("headline", _text),
    "kicker": ("kicker", _text),
    "description": ("description", _text),
    "authors": ("authors", _names),
    "author": ("authors", _names),
    "dateline": ("dateline", _text),
    "credit": ("credit", _text),
    "date_published": ("date_published", _date),
    "date": ("date_published", _date),
    "date_modified": ("date_modified", _date),
    "canonical_url": ("canonical_url", _text),
    "publisher": ("publisher", _text),
    "section": ("section", _text),
    "keywords": ("keywords", _names),
    "free_access": ("free_access", _truth),
}
