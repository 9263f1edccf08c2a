"""Who has an open booking is on the roll from admission on, with and without a cell."""

from datetime import datetime

import pytest

from tahqiq.desks.custody.admissions.operations import AdmissionRequest, admit
from tahqiq.desks.custody.bookings.record import Booking
from tahqiq.desks.custody.due_times.due import due
from tahqiq.desks.custody.house_map.operations import PlacesRequest, places
from tahqiq.desks.custody.moves.operations import MoveRequest, move
from tahqiq.desks.custody.people.record import PersonFile
from tahqiq.desks.custody.person_file.operations import PersonFileRequest, person
from tahqiq.desks.custody.releases.operations import ReleaseRequest, release
from tahqiq.desks.custody.roll_call.operations import (
    RollRequest,
    RollView,
    WhereaboutsRequest,
    WhereaboutsView,
    roll,
    where,
)
from tahqiq.desks.custody.roll_checks.operations import RollCheckRequest, count
from tahqiq.kit.errors import WrongUse
from tests.desks.conftest import Turn
from tests.desks.custody.conftest import HOUSE, imported
from tests.seat import Seat

ADMITTED = datetime.fromisoformat("2026-05-04T19:00:00+03:00")
LATER = ADMITTED.replace(hour=20)


@pytest.fixture(autouse=True)
def _next_morning(at: Seat, turn: Turn) -> None:
    turn("2026-05-05T06:00")


def admitted(at: Seat) -> str:
    """Somebody admitted at 19:00 without a cell; the number of the file."""
    imported(at, HOUSE)
    return admit(
        at,
        AdmissionRequest(
            decided="new-file",
            person=PersonFile(number="", name="رعد منصور جبار", sex="male"),
            booking=Booking(number="", person="", facility="F01", status="untried", admitted=ADMITTED),
        ),
        None,
    ).person


def test_the_end_of_the_order_is_counted_with_the_admission(at: Seat) -> None:
    imported(at, HOUSE)

    def asked(name: str, **end: object) -> AdmissionRequest:
        booking = {"number": "", "person": "", "facility": "F01", "admitted": ADMITTED, "status": "untried"}
        paper = {"order": f"77-{name}", "order_authority": "محكمة", "order_issued": "2026-05-04"}
        return AdmissionRequest.model_validate(
            {"decided": "new-file", "person": {"number": "", "name": name}, "booking": booking | paper, **end}
        )

    for end, until in (({"order_days": 15}, "2026-05-18"), ({"order_until": "2026-05-20"}, "2026-05-20")):
        who = admit(at, asked(f"رعد {until}", **end), None).person
        [held] = person(at, PersonFileRequest(person=who), None).bookings
        assert (held.expected or "")[:10] == until
        assert held.steps[-1].order.startswith("77-")
    for wrong, code in (
        ({"order_days": 15, "order_until": "2026-05-20"}, "custody-order-length"),
        ({"order_until": "2026-05-01"}, "custody-order-days"),
    ):
        with pytest.raises(WrongUse) as refused:
            admit(at, asked("سعد", **wrong), None)
        assert refused.value.code == code


def on_roll(at: Seat, when: datetime, place: str = "") -> RollView:
    return roll(at, RollRequest(at=when, facility="F01", place=place), None)


def at_place(at: Seat, number: str, when: datetime) -> WhereaboutsView:
    return where(at, WhereaboutsRequest(person=number, at=when.isoformat()), None)


def test_who_is_admitted_without_a_cell_is_on_the_roll(at: Seat) -> None:
    number = admitted(at)
    assert f"move?person={number}&sort=cell" in [one.to for one in due(at)]
    found = on_roll(at, LATER)
    assert (found.expected, found.no_cell, found.out) == (3, 1, 0)
    assert [(one.person, one.place, one.since) for one in found.people if one.no_cell] == [
        (number, "", ADMITTED.isoformat())
    ]
    assert on_roll(at, ADMITTED.replace(hour=18)).no_cell == 0
    assert (on_roll(at, LATER, "F01").no_cell, on_roll(at, LATER, "F01/A/1").no_cell) == (1, 0)
    was = at_place(at, number, LATER)
    assert (was.state, was.place, was.since) == ("no-cell", "", ADMITTED.isoformat())
    assert at_place(at, number, ADMITTED.replace(hour=18)).state == "not-held"


def test_no_cell_yet_has_its_own_count_on_the_map_and_in_the_file(at: Seat) -> None:
    number = admitted(at)
    found = places(at, PlacesRequest(facility="F01", at=LATER.isoformat()), None)
    assert found.inside == 3
    assert [(one.person, one.name) for one in found.no_cell] == [(number, "رعد منصور جبار")]
    assert person(at, PersonFileRequest(person=number), None).no_cell


def test_a_count_of_the_whole_house_expects_who_has_no_cell(at: Seat) -> None:
    admitted(at)
    for place, there in (("F01", 3), ("F01/A/1", 2)):
        made = count(at, RollCheckRequest(place=place, at=LATER, counted=there, by="Officer 7"), None)
        assert (made.expected, made.incident) == (there, "")


def test_a_cell_and_a_release_end_it(at: Seat) -> None:
    number = admitted(at)
    half = ADMITTED.replace(minute=30)
    move(
        at,
        MoveRequest(
            person=number,
            sort="cell",
            place="F01/A/1/01",
            left=half,
            arrived=half,
            reason="First cell",
            authority="Officer 7",
            escort="Officer 7",
        ),
        None,
    )
    assert (on_roll(at, LATER).expected, on_roll(at, LATER).no_cell) == (3, 0)
    assert (on_roll(at, half.replace(minute=10)).expected, on_roll(at, half.replace(minute=10)).no_cell) == (
        3,
        1,
    )
    assert not person(at, PersonFileRequest(person=number), None).no_cell


def test_who_was_let_go_without_a_cell_was_on_the_roll_before(at: Seat) -> None:
    number = admitted(at)
    release(
        at,
        ReleaseRequest(person=number, released=LATER, number="R-1", authority="Court", issued=LATER.date()),
        None,
    )
    assert on_roll(at, LATER.replace(minute=1)).no_cell == 0
    assert at_place(at, number, LATER.replace(minute=1)).state == "not-held"
    assert on_roll(at, LATER.replace(hour=19, minute=30)).no_cell == 1
