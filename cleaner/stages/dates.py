"""Dates written out in full, as RFC 3339.

Only dates with year, month and day are read, so that no clock is ever asked. dateparser reads
them in the languages of the rule packs, and takes a quarter of a second to load and a millisecond
for each; so what most datelines look like, an English month, a day and a year, is read here.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_NAME: Final = f"(?P<month>{'|'.join(_MONTHS)})"
_MONTH_FIRST: Final = re.compile(rf"{_NAME} (?P<day>[0-9]{{1,2}}), (?P<year>[12][0-9]{{3}})")
_DAY_FIRST: Final = re.compile(rf"(?P<day>[0-9]{{1,2}}) {_NAME},? (?P<year>[12][0-9]{{3}})")


#: The languages whose rules find dates. For a line that is no date, all of dateparser's two hundred
#: would be loaded, which takes more than a second and twenty megabytes.
LANGUAGES: Final = (
    "en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "ar", "zh", "ja", "ko", "hi",
    "sv", "da", "nb", "fi", "cs", "ro", "hu", "el", "id", "vi", "is",
)  # fmt: skip


@lru_cache(maxsize=4096)
def absolute_date(text: str) -> str | None:
    """An RFC 3339 date for a date written out in full, in any of `LANGUAGES`; else `None`.

    >>> absolute_date("6 September 2023"), absolute_date("yesterday")
    ('2023-09-06', None)
    """
    if not any(map(str.isdigit, text)):
        return None
    match = _MONTH_FIRST.fullmatch(text.lower()) or _DAY_FIRST.fullmatch(text.lower())
    found = _english(match) if match else _foreign(text)
    return found.isoformat() if found else None


def _english(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), _MONTHS.index(match["month"]) + 1, int(match["day"]))
    except ValueError:  # a day that never was: nor is it one in another language
        return None


def _foreign(text: str) -> date | None:
    import dateparser  # noqa: PLC0415  slow to import, and most pages have no such line

    found = dateparser.parse(
        text,
        languages=LANGUAGES,
        settings={
            "REQUIRE_PARTS": ["year", "month", "day"],
            "PARSERS": ["absolute-time"],
            "STRICT_PARSING": True,
        },
    )
    return found.date() if found else None
