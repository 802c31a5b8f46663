"""Dates as publishers write them in data, turned into RFC 3339. No clock is looked at.

>>> rfc3339("2024-03-01T09:30:00.000+0100")
'2024-03-01T09:30:00+01:00'
>>> rfc3339("Fri, 01 Mar 2024 09:30:00 GMT")
'2024-03-01T09:30:00Z'

A time whose offset is not stated is a time nobody can place: the day is kept.

>>> rfc3339("2024-03-01 09:30:00")
'2024-03-01'
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Final

_EARLIEST: Final = 1800
_LATEST: Final = 2200
_MILLISECONDS: Final = 100_000_000_000  # a larger number of seconds is none

_ISO: Final = re.compile(
    r"^(\d{4})-(\d\d?)-(\d\d?)"
    r"(?:[T ]\s*(\d\d?):(\d\d)(?::(\d\d))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?",
    re.IGNORECASE,
)
_COMPACT: Final = re.compile(r"^(\d{4})(\d\d)(\d\d)(?:T?\d{0,6}Z?)?\s*$")
_YEAR_FIRST: Final = re.compile(r"(?<!\d)(\d{4})\s*[/.年]\s*(\d\d?)\s*[/.月]\s*(\d\d?)(?!\d)")
_DAY_FIRST: Final = re.compile(r"(?<!\d)(\d\d?)\.\s?(\d\d?)\.\s?(\d{4})(?!\d)")
_SECONDS: Final = re.compile(r"^\d{9,13}$")
_IN_URL: Final = re.compile(r"/(\d{4})[/-](\d\d)[/-](\d\d)(?=[/.-]|$)")


def rfc3339(text: str) -> str | None:
    """The date or the date and time that `text` states; None if none can be read off it."""
    text = text.strip()
    for pattern, reading in _FORMS:
        if match := pattern.search(text):
            return reading(match)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _text(moment) if moment.tzinfo else _day(moment.year, moment.month, moment.day)


def in_url(url: str) -> str | None:
    """The day in the path of a URL.

    >>> in_url("https://example.org/news/2024/03/01/a-title.html")
    '2024-03-01'
    """
    match = _IN_URL.search(url)
    return _day(*match.groups()) if match else None


def _iso(match: re.Match[str]) -> str | None:
    year, month, day, hour, minute, second, offset = match.groups()
    if hour is None or offset is None:
        return _day(year, month, day)
    offset = offset.upper()
    if offset in ("Z", "UTC", "GMT"):
        offset = "+00:00"
    elif len(offset) == len("+01"):
        offset += ":00"
    elif ":" not in offset:
        offset = f"{offset[:3]}:{offset[3:]}"
    written = f"{year}-{month:0>2}-{day:0>2}T{hour:0>2}:{minute}:{second or '00'}{offset}"
    try:
        return _text(datetime.fromisoformat(written))
    except ValueError:
        return _day(year, month, day)


def _seconds(match: re.Match[str]) -> str | None:
    number = int(match.group())
    if number > _MILLISECONDS:
        number //= 1000
    return _text(datetime.fromtimestamp(number, UTC))


def _day(year: str | int, month: str | int, day: str | int) -> str | None:
    try:
        value = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return value.isoformat() if _EARLIEST < value.year < _LATEST else None


def _text(moment: datetime) -> str | None:
    if not _EARLIEST < moment.year < _LATEST:
        return None
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")


_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...]] = (
    (_ISO, _iso),
    (_COMPACT, lambda match: _day(*match.groups())),
    (_SECONDS, _seconds),
    (_YEAR_FIRST, lambda match: _day(*match.groups())),
    (_DAY_FIRST, lambda match: _day(*reversed(match.groups()))),
)
