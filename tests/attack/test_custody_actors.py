"""Who enters and answers complaints of people in custody: whoever is outside the compartment learns it
neither from registers, nor from the log, nor from the rows; whoever is inside can tell the complainant."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.access.hidden_actor import HIDDEN
from tahqiq.access.verify import Verifier
from tahqiq.desk import desk, perform
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.compartments import TITLES
from tahqiq.desks.custody.complaints.operations import ComplaintReplyRequest, ComplaintRequest
from tahqiq.desks.custody.complaints.record import COMPLAINT
from tahqiq.desks.custody.people.record import PERSON
from tahqiq.desks.custody.places.record import PLACE
from tahqiq.workbench import Workbench
from tests.seat import Seat
from tests.store.conftest import new_database, postgres_server  # noqa: F401 (fixtures)

from .conftest import PASSWORD, client
from .harbour import ENGINES

DESK = desk("custody")


@pytest.fixture(params=ENGINES)
def door(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    new_database: Callable[[], str],  # noqa: F811
) -> Door:
    """The desk with a complaint that ``clerk`` entered and answered; ``colleague`` is inside the compartment,
    ``guard`` at the desk outside it."""
    made = Door.found(tmp_path / "ws", new_database() if request.param == "postgres" else "", owner="owner")
    owner = Workbench(made, made.people.get("owner"))
    owner.open_desk("custody")
    owner.team.open_compartment("custody-complaints", TITLES["custody-complaints"])
    for login in ("clerk", "colleague", "guard"):
        person = made.people.add(login, login.title(), frozenset({"analyst"}), PASSWORD, "test")
        made.cases.add_member(DESK.file, person.id, "test")
        if login != "guard":
            made.cases.admit("custody-complaints", person.id, "test")
    made.people.add("auditor", "Auditor", frozenset({"auditor"}), PASSWORD, "test")
    seat = Seat(owner, DESK, DESK.file)
    seat.records(PERSON).save(PERSON.example)
    seat.records(PLACE).save(PLACE.example)
    seat.records(BOOKING).save(BOOKING.example)
    clerk = Workbench(made, made.people.get("clerk"))
    moment = datetime.now(UTC) - timedelta(days=1)
    asked = ComplaintRequest(
        person=PERSON.example.number, facility="F01", made=moment, torture=False, text="لا زيارة منذ شهر"
    )
    number = perform(clerk, DESK, DESK.operation("complain"), asked).number  # type: ignore[attr-defined]
    reply = ComplaintReplyRequest(
        number=number, answered=moment + timedelta(hours=2), answer="الزيارة يوم الخميس."
    )
    perform(clerk, DESK, DESK.operation("answer"), reply)
    return made


def test_outside_the_compartment_nobody_learns_who_answered(door: Door) -> None:
    clerk = door.people.get("clerk")
    rows = [item for item in door.workspace.records.every() if item.kind == COMPLAINT.name]
    assert len(rows) == 2
    assert all(item.actor.startswith(HIDDEN) and clerk.id not in item.body for item in rows)
    about = [
        leaf
        for leaf in door.audit.leaves()
        if leaf.act in ("custody.complain", "custody.answer") or leaf.object.startswith(rows[0].id)
    ]
    assert len(about) >= 6
    assert all(leaf.actor.startswith(HIDDEN) for leaf in about)
    shown = (
        client(door, "auditor").get("/api/v1/audit/entries", params={"person": clerk.id}).json()["entries"]
    )
    assert not [one for one in shown if one["case"] == DESK.file]
    record = f"/api/v1/desks/custody/records/{COMPLAINT.name}/{rows[0].id}"
    assert client(door, "guard").get(record).status_code == 404
    assert Verifier(door).verify().holds


def test_a_complaint_is_offered_to_nobody_outside_its_compartment(door: Door) -> None:
    asked = {
        "person": PERSON.example.number,
        "facility": "F01",
        "made": (datetime.now(UTC) - timedelta(hours=3)).isoformat(),
        "torture": False,
        "text": "لا ماء منذ يومين",
    }
    address = "/api/v1/desks/custody/complain"
    assert client(door).post(address, json=asked).status_code == 401
    assert client(door, "auditor").post(address, json=asked).status_code in (403, 404)
    refused = client(door, "guard").post(address, json=asked)
    assert (refused.status_code, refused.json()["code"]) == (403, "custody-complaints-closed")
    assert [_offered(door, one) for one in ("auditor", "guard", "clerk", "colleague")] == [
        set(),
        {"move"},
        {"complain", "answer", "move"},
        {"complain", "answer", "move"},
    ]
    assert client(door, "colleague").post(address, json=asked).status_code == 200


def _offered(door: Door, login: str) -> set[str]:
    desks = client(door, login).get("/api/v1/desks").json()
    listed = desks["desks"] if isinstance(desks, dict) else desks
    return {
        one["name"]
        for found in listed
        if found["name"] == "custody"
        for one in found["operations"]
        if one["may"] and one["name"] in ("complain", "answer", "move")
    }


def test_inside_the_compartment_it_is_known_who_answered(door: Door) -> None:
    record = next(item.id for item in door.workspace.records.every() if item.kind == COMPLAINT.name)
    seen = client(door, "colleague").get(f"/api/v1/desks/custody/records/{COMPLAINT.name}/{record}").json()
    assert {one["by"] for one in seen["history"]} == {"Clerk"}


def test_every_closed_compartment_of_the_desk_hides_who_acted() -> None:
    """Health and prison intelligence, which come from registers, as well."""
    closed = {kind.name: kind.hides_actor for kind in DESK.kinds if kind.compartment}
    assert closed == {"custody-complaint": True, "custody-health": True, "custody-intelligence": True}
