"""Who took part decides nothing about it: officers named in an inquiry are never let into its case, who wrote
any of a record signs it in no version, and questions asked at once are counted."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tahqiq.access.door import Door
from tahqiq.desk import desk, perform
from tahqiq.desk.whole import whole
from tahqiq.desks.cargo.examinations.operations import OutcomeSignatureRequest
from tahqiq.desks.cargo.outcomes.record import OUTCOME
from tahqiq.desks.covert.deconfliction.operations import MOST, DeconflictionRequest
from tahqiq.desks.covert.deconfliction.record import QUERY
from tahqiq.desks.custody.incidents.operations import (
    IncidentHandlingRequest,
    IncidentRequest,
    handle,
    record_incident,
)
from tahqiq.desks.custody.places.record import PLACE
from tahqiq.kit.errors import Busy, NotFound, Refused
from tahqiq.workbench import Workbench
from tests.seat import Seat

from .engines import NOW, Made, new_door  # noqa: F401 (a fixture)


def desktop(door: Door, name: str, login: str = "owner", *roles: str) -> Seat:
    """Somebody at a desk, who is added where they are not known."""
    declared, owner = desk(name), Workbench(door, door.people.get("owner"))
    if door.cases.opened(declared.file) is None:
        owner.open_desk(name)
    if login != "owner" and login not in {one.login for one in door.people.all()}:
        made = door.people.add(login, login.title(), frozenset(roles), None, "test")
        door.cases.add_member(declared.file, made.id, "test")
    return Seat(Workbench(door, door.people.get(login)), declared, declared.file, "work")


def code(act: Callable[[], object]) -> str:
    """The code with which something is refused."""
    with pytest.raises((Refused, NotFound)) as found:
        act()
    return found.value.code


def test_an_officer_named_in_an_inquiry_is_never_let_into_its_case(new_door: Made) -> None:  # noqa: F811
    door = new_door("custody")
    at = desktop(door, "custody")
    guard, late = desktop(door, "custody", "guard", "analyst"), desktop(door, "custody", "late", "analyst")
    at.records(PLACE).save(PLACE.example)
    asked = IncidentRequest(
        facility="F01",
        at=NOW,
        sort="death",
        text="Found dead in the morning.",
        people=[],
        staff=["Guard ", "7"],
        implicated=[],
    )
    made = record_incident(at, asked, None)
    assert code(lambda: at.bench.invite(made.inquiry, "guard")) == "case-barred"
    assert code(lambda: door.cases.add_member(made.inquiry, guard.actor.id, "test")) == "case-barred"
    at.bench.invite(made.inquiry, "late")
    assert [item.case.id for item in late.bench.team.invitations()] == [made.inquiry]
    handle(at, IncidentHandlingRequest(number=made.number, implicated=["late"]), None)
    assert late.bench.team.invitations() == []
    assert code(lambda: late.bench.team.answer(made.inquiry, join=True)) == "no-such-case"
    assert code(lambda: at.bench.invite(made.inquiry, "late")) == "case-barred"
    at.bench.invite(made.inquiry, desktop(door, "custody", "nurse", "analyst").bench.person.login)
    for one in (guard, late):
        with pytest.raises(NotFound):
            door.cases.find(one.actor.id, made.inquiry)
    assert json.loads(
        str(
            door.workspace.database.query("SELECT value FROM meta WHERE key=?", (f"barred-{made.inquiry}",))[
                0
            ][0]
        )
    ) == [
        "7",
        "guard",
        "late",
    ]


def test_who_wrote_any_version_signs_none(new_door: Made) -> None:  # noqa: F811
    door = new_door("cargo")
    at, second, third = (
        desktop(door, "cargo"),
        desktop(door, "cargo", "second", "analyst"),
        desktop(door, "cargo", "third", "analyst"),
    )
    operation = at.desk.operation("outcome-sign")

    def sign(who: Seat, version: int) -> object:
        return perform(
            who.bench, who.desk, operation, OutcomeSignatureRequest(outcome=kept.id, version=version)
        )

    kept = at.records(OUTCOME).save(OUTCOME.example.model_copy(update={"by": at.actor.id}))
    corrected = second.records(OUTCOME).save(
        kept.body.model_copy(update={"by": second.actor.id, "note": "wet"}), "", kept.id, kept.version
    )
    assert code(lambda: sign(at, corrected.version)) == "cargo-sign-own", (
        "who opened it and wrote the first version took part"
    )
    assert code(lambda: sign(second, corrected.version)) == "cargo-sign-own"
    sign(third, corrected.version)
    again = second.records(OUTCOME).save(
        corrected.body.model_copy(update={"note": "dry"}), "", kept.id, corrected.version + 1
    )
    sign(third, again.version)
    assert at.records(OUTCOME).get(kept.id).body.signed_by == third.actor.id


def test_questions_asked_at_once_are_counted_and_name_nobody(new_door: Made) -> None:  # noqa: F811
    door = new_door("covert")
    at, other = desktop(door, "covert"), desktop(door, "covert", "other", "analyst")

    def ask(who: Seat, value: str) -> None:
        perform(
            who.bench,
            who.desk,
            who.desk.operation("deconflict-ask"),
            DeconflictionRequest(value=value, capacity="source", controller="C-7"),
        )

    for number in range(MOST - 2):
        ask(other, f"+96477000001{number:02d}")
    barrier, told = Barrier(6), list[bool]()

    def at_once(number: int) -> None:
        barrier.wait()
        try:
            ask(other, f"+96477000009{number:02d}")
            told.append(True)
        except (Refused, Busy):
            told.append(False)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(at_once, range(6)))
    assert told.count(True) <= 2
    record = at.records(QUERY).find({}, limit=1).records[0]
    assert record.by == "" or record.by != other.actor.id
    assert code(lambda: whole(at, QUERY.name, record.id, "en")) == "no-such-record"
    assert whole(other, QUERY.name, record.id, "en").record.by == other.actor.id
