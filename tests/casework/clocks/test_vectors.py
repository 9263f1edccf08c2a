"""The vectors of the convention for covert work, each under three zones of the machine: the zone of the
machine must not matter."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tahqiq.casework.clocks import BEGINNING_WITH, Deadline, Period, deadline, renewed
from tahqiq.kit.errors import WrongUse

BAGHDAD = timezone(timedelta(hours=3))


@pytest.fixture(autouse=True, params=["UTC", "Asia/Baghdad", "America/New_York"])
def machine_zone(request: pytest.FixtureRequest) -> Iterator[str]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    assert time.tzname[0] in ("UTC", "+03", "EST")
    yield request.param
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


def ends(start: date | datetime, period: str) -> str:
    until = deadline(start, Period.parse(period), BEGINNING_WITH).until
    assert until is not None
    return until.strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.mark.parametrize(
    ("start", "period", "until"),
    [
        (date(2026, 1, 1), "3 months", "2026-03-31T20:59:59Z"),
        (date(2026, 11, 30), "3 months", "2027-02-28T20:59:59Z"),
        (date(2026, 12, 1), "3 months", "2027-02-28T20:59:59Z"),
        (date(2028, 2, 29), "12 months", "2029-02-28T20:59:59Z"),
        (date(2028, 2, 29), "1 year", "2029-02-28T20:59:59Z"),
        (datetime(2026, 3, 28, 23, 30, tzinfo=BAGHDAD), "72 hours", "2026-03-31T20:30:00Z"),
        # Still 31 December in UTC, but 1 January where it was signed.
        (datetime(2025, 12, 31, 21, 30, tzinfo=UTC), "3 months", "2026-03-31T20:59:59Z"),
        (datetime(2025, 12, 31, 20, 30, tzinfo=UTC), "3 months", "2026-03-30T20:59:59Z"),
    ],
)
def test_vector(start: date | datetime, period: str, until: str) -> None:
    assert ends(start, period) == until


def first() -> Deadline:
    return deadline(date(2026, 1, 1), Period(3, "months"), BEGINNING_WITH)


def test_a_renewal_runs_from_the_day_after_the_end() -> None:
    again = renewed(first(), datetime(2026, 3, 20, 10, tzinfo=BAGHDAD), Period(3, "months"))
    assert again.begun == datetime(2026, 3, 31, 21, tzinfo=UTC)
    assert again.until == datetime(2026, 6, 30, 20, 59, 59, tzinfo=UTC)


def test_a_renewal_at_the_last_second_is_in_time_and_one_on_the_next_day_is_not() -> None:
    assert renewed(first(), datetime(2026, 3, 31, 23, 59, 59, tzinfo=BAGHDAD), Period(3, "months")).until
    with pytest.raises(WrongUse, match="cannot be renewed"):
        renewed(first(), datetime(2026, 4, 1, 0, 0, tzinfo=BAGHDAD), Period(3, "months"))


def test_the_last_second_is_in_time_and_the_next_is_over() -> None:
    until = first().until
    assert until is not None
    assert not first().over(until)
    assert not first().over(until + timedelta(milliseconds=999))
    assert first().over(until + timedelta(seconds=1))
