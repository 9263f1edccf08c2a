"""The desks' parts of the invented case on two days: what is due is the same, counted from the day, and
nothing of it lies years behind."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.casework.clocks import ZONE
from tahqiq.desk import desks
from tahqiq.desk.common_inbox import DeskItem, common_inbox
from tahqiq.kit import clock
from tahqiq.model.types.zones import zone
from tahqiq.workbench import Workbench
from tests.desks.conftest import Turn
from tests.seat import Seat

LATE = timedelta(days=14)
"""How long something may be overdue in the invented case: what is planted as late is late by days."""
DUE = ("covert", "custody")
"""The desks whose lines rest on their own records alone."""
OF_THE_CASE = ("cargo", "lab", "passengers")
"""Those whose lines rest on the whole case: tests/desks/test_guided_tasks.py."""


def lines(folder: Path, day: date) -> list[DeskItem]:
    """The inbox of somebody at those desks, on the morning of the day for which the case was made."""
    door = Door.found(folder, owner="chief")
    bench = Workbench(door, door.people.get("chief"))
    case = bench.open_case("العينة").id
    for name in DUE:
        bench.open_desk(name)
        declared = desks()[name]
        assert declared.sample is not None
        assert declared.sample.records is not None
        home = case if name == "covert" else f"desk-{name}"
        declared.sample.records(Seat(bench, declared, home, "work"), {"day": day.isoformat()})
    found = common_inbox(bench, clock.now(), "en").items
    door.close()
    return list(found)


def test_what_is_due_is_counted_from_the_day_of_the_case(tmp_path: Path, turn: Turn) -> None:
    told = []
    for day in (date(2026, 12, 1), date(2027, 6, 18)):
        morning = datetime.combine(day, time(11), zone(ZONE))
        turn(f"{day}T08:00")
        found = lines(tmp_path / day.isoformat(), day)
        left = [line.item.until - morning if line.item.until is not None else None for line in found]
        ends = [one for one in left if one is not None]
        assert min(ends) > -LATE
        assert len([one for one in ends if one < timedelta()]) >= 2
        assert [one for one in ends if timedelta() < one < timedelta(days=2)]
        told.append([(line.desk, line.item.standing, one) for line, one in zip(found, left, strict=True)])
    assert told[0] == told[1]


@pytest.mark.parametrize("name", sorted(name for name, one in desks().items() if one.due is not None))
def test_every_desk_that_says_what_is_due_is_looked_at(name: str) -> None:
    assert name in DUE + OF_THE_CASE
