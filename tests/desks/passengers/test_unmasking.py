"""What is masked is opened by two persons, for a purpose, until an hour; and the log alone says so."""

from datetime import date

import pytest

from tahqiq.access.verify import Verifier
from tahqiq.casework import masking
from tahqiq.desk.inbox import inbox
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.whole import whole
from tahqiq.desks.passengers.law import law
from tahqiq.desks.passengers.retention.operations import apply_due
from tahqiq.desks.passengers.screening.examples import SAMPLE_MESSAGE
from tahqiq.desks.passengers.travels.record import TRAVEL
from tahqiq.desks.passengers.unmasking.log import LogRequest, show_log
from tahqiq.desks.passengers.unmasking.operations import (
    UnmaskingViewRequest,
    request_unmasking,
    view_unmasked,
)
from tahqiq.desks.passengers.unmasking.record import UNMASKING, UnmaskingRequest
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, Damaged, Refused, WrongUse
from tests.desks.conftest import Turn, person
from tests.desks.passengers.conftest import taken
from tests.seat import Seat


def masked_record(at: Seat, turn: Turn) -> str:
    turn("2026-04-01T09:00")
    taken(at)
    turn("2026-10-01T03:00")
    apply_due(at, date(2026, 10, 1))
    return at.records(TRAVEL).find().records[0].id


def step(at: Seat, opening: str, transition: str, reason: str) -> str:
    lives = Lives(at, UNMASKING)
    return lives.act(
        opening, transition, lives.of(at.records(UNMASKING).get(opening)).sha256, reason
    ).standing.state


def wanted(record: str, **more: object) -> UnmaskingRequest:
    return UnmaskingRequest.model_validate(
        {
            "record": record,
            "purpose": "trafficking-drugs",
            "matter": "File 31",
            "reason": "Named in an order of the court",
            **more,
        }
    )


def test_two_persons_open_it_for_a_purpose_until_an_hour_and_the_officer_for_data_protection_reviews(
    at: Seat, turn: Turn
) -> None:
    record = masked_record(at, turn)
    officer, chief, guardian = (
        person(at, "officer", "analyst"),
        person(at, "chief", "supervisor"),
        person(at, "guardian", "data-protection"),
    )
    for asked, error in (
        (wanted(record, purpose="curiosity"), WrongUse),
        (wanted(record, hours=100), WrongUse),
    ):
        with pytest.raises(error):
            request_unmasking(officer, asked, None)
    opening = request_unmasking(officer, wanted(record, hours=2), None)
    assert opening.state == "asked"
    assert view_unmasked(officer, UnmaskingViewRequest(id=opening.id), None).fields is None
    with pytest.raises(Refused):
        step(officer, opening.id, "grant", "I agree with myself")
    assert [one.why for one in inbox(chief, clock.now(), "en").items if one.id == opening.id] == ["approval"]
    assert step(chief, opening.id, "grant", "Order 31 of the court") == "granted"
    assert view_unmasked(chief, UnmaskingViewRequest(id=opening.id), None).fields is None
    told = view_unmasked(officer, UnmaskingViewRequest(id=opening.id), None)
    assert told.fields is not None
    assert told.fields["rows"]["person"][0]["surname"] == "ALSAMPLE"  # type: ignore[index]
    assert at.records(TRAVEL).get(record).body.rows == {}
    (due,) = [one for one in inbox(guardian, clock.now(), "en").items if one.id == opening.id]
    assert (due.why, due.label, due.title) == (
        "deadline",
        "Review by the data-protection officer",
        "File 31 · Trafficking in drugs",
    )
    shown = {
        one.name: (one.cell.labels or one.cell.values)
        for one in whole(guardian, "passenger-unmasking", opening.id, "ar").fields
    }
    assert (shown["by"], shown["purpose"]) == (("Officer",), (law().purposes["trafficking-drugs"]["ar"],))
    assert shown["record"] == (TRAVEL.title(at.records(TRAVEL).get(record).body),)
    turn("2026-10-01T05:01")
    assert view_unmasked(officer, UnmaskingViewRequest(id=opening.id), None).fields is None
    assert step(guardian, opening.id, "review", "Order 31 was seen") == "reviewed"
    assert [one for one in inbox(guardian, clock.now(), "en").items if one.id == opening.id] == []


def test_an_objection_ends_an_opening_at_once_and_only_the_officer_for_data_protection_objects(
    at: Seat, turn: Turn
) -> None:
    record = masked_record(at, turn)
    officer, chief, guardian = (
        person(at, "officer", "analyst"),
        person(at, "chief", "supervisor"),
        person(at, "guardian", "data-protection"),
    )
    opening = request_unmasking(officer, wanted(record), None)
    step(chief, opening.id, "grant", "Order 31")
    with pytest.raises(Refused):
        step(chief, opening.id, "object", "I do")
    assert step(guardian, opening.id, "object", "There is no order 31") == "objected"
    assert view_unmasked(officer, UnmaskingViewRequest(id=opening.id), None).fields is None


def test_the_auditor_shows_from_the_log_alone_that_a_traveller_was_masked_on_the_day_and_opened_once(
    at: Seat, turn: Turn
) -> None:
    record = masked_record(at, turn)
    officer, chief = person(at, "officer", "analyst"), person(at, "chief", "supervisor")
    opening = request_unmasking(officer, wanted(record, hours=1), None)
    step(chief, opening.id, "grant", "Order 31")
    view_unmasked(officer, UnmaskingViewRequest(id=opening.id), None)
    door = at.bench.door
    leaves = [
        leaf
        for leaf in door.audit.leaves()
        if leaf.object.startswith(record) and leaf.result == "done" and leaf.act in ("mask", "unmask")
    ]
    assert [(leaf.act, leaf.actor, leaf.object) for leaf in leaves] == [
        ("mask", at.actor.id, f"{record}/due=2026-10-01/clock=2026-10-01"),
        (
            "unmask",
            officer.actor.id,
            f"{record}/request={opening.id}/asked-by={officer.actor.id}/granted-by={chief.actor.id}/purpose=trafficking-drugs/until=2026-10-01T04:00Z",
        ),
    ]
    assert [leaf.at[:10] for leaf in leaves] == ["2026-10-01", "2026-10-01"]
    view_unmasked(chief, UnmaskingViewRequest(id=opening.id), None)  # not who asked: refused, and told
    guardian = person(at, "guardian", "data-protection")
    told = show_log(guardian, LogRequest(record=record), None)
    assert (told.on_time, told.opened, [one.what for one in told.entries]) == (
        True,
        1,
        ["masked", "opened", "refused"],
    )
    masked, opened, refused = told.entries
    assert (masked.due, masked.clock) == ("2026-10-01", "2026-10-01")
    assert (opened.by_name, opened.granted_name, opened.purpose, opened.until) == (
        "Officer",
        "Chief",
        "trafficking-drugs",
        "2026-10-01T04:00Z",
    )
    assert (opened.request, opened.asked_by, refused.by_name, refused.why) == (
        opening.id,
        officer.actor.id,
        "Chief",
        "vault-not-yours",
    )
    assert Verifier(door).verify().holds


def test_what_is_not_masked_is_not_opened_and_a_closed_body_of_another_record_is_damaged(
    at: Seat, turn: Turn
) -> None:
    record = masked_record(at, turn)
    body = at.records(TRAVEL).get(record).body
    with pytest.raises(Damaged):
        masking.clear(at.bench.door, at.desk.kind(TRAVEL.name), "0" * 16, 1, body)
    turn("2026-10-02T09:00")
    taken(at, SAMPLE_MESSAGE.replace("260401:0810", "261002:0810"), "new.edi")
    (fresh,) = at.records(TRAVEL).find({"masked": None}).records
    with pytest.raises(Conflict):
        request_unmasking(at, wanted(fresh.id), None)
    assert at.records(UNMASKING).count()[None] == 0
