"""Which times stand for a day that was written without a time, on small tables."""

from datetime import UTC, datetime, timedelta

import pytest

from tahqiq.store.facts.days import written_day
from tahqiq.store.facts.record import micros

from .conftest import House, call, scope

MIDNIGHT = datetime(2024, 3, 7, 21, tzinfo=UTC)  # the 8th begins in Baghdad


def at(start: datetime, written: str) -> dict[str, object]:
    return call(1, 2, None, start=start, start_text=written, zone="Asia/Baghdad")


def test_a_day_is_told_by_source_and_a_time_stays_one(house: House) -> None:
    noon = MIDNIGHT + timedelta(hours=12)
    house.put(1, [at(MIDNIGHT, "08/03/2024"), at(MIDNIGHT, "08/03/2024"), at(noon, "08/03/2024 12:00")])
    house.put(2, [at(MIDNIGHT, "08/03/2024 00:00")])
    asked = [
        micros(MIDNIGHT),
        micros(noon),
        micros(MIDNIGHT + timedelta(seconds=1)),
        micros(MIDNIGHT - timedelta(days=1)),
    ]
    days = house.store.days(scope(1), {1, 2, 9}, asked)
    assert days == {(1, asked[0]): "2024-03-08", (1, asked[1]): "", (2, asked[0]): ""}
    assert [written_day(days, sources, asked[0]) for sources in ({1}, {2}, {1, 9}, {1, 2}, set())] == [
        "2024-03-08",
        "",
        "2024-03-08",
        "",
        "",
    ]


def test_of_a_source_that_is_not_asked_about_or_not_seen_nothing_is_told(house: House) -> None:
    house.put(1, [at(MIDNIGHT, "08/03/2024")], class_no=1)
    house.put(2, [at(MIDNIGHT, "08/03/2024")], class_no=2)
    assert set(house.store.days(scope(1), {1, 2}, [micros(MIDNIGHT)])) == {(1, micros(MIDNIGHT))}
    assert house.store.days(scope(2), {1}, [micros(MIDNIGHT)]) == {}
    assert house.store.days(scope(1, 2), set(), [micros(MIDNIGHT)]) == {}


@pytest.mark.usefixtures("small_ranges")
def test_days_are_found_in_many_small_groups(house: House) -> None:
    house.put(
        1,
        [
            at(
                MIDNIGHT + timedelta(days=day % 50),
                f"{(MIDNIGHT + timedelta(days=day % 50, hours=3)).date()}",
            )
            for day in range(400)
        ],
    )
    asked = [micros(MIDNIGHT + timedelta(days=day)) for day in range(60)]
    days = house.store.days(scope(1), {1}, asked)
    assert [days.get((1, one), "") for one in asked] == [
        f"{(MIDNIGHT + timedelta(days=day, hours=3)).date()}" if day < 50 else "" for day in range(60)
    ]
