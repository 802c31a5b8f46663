"""Dates written out in full: what is read here is what dateparser reads."""

import calendar

import pytest

from cleaner.stages import dates

MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
]  # fmt: skip


@pytest.mark.parametrize(
    "form", ["{month} {day}, {year}", "{day} {month} {year}", "{day} {month}, {year}"]
)
def test_english_dates_are_read_as_dateparser_reads_them(form: str) -> None:
    for number, month in enumerate(MONTHS, start=1):
        for year in (1999, 2024):
            for day in (1, 9, calendar.monthrange(year, number)[1]):
                written = form.format(month=month, day=day, year=year)
                read = dates._foreign(written)
                assert read
                assert dates.absolute_date(written) == read.isoformat()


@pytest.mark.parametrize("written", ["February 30, 2023", "0 May 2023"])
def test_days_that_never_were_are_left_out(written: str) -> None:
    assert dates.absolute_date(written) is None
