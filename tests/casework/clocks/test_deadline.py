"""Deadlines: every convention, stops, closed days, what is said beside them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.casework.clocks import (
    AFTER,
    AFTER_OPEN,
    BEGINNING_WITH,
    CONVENTIONS,
    TO_THE_TIME,
    Calendar,
    Convention,
    Deadline,
    Holiday,
    Period,
    Stop,
    Unit,
    deadline,
)
from tahqiq.casework.clocks.day_count import plus_months
from tahqiq.casework.clocks.period import UNITS
from tahqiq.kit.errors import Conflict, WrongUse
from tahqiq.kit.locale import zone_name
from tahqiq.kit.messages import LOCALES

BAGHDAD = timezone(timedelta(hours=3))
FEDERAL = Calendar("federal")


def at(day: int, hour: int = 0, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BAGHDAD)


def local(end: Deadline) -> str:
    assert end.until is not None
    return end.until.astimezone(BAGHDAD).strftime("%Y-%m-%d %H:%M:%S")


@pytest.mark.parametrize(
    ("start", "period", "convention", "until"),
    [
        (date(2026, 1, 1), "3 months", AFTER, "2026-04-01 23:59:59"),
        (date(2026, 11, 30), "3 months", AFTER, "2027-02-28 23:59:59"),
        (date(2026, 1, 1), "1 day", BEGINNING_WITH, "2026-01-01 23:59:59"),
        (date(2026, 1, 1), "1 day", AFTER, "2026-01-02 23:59:59"),
        (date(2026, 1, 1), "2 weeks", BEGINNING_WITH, "2026-01-14 23:59:59"),
        (at(1, 10, 15), "6 months", TO_THE_TIME, "2026-09-01 10:15:00"),
        (at(31, 10, 15), "6 months", TO_THE_TIME, "2026-09-30 10:15:00"),
        (at(1, 10, 15), "5 years", TO_THE_TIME, "2031-03-01 10:15:00"),
        (at(1, 10, 15), "90 minutes", AFTER, "2026-03-01 11:45:00"),
        # 1 March 2026 is a Sunday; 6 and 7 March are Friday and Saturday.
        (date(2026, 3, 1), "5 working days", BEGINNING_WITH, "2026-03-05 23:59:59"),
        (date(2026, 3, 1), "5 working days", AFTER, "2026-03-08 23:59:59"),
        (date(2026, 3, 5), "1 day", AFTER_OPEN, "2026-03-08 23:59:59"),
        (date(2026, 3, 4), "1 day", AFTER_OPEN, "2026-03-05 23:59:59"),
    ],
)
def test_conventions(start: date | datetime, period: str, convention: Convention, until: str) -> None:
    assert local(deadline(start, Period.parse(period), convention, calendar=FEDERAL)) == until


def test_the_region_has_other_holidays() -> None:
    # 5 March (Thursday) is a holiday in the Region alone.
    ends = [
        local(deadline(date(2026, 3, 5), Period(1, "working-days"), BEGINNING_WITH, calendar=Calendar(one)))[
            :10
        ]
        for one in ("federal", "kurdistan-region")
    ]
    assert ends == ["2026-03-05", "2026-03-08"]


def test_a_moved_day_says_where_it_was() -> None:
    end = deadline(date(2026, 3, 5), Period(1, "days"), AFTER_OPEN, calendar=FEDERAL)
    assert end.last_day == date(2026, 3, 6)
    assert "Offices are closed on 6 March 2026" in end.explain("en")


def test_unverified_days_and_feasts_that_nobody_announced_are_said() -> None:
    end = deadline(date(2026, 6, 15), Period(3, "working-days"), BEGINNING_WITH, calendar=FEDERAL)
    assert (
        local(end)[:10] == "2026-06-17"
    )  # the new year of the Hijri calendar, expected on the 16th, is not known to be closed
    codes = [one.code for one in end.caveats]
    assert codes == ["clock-caveat-awaited"]
    assert "16 June 2026" in end.caveats[0].say("en")
    assert "رأس السنة الهجرية" in end.caveats[0].say("ar")
    announced = FEDERAL.with_announced(
        [Holiday(date(2026, 6, 17), "hijri-new-year", ("a", "b", "c", "d"), "order 7", True)]
    )
    end = deadline(date(2026, 6, 15), Period(3, "working-days"), BEGINNING_WITH, calendar=announced)
    assert (local(end)[:10], end.caveats) == ("2026-06-18", ())
    over_friday = deadline(date(2026, 3, 5), Period(2, "working-days"), BEGINNING_WITH, calendar=FEDERAL)
    assert [one.code for one in over_friday.caveats] == ["clock-caveat-unverified"]


def stop(since: datetime, until: datetime | None) -> Stop:
    return Stop(since, until, "expert report awaited", "judge")


def test_hours_stand_still_to_the_second() -> None:
    end = deadline(
        at(1), Period(72, "hours"), AFTER, stops=[stop(at(2), at(2, 0, 30)), stop(at(3), at(3, 1))]
    )
    assert local(end) == "2026-03-04 01:30:00"


def test_only_whole_days_stop_a_clock_of_days() -> None:
    def ends(*stops: Stop) -> str:
        return local(deadline(date(2026, 3, 1), Period(10, "days"), BEGINNING_WITH, stops=stops))[:10]

    assert ends() == "2026-03-10"
    assert ends(stop(at(3, 8), at(3, 20))) == "2026-03-10"
    assert ends(stop(at(3, 8), at(5, 0))) == "2026-03-11"
    assert ends(stop(at(3, 0), at(5, 0))) == "2026-03-12"
    assert ends(stop(at(3, 0), at(3, 12)), stop(at(3, 12), at(4, 0))) == "2026-03-11"
    assert (
        ends(stop(at(9), at(10)), stop(at(11), at(12))) == "2026-03-12"
    )  # the second lies in what the first added


def test_working_days_stand_still() -> None:
    end = deadline(
        date(2026, 3, 1),
        Period(5, "working-days"),
        BEGINNING_WITH,
        calendar=FEDERAL,
        stops=[stop(at(2), at(4))],
    )
    assert local(end)[:10] == "2026-03-09"


def test_an_open_stop_has_no_end_and_says_what_was_left() -> None:
    end = deadline(at(1), Period(72, "hours"), AFTER, stops=[stop(at(2), None)])
    assert end.until is None
    assert end.left(at(20)) == timedelta(hours=48)
    assert not end.over(at(20))
    assert "no end yet" in end.explain("en")


def test_a_stop_after_the_end_changes_nothing_and_is_told() -> None:
    end = deadline(at(1), Period(72, "hours"), AFTER, stops=[stop(at(5), None)])
    assert local(end) == "2026-03-04 00:00:00"
    assert [one.code for one in end.caveats] == ["clock-caveat-late-stop"]


@pytest.mark.parametrize(
    ("what", "error"),
    [
        (lambda: deadline(datetime(2026, 3, 1), Period(1, "hours"), AFTER), WrongUse),
        (lambda: deadline(date(2026, 3, 1), Period(1, "hours"), AFTER), WrongUse),
        (lambda: deadline(date(2026, 3, 1), Period(1, "months"), TO_THE_TIME), WrongUse),
        (lambda: deadline(date(2026, 3, 1), Period(1, "working-days"), AFTER), WrongUse),
        (lambda: deadline(date(2026, 3, 1), Period(1, "days"), AFTER_OPEN), WrongUse),
        (lambda: deadline(date(2026, 3, 1), Period(1, "days"), AFTER, zone="Asia/Nowhere"), WrongUse),
        (lambda: deadline(date(2026, 3, 1), Period(90_000, "years"), AFTER), WrongUse),
        (lambda: deadline(date(9000, 3, 1), Period(99_999, "weeks"), AFTER), WrongUse),
        (
            lambda: deadline(
                at(1), Period(9, "hours"), AFTER, stops=[stop(at(1, 1), None), stop(at(1, 3), None)]
            ),
            Conflict,
        ),
        (lambda: deadline(at(2), Period(9, "hours"), AFTER, stops=[stop(at(1), at(3))]), WrongUse),
        (lambda: stop(at(2), at(2)), WrongUse),
        (lambda: Stop(at(2), None, " ", "judge"), WrongUse),
        (lambda: stop(datetime(2026, 3, 1), None), WrongUse),
        (lambda: Period.parse("0 days"), WrongUse),
        (lambda: Period.parse("three months"), WrongUse),
        (lambda: Period.parse("3 fortnights"), WrongUse),
        (lambda: Period(100_001, "days"), WrongUse),
    ],
)
def test_what_cannot_be_counted_is_refused(what: Callable[[], object], error: type[Exception]) -> None:
    with pytest.raises(error):
        what()


days = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@given(days, st.integers(1, 240))
def test_a_month_on_is_never_lost_nor_gained(day: date, months: int) -> None:
    early, late = plus_months(day, months, "last-of-month"), plus_months(day, months, "first-of-next")
    assert early <= late <= early + timedelta(days=1)
    assert (early.day == day.day) == (early == late)
    assert (early.year - day.year) * 12 + early.month - day.month == months


@given(days, st.integers(1, 400), st.sampled_from(UNITS[:4]), st.sampled_from(sorted(CONVENTIONS)))
def test_a_later_beginning_never_ends_earlier(day: date, count: int, unit: Unit, name: str) -> None:
    if unit == "years":
        count = 1 + count % 50
    begun = datetime(day.year, day.month, day.day, 9, 30, tzinfo=UTC)
    one, two = (
        deadline(begun + timedelta(days=extra), Period(count, unit), CONVENTIONS[name], calendar=FEDERAL)
        for extra in (0, 1)
    )
    assert one.until is not None
    assert two.until is not None
    assert begun < one.until <= two.until


@given(days, st.integers(1, 30), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 60)), max_size=4))
def test_each_whole_stopped_day_adds_one_day(day: date, count: int, pieces: list[tuple[int, int]]) -> None:
    moment = datetime(day.year, day.month, day.day, tzinfo=BAGHDAD)
    stops, whole = [], 0
    for pause, length in pieces:
        moment += timedelta(days=pause)
        stops.append(stop(moment, moment + timedelta(days=length)))
        moment += timedelta(days=length)
    end = deadline(day, Period(count, "days"), BEGINNING_WITH, stops=stops)
    assert end.until is not None
    last = end.until.astimezone(BAGHDAD).date()
    whole = sum(one.length.days for one in end.stops)
    counted = [day + timedelta(days=number) for number in range((last - day).days + 1)]
    still = {
        one
        for one in counted
        if any(
            each.since <= datetime(one.year, one.month, one.day, tzinfo=BAGHDAD)
            and each.until
            and each.until.date() > one
            for each in stops
        )
    }
    assert len(counted) - len(still) == count
    assert len(still) <= whole


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", sorted(CONVENTIONS))
def test_every_end_is_explained_in_every_language(locale: str, name: str) -> None:
    stops = [Stop(at(2), at(3), "why", "by"), Stop(at(4), None, "why", "by")]
    for period in ("1 month", "2 days", "3 years", "11 hours", "100 working days", "1 week", "5 minutes"):
        for held in ([], stops[:1], stops):
            said = deadline(
                at(1), Period.parse(period), CONVENTIONS[name], calendar=FEDERAL, stops=held
            ).explain(locale)
            assert "{" not in said
            assert said.count(zone_name("Asia/Baghdad", locale)) == 1
