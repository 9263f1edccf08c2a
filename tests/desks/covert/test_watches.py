"""Surveillance: plans within their authorisation, numbered logs that keep the old text (T15), people who are
no subjects blurred, sightings that become the core's."""

from datetime import timedelta

import pytest

from tahqiq.desks.covert.closed_texts import COVERT_CLOSED
from tahqiq.desks.covert.watches.bystanders import BystanderDecisionRequest, WatchLineReference, keep, read
from tahqiq.desks.covert.watches.observations import LogSignatureRequest, ObservationRequest, see, sign
from tahqiq.desks.covert.watches.operations import WatchLogRequest, WatchPlanRequest, look, plan
from tahqiq.desks.covert.watches.sightings import SightingsRequest, publish
from tahqiq.desks.covert.watches.view import BLURRED
from tahqiq.kit.errors import NotFound
from tests.desks.conftest import Turn, performed, person
from tests.desks.covert.conftest import granted, moment, now
from tests.desks.covert.test_authorisations import refusal
from tests.seat import Seat

CANARY = "zzqxcanary"


@pytest.fixture
def team(at: Seat) -> dict[str, Seat]:
    """The chief, two observers of whom the first is admitted to closed texts, and somebody else."""
    at.bench.team.open_compartment(COVERT_CLOSED, "Closed texts")
    found = {"chief": at, **{login: person(at, login, "analyst") for login in ("first", "second", "other")}}
    at.bench.door.cases.admit(COVERT_CLOSED, found["first"].actor.id, at.actor.id)
    return found


def planned(team: dict[str, Seat], **more: object) -> str:
    number = granted(team["other"], team["chief"], subjects=["V-1"], places=["المخزن"])
    told = {
        "number": number,
        "begins": now(),
        "ends": now() + timedelta(days=2),
        "subjects": ["V-1"],
        "places": ["المخزن"],
        "observers": ["first", "second"],
    }
    return plan(team["chief"], WatchPlanRequest.model_validate(told | more), None).number


def line(number: str, **more: object) -> ObservationRequest:
    told = {
        "watch": number,
        "at": moment("2026-03-01T09:00"),
        "observer": "O1",
        "act": "دخل المخزن",
        "subject": "V-1",
        "light": "dusk",
        "distance": 40,
        "seconds": 20,
        "position": "السيارة",
    }
    return ObservationRequest.model_validate(told | more)


def test_a_plan_keeps_within_its_authorisation(team: dict[str, Seat]) -> None:
    refusal("covert-step-change", lambda: planned(team, subjects=["V-2"]))
    refusal("covert-step-change", lambda: planned(team, places=["المطار"]))
    refusal("covert-ends-first", lambda: planned(team, ends=now()))
    refusal("covert-outside-authorisation", lambda: planned(team, ends=now() + timedelta(days=100)))
    told = look(team["chief"], WatchLogRequest(watch=planned(team)), None)
    assert (told.observers, told.unsigned) == (["O1", "O2"], ["O1", "O2"])


def test_a_log_is_numbered_signed_and_keeps_the_old_text(team: dict[str, Seat], turn: Turn) -> None:
    number = planned(team)
    turn("2026-03-02T10:00")
    told = see(team["first"], line(number), None)
    assert [one.code for one in told.remarks] == ["covert-entered-late"]
    first = told.log[0]
    assert (first.at, first.written, first.late, first.light, first.distance, first.seconds) == (
        "2026-03-01T09:00:00Z",
        "2026-03-02T10:00:00Z",
        True,
        "dusk",
        40,
        20,
    )
    sign(team["first"], LogSignatureRequest(watch=number), None)
    told = sign(team["second"], LogSignatureRequest(watch=number, dissent="كان الباب مغلقاً"), None)
    assert (told.unsigned, told.dissents) == ([], ["O2: كان الباب مغلقاً"])
    told = see(team["second"], line(number, observer="O2", act="وقف عند الباب", corrects=1), None)
    assert [(one.act, one.corrects, one.corrected_by) for one in told.log] == [
        ("دخل المخزن", 0, 2),
        ("وقف عند الباب", 1, 0),
    ]
    assert told.unsigned == ["O1", "O2"]
    refusal("covert-no-line", see, team["first"], line(number, corrects=1), None)
    refusal("covert-no-observer", see, team["other"], line(number), None)
    refusal("covert-no-observer", sign, team["chief"], LogSignatureRequest(watch=number), None)
    refusal("covert-not-in-plan", see, team["first"], line(number, observer="O3"), None)
    refusal("covert-not-in-plan", see, team["first"], line(number, subject="V-2"), None)
    refusal("covert-outside-plan", see, team["first"], line(number, at=moment("2026-03-01T07:59")), None)
    refusal(
        "moment-field-ahead",
        performed,
        team["first"],
        "watch-log",
        line(number, at=moment("2026-03-02T10:03")),
    )


def test_who_is_no_subject_is_blurred_and_kept_only_by_decision(
    team: dict[str, Seat], at: Seat, turn: Turn
) -> None:
    number = planned(team)
    turn("2026-03-01T10:00")
    with pytest.raises(NotFound):
        see(team["second"], line(number, observer="O2", collateral=f"{CANARY} امرأة"), None)
    told = see(team["first"], line(number, collateral=f"{CANARY} امرأة"), None)
    assert (told.log[0].collateral, told.log[0].kept) == (BLURRED, None)
    bodies = at.bench.workspace.database.query("SELECT body FROM shelf_record")
    assert bodies
    assert not any(CANARY in str(row) for row in bodies)
    one = WatchLineReference(watch=number, line=1)
    refusal("covert-collateral-closed", read, team["first"], one, None)
    refusal("covert-no-collateral", read, team["first"], WatchLineReference(watch=number, line=2), None)
    chief = BystanderDecisionRequest(watch=number, line=1, keep=True, reason="تظهر في الفعل نفسه")
    refusal("covert-observer-decides", keep, team["first"], chief, None)
    assert keep(at, chief, None).log[0].kept is True
    refusal("covert-collateral-decided", keep, at, chief, None)
    assert read(team["first"], one, None).text == f"{CANARY} امرأة"
    with pytest.raises(NotFound):
        read(team["second"], one, None)


def test_what_was_decided_against_stays_closed(team: dict[str, Seat], at: Seat, turn: Turn) -> None:
    number = planned(team)
    turn("2026-03-01T10:00")
    see(team["first"], line(number, collateral="طفل"), None)
    keep(at, BystanderDecisionRequest(watch=number, line=1, keep=False, reason="لا صلة له"), None)
    refusal("covert-collateral-closed", read, team["first"], WatchLineReference(watch=number, line=1), None)


def test_sightings_are_the_cores_and_who_it_was_is_a_graded_statement(
    team: dict[str, Seat], at: Seat, turn: Turn
) -> None:
    number = planned(team)
    turn("2026-03-01T10:00")
    refusal(
        "covert-identified-because",
        see,
        team["first"],
        line(number, identified="سالم", because="يعرفه"),
        None,
    )
    refusal(
        "covert-identified-because",
        see,
        team["first"],
        line(number, identified="سالم", because="يعرفه", grade="europol-4x4:B2", distance=0),
        None,
    )
    see(
        team["first"],
        line(
            number,
            plate="12345",
            place="المخزن",
            identified="سالم",
            because="يعرفه منذ سنة",
            known_before=True,
            grade="europol-4x4:B2",
        ),
        None,
    )
    see(team["first"], line(number, act="خرج", plate="12345"), None)
    see(team["first"], line(number, act="خرج مسرعاً", plate="12345", corrects=2), None)
    case = at.bench.open_case("Sightings").id
    case_desk = Seat(at.bench, at.desk, case, "work")
    asked = SightingsRequest(watch=number, case=case, lines=["1", "3"], grade="europol-4x4:A1")
    refusal("covert-line-not-sightable", publish, case_desk, asked.model_copy(update={"lines": ["2"]}), None)
    told = publish(case_desk, asked, None)
    assert (told.sightings, len(told.identifications)) == (2, 1)
    refusal("covert-line-not-sightable", publish, case_desk, asked, None)
    plates = [hit for hit in at.bench.search("12345").hits if hit.schema == "Plate"]
    assert at.bench.happenings(plates[0].id.hex()).total == 2
    sources = {one.id: one for one in at.bench.workspace.sources.all(at.bench.scope("work"))}
    assert [str(sources[one].grade) for one in (told.source, *told.identifications)] == [
        "europol-4x4:A1",
        "europol-4x4:B2",
    ]
    assert not [hit for hit in at.bench.search("سالم").hits if hit.schema == "Person"]
    seen = look(at, WatchLogRequest(watch=number), None)
    assert [(one.seq, one.published) for one in seen.log] == [(1, told.source), (2, ""), (3, told.source)]
