"""Periodic clocks: every stroke once with its own due time, also after an outage and when the machine's clock
goes back."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.casework.clocks import Clock, Period, catch_up
from tahqiq.kit.errors import WrongUse

TITLE = ("Masking", "حجب", "شاردنەوە", "ڤەشارتن")
FIRST = date(2026, 1, 31)


def clock(every: str, at: time = time(2, 0)) -> Clock:
    return Clock("mask", Period.parse(every), FIRST, TITLE, at)


clocks = st.sampled_from(
    [
        clock(one)
        for one in ("1 day", "3 days", "1 week", "1 month", "5 months", "1 year", "7 hours", "45 minutes")
    ]
)
moments = st.datetimes(datetime(2025, 12, 1), datetime(2026, 12, 31), timezones=st.just(UTC))


def test_the_same_local_time_every_day() -> None:
    due = [
        tick.due
        for tick in clock("1 day").ticks(datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 2, 3, tzinfo=UTC))
    ]
    assert due == [datetime(2026, 2, 1, 23, tzinfo=UTC), datetime(2026, 2, 2, 23, tzinfo=UTC)]


def test_the_31st_comes_back_after_a_short_month() -> None:
    days = [clock("1 month").due(number).date().isoformat() for number in range(4)]
    assert days == [
        "2026-01-30",
        "2026-02-27",
        "2026-03-30",
        "2026-04-29",
    ]  # 23:00 UTC on the evening before the 31st, 28th, 31st, 30th


def test_a_zone_with_summer_time_keeps_its_hour() -> None:
    own = Clock("roll", Period(1, "days"), date(2026, 3, 28), TITLE, time(6), "Europe/Berlin")
    assert [own.due(number).hour for number in range(3)] == [5, 4, 4]


@given(clocks, moments, moments, moments)
def test_what_is_cut_in_two_is_the_same(own: Clock, one: datetime, two: datetime, three: datetime) -> None:
    one, two, three = sorted((one, two, three))
    assert [*own.ticks(one, two), *own.ticks(two, three)] == list(own.ticks(one, three))


@given(clocks, moments, moments)
def test_strokes_lie_in_their_span_and_none_is_left_out(own: Clock, since: datetime, until: datetime) -> None:
    found = list(own.ticks(since, until))
    assert all(since < tick.due <= until for tick in found)
    assert (
        [tick.number for tick in found] == list(range(found[0].number, found[0].number + len(found)))
        if found
        else True
    )
    first = found[0].number if found else 0
    assert first == 0 or own.due(first - 1) <= since
    assert not found or own.due(first + len(found)) > until


@given(
    clocks,
    st.lists(
        st.datetimes(datetime(2026, 1, 20), datetime(2026, 2, 20), timezones=st.just(UTC)),
        min_size=1,
        max_size=12,
    ),
    st.integers(5, 50),
)
def test_no_stroke_is_carried_out_twice_or_left_out_whatever_the_machine_says(
    own: Clock, looks: list[datetime], limit: int
) -> None:
    """The machine looks at odd times, its clock jumps forward and back, and it works off at most ``limit``
    strokes at a look."""
    done: datetime | None = None
    carried: list[str] = []
    for now in [*looks, max(looks)]:
        more = True
        while more:
            found = catch_up(own, done, now, limit)
            assert found.back is None or not found.ticks
            for tick in found.ticks:
                carried.append(tick.key)
                done = tick.due
            more = found.more
    wanted = [tick.key for tick in own.ticks(own.due(0) - timedelta(seconds=1), max(looks))]
    assert carried == wanted


def test_a_clock_that_goes_back_is_told() -> None:
    own = clock("1 day")
    found = catch_up(own, own.due(5), own.due(3))
    assert (found.ticks, found.back) == ((), timedelta(days=2))


@pytest.mark.parametrize(
    "what",
    [
        lambda: clock("2 working days"),
        lambda: Clock("x", Period(1, "days"), FIRST, ("a", "b", "", "d")),
        lambda: Clock("x", Period(1, "days"), FIRST, TITLE, zone="Mars/Base"),
        lambda: list(clock("1 day").ticks(datetime(2026, 1, 1), datetime(2026, 1, 2))),
    ],
)
def test_what_is_no_clock(what: Callable[[], object]) -> None:
    with pytest.raises(WrongUse):
        what()
