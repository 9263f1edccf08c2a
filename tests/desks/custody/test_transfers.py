"""From one facility to another: nobody is on two rolls, and nobody on none."""

from datetime import datetime

import pytest

from tahqiq.desks.custody.admissions.operations import AdmissionRequest, admit
from tahqiq.desks.custody.bookings.record import Booking
from tahqiq.desks.custody.days.operations import DayRequest, day
from tahqiq.desks.custody.due_times.due import due
from tahqiq.desks.custody.due_times.operations import ClocksRequest, clocks
from tahqiq.desks.custody.moves.arrival import MoveArrivalRequest, arrive
from tahqiq.desks.custody.moves.operations import MoveRequest, move
from tahqiq.desks.custody.people.record import PersonFile
from tahqiq.desks.custody.places.record import PLACE
from tahqiq.desks.custody.roll_call.operations import RollRequest, WhereaboutsRequest, roll, where
from tahqiq.desks.custody.transfers.operations import ReceptionRequest, TransferRequest, receive, transfer
from tahqiq.kit.errors import Conflict, WrongUse
from tests.desks.conftest import Turn
from tests.desks.custody.conftest import HOUSE, imported
from tests.seat import Seat

LEFT = datetime.fromisoformat("2026-05-20T09:00:00+03:00")
THERE = LEFT.replace(hour=11)
NOW = "2026-05-20T19:00:00+03:00"


@pytest.fixture
def house(at: Seat, turn: Turn) -> Seat:
    """F01 with its people, and F02 with one cell for men."""
    turn(NOW)
    imported(at, HOUSE)
    for code, sort, sex in (("F02", "site", None), ("F02/A/1/1", "cell", "male")):
        at.records(PLACE).save(
            PLACE.example.model_copy(
                update={
                    "code": code,
                    "facility": "F02",
                    "sort": sort,
                    "within": "" if sort == "site" else "F02",
                    "sex": sex,
                    "ages": "any",
                    "status": "any",
                    "capacity": 2,
                    "closed": "",
                }
            )
        )
    return at


def sending(person: str, facility: str = "F02") -> TransferRequest:
    return TransferRequest(
        person=person, facility=facility, left=LEFT, reason="Nearer", authority="Court", escort="Officer 7"
    )


def on_roll(at: Seat, facility: str, when: datetime) -> dict[str, str]:
    """Who is on the roll of a facility: inside, out or without a cell."""
    found = roll(at, RollRequest(at=when, facility=facility), None)
    assert found.expected == sum(not one.out for one in found.people)
    return {one.person: "no-cell" if one.no_cell else "out" if one.out else one.place for one in found.people}


def test_who_is_sent_stays_on_the_first_roll_until_received_on_the_other(house: Seat) -> None:
    made = transfer(house, sending("P-1"), None)
    assert (made.facility, made.place, made.under_way) == ("F01", "F02", True)
    assert on_roll(house, "F01", LEFT.replace(hour=10))["P-1"] == "out"
    assert "P-1" not in on_roll(house, "F02", LEFT.replace(hour=10))
    told = where(house, WhereaboutsRequest(person="P-1", at=LEFT.replace(hour=10).isoformat()), None)
    assert (told.state, told.place) == ("on-the-way", "F02")
    for hour, standing in ((10, "due"), (22, "overdue")):
        asked = ClocksRequest(facility="F02", as_of=LEFT.replace(hour=hour).isoformat())
        [waits] = [one for one in clocks(house, asked, None).clocks if one.clock == "transfer"]
        assert (waits.person, waits.standing) == ("P-1", standing)
    assert "transfer?person=P-1" in [one.to for one in due(house)]

    received = receive(house, ReceptionRequest(person="P-1", arrived=THERE, place="F02/A/1/1"), None)
    assert (received.facility, received.place, received.under_way) == ("F02", "F02/A/1/1", False)
    assert "P-1" not in on_roll(house, "F01", THERE)
    assert on_roll(house, "F02", THERE) == {"P-1": "F02/A/1/1"}
    assert on_roll(house, "F01", LEFT.replace(hour=8))["P-1"].startswith("F01/")
    assert not [one for one in clocks(house, ClocksRequest(), None).clocks if one.clock == "transfer"]
    for facility in ("F01", "F02"):
        moves = day(house, DayRequest(facility=facility, at=NOW), None).moves
        assert [one.person for one in moves if one.sort == "transfer"] == ["P-1"]


def test_who_comes_without_a_cell_is_on_the_roll_and_waits_for_one(house: Seat) -> None:
    transfer(house, sending("P-1"), None)
    receive(house, ReceptionRequest(person="P-1", arrived=THERE), None)
    assert on_roll(house, "F02", THERE) == {"P-1": "no-cell"}
    told = where(house, WhereaboutsRequest(person="P-1", at=THERE.isoformat()), None)
    assert (told.state, told.since) == ("no-cell", THERE.isoformat())
    cell = MoveRequest(
        person="P-1",
        sort="cell",
        place="F02/A/1/1",
        left=THERE.replace(minute=50),
        arrived=THERE.replace(hour=12),
        reason="Cell",
        authority="Officer 9",
        escort="none",
    )
    move(house, cell, None)
    assert on_roll(house, "F02", LEFT.replace(hour=13)) == {"P-1": "F02/A/1/1"}
    assert on_roll(house, "F02", THERE.replace(minute=30)) == {"P-1": "no-cell"}


def test_who_never_had_a_cell_is_on_the_first_roll_of_before(house: Seat) -> None:
    admitted = LEFT.replace(hour=7)
    number = admit(
        house,
        AdmissionRequest(
            decided="new-file",
            person=PersonFile(number="", name="رعد منصور جبار", sex="male"),
            booking=Booking(number="", person="", facility="F01", status="untried", admitted=admitted),
        ),
        None,
    ).person
    transfer(house, sending(number), None)
    receive(house, ReceptionRequest(person=number, arrived=THERE), None)
    before = LEFT.replace(hour=8)
    assert on_roll(house, "F01", before)[number] == "no-cell"
    assert number not in on_roll(house, "F02", before)
    assert on_roll(house, "F02", THERE)[number] == "no-cell"
    assert number not in on_roll(house, "F01", THERE)


def test_who_is_brought_back_is_received_where_they_left(house: Seat) -> None:
    origin = transfer(house, sending("P-1"), None).origin
    receive(house, ReceptionRequest(person="P-1", facility="F01", arrived=THERE, place=origin), None)
    assert on_roll(house, "F01", THERE)["P-1"] == origin
    assert on_roll(house, "F02", THERE) == {}


def test_what_is_refused(house: Seat) -> None:
    with pytest.raises(WrongUse, match="held in F01 already"):
        transfer(house, sending("P-1", "F01"), None)
    for cell in house.records(PLACE).find({"facility": "F02", "code": "F02/A/1/1"}).records:
        house.records(PLACE).save(
            cell.body.model_copy(update={"sex": "female"}), identity=cell.id, version=cell.version
        )
    with pytest.raises(Conflict, match="No cell in F02 is for"):
        transfer(house, sending("P-1"), None)
    with pytest.raises(Conflict, match="not on the way from another facility"):
        receive(house, ReceptionRequest(person="P-1", arrived=THERE), None)


def test_who_is_on_the_way_is_moved_sent_and_arrives_no_other_way(house: Seat) -> None:
    transfer(house, sending("P-1"), None)
    with pytest.raises(Conflict, match="on the way to F02"):
        transfer(house, sending("P-1"), None)
    yard = MoveRequest(
        person="P-1",
        sort="yard",
        place="F01/yard",
        left=THERE,
        arrived=THERE,
        reason="Exercise",
        authority="Director",
        escort="none",
    )
    with pytest.raises(Conflict, match="on the way to F02"):
        move(house, yard, None)
    with pytest.raises(Conflict, match="no movement waits"):
        arrive(house, MoveArrivalRequest(person="P-1", arrived=THERE), None)
    with pytest.raises(WrongUse):
        receive(house, ReceptionRequest(person="P-1", arrived=LEFT.replace(hour=8)), None)
