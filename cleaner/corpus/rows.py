"""A line of JSON: what is asked of it to find duplicates, and what is written back to it."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

import msgspec

from cleaner.corpus.store import Document
from cleaner.errors import InputError
from cleaner.readers.columns import Columns
from cleaner.site import site
from cleaner.suggest import did_you_mean

#: Columns, in the order in which they are looked for.
TEXTS: Final = ("text", "content")
_IDS: Final = ("id", "doc_id", "uuid")
_URLS: Final = ("url", "uri", "link")
_SITES: Final = ("site", "domain")
_DATES: Final = ("date_published", "date", "fetched_at")
#: What is set on a record, in this order.
FIELDS: Final = ("cluster", "duplicate_of", "duplicate_kind", "similarity")
_DIGITS: Final = 4  # of a similarity

Fields = dict[str, msgspec.Raw]


class Row(NamedTuple):
    """A record that can be compared."""

    document: Document
    text: str


class Mark(NamedTuple):
    """What was found of a record. No cluster: it is like no other."""

    cluster: str | None = None
    duplicate_of: str | None = None
    kind: str | None = None
    similarity: float | None = None

    def fields(self) -> dict[str, str | float | None]:
        """As it stands on a record."""
        rounded = None if self.similarity is None else round(self.similarity, _DIGITS)
        values = (self.cluster, self.duplicate_of, self.kind, rounded)
        return dict(zip(FIELDS, values, strict=True))


def row_of(line: bytes, columns: Columns, *, place: int) -> Row:
    """The record in a line: one that `cleaner clean` wrote, or anybody's with a text.

    Raises:
        InputError: it is not a JSON object, or holds no text.
    """
    fields = _fields(line)
    text = _text(fields, columns)
    url = _first(fields, (columns.url,) if columns.url else _URLS)
    identity = _first(fields, (columns.id,) if columns.id else _IDS) or url
    return Row(
        Document(
            place=place,
            id=identity or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            site=_first(fields, _SITES) or site(url),
            moment=_moment(fields),
            length=len(text),
            before=_first(fields, FIELDS[:1]),
        ),
        text,
    )


def marked(line: bytes, mark: Mark) -> bytes:
    """The line with this mark. All else stays as it was, to the last digit of its numbers."""
    fields = _fields(line)
    for name, value in mark.fields().items():
        if value is None:
            fields.pop(name, None)
        else:
            fields[name] = msgspec.Raw(msgspec.json.encode(value))
    return msgspec.json.encode(fields)


def text_of(line: bytes, columns: Columns) -> str:
    """The text in a line that holds one."""
    return _text(_fields(line), columns)


def _fields(line: bytes) -> Fields:
    try:
        return msgspec.json.decode(line, type=dict[str, msgspec.Raw])
    except msgspec.ValidationError as error:
        raise InputError("a line of JSON, but no object", reason="not-json") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"not JSON: {error}", reason="not-json") from error


def _text(fields: Fields, columns: Columns) -> str:
    names = (columns.text,) if columns.text else TEXTS
    for name in names:
        if name in fields:
            value = _value(fields[name])
            if isinstance(value, str):
                return value
            raise InputError(f"{name!r} is not text", reason="no-text")
    there = ", ".join(list(fields)[:8])
    hint = did_you_mean(names[0], list(fields)) if columns.text else ": name it with --text-field"
    raise InputError(f"no column {' or '.join(names)}; there is {there}{hint}", reason="no-text")


def _first(fields: Fields, names: tuple[str, ...]) -> str | None:
    """The first of these columns that holds a word or a number."""
    for name in names:
        if name in fields:
            value = _value(fields[name])
            if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
                return str(value)
    return None


def _value(raw: msgspec.Raw) -> Any:
    try:
        return msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"not JSON: {error}", reason="not-json") from error


def _moment(fields: Fields) -> int | None:
    """Seconds since 1970; a date without a time zone is taken as UTC."""
    stated = _first(fields, _DATES)
    try:
        found = datetime.fromisoformat(stated or "")
        return int((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError):
        return None
