"""Moves, counts, admissions and doors as they happen at the desk."""

from datetime import datetime, timedelta

import pytest

from tahqiq.desk.operation_form import labels
from tahqiq.desk.records import every, one
from tahqiq.desks.custody.admissions.operations import AdmissionRequest, CandidatesRequest, admit, match
from tahqiq.desks.custody.bookings.record import BOOKING, Booking
from tahqiq.desks.custody.contradictions.operations import ContradictionsRequest, list_contradictions
from tahqiq.desks.custody.due_times.operations import ClocksRequest, clocks
from tahqiq.desks.custody.house_map.operations import PlacesRequest, places
from tahqiq.desks.custody.incidents.operations import IncidentAnswer, IncidentHandlingRequest, IncidentRequest
from tahqiq.desks.custody.incidents.record import INCIDENT
from tahqiq.desks.custody.moves.operations import MoveRequest, move
from tahqiq.desks.custody.moves.record import MOVE
from tahqiq.desks.custody.people.record import PERSON, PersonFile
from tahqiq.desks.custody.person_file.operations import PersonFileRequest
from tahqiq.desks.custody.person_file.views import PersonFileView
from tahqiq.desks.custody.roll_call.operations import WhereaboutsRequest, where
from tahqiq.desks.custody.roll_checks.operations import RollCheckRequest, count
from tahqiq.desks.custody.roll_checks.record import ROLL
from tahqiq.kit.errors import Conflict, WrongUse
from tests.desks.conftest import Turn, performed
from tests.desks.custody.conftest import HOUSE, imported
from tests.seat import Seat

NOW = datetime.fromisoformat("2026-05-05T09:00:00+03:00")


@pytest.fixture(autouse=True)
def next_day(at: Seat, turn: Turn) -> None:
    """The day after."""
    turn("2026-05-06T08:00")


def to(place: str, who: str = "P-1", when: datetime = NOW) -> MoveRequest:
    return MoveRequest(
        person=who,
        place=place,
        sort="cell",
        left=when,
        arrived=when + timedelta(minutes=5),
        reason="نقل",
        authority="المدير",
        escort="حارس",
    )


def test_a_cell_that_breaks_a_hard_check_is_refused_in_words(at: Seat) -> None:
    imported(at, HOUSE)
    for place, word in (("F01/B/1/01", "Convicted"), ("F01/A/1/02", "1")):
        with pytest.raises(Conflict) as refused:
            move(at, to(place), None)
        assert refused.value.code == "custody-cell-refused"
        assert word in str(refused.value)
    with pytest.raises(Conflict) as there:
        move(at, to("F01/A/1/01"), None)
    assert there.value.code == "custody-there-already"
    told = places(at, PlacesRequest(facility="F01", at=(NOW + timedelta(hours=1)).isoformat()), None)
    assert {one.code: one.inside for one in told.places if one.inside} == {
        "F01": 2,
        "F01/A": 2,
        "F01/A/1": 2,
        "F01/A/1/01": 1,
        "F01/A/1/02": 1,
    }


def test_two_who_are_kept_apart_do_not_come_into_one_wing(at: Seat) -> None:
    imported(
        at,
        HOUSE
        | {
            "apart.csv": "number,person,other,reason,reach,by,begins\nNA-1,P-1,P-2,threat,cell,مدير,2026-05-02\n",  # noqa: E501
            "places2.csv": "code,sort,within,facility,capacity,status\nF01/A/1/03,cell,F01/A/1,F01,3,untried\n",  # noqa: E501
        },
    )
    move(at, to("F01/A/1/03"), None)
    with pytest.raises(Conflict, match="NA-1"):
        move(at, to("F01/A/1/03", "P-2", NOW + timedelta(hours=1)), None)
    assert move(at, to("F01/A/1/01", "P-2", NOW + timedelta(hours=1)), None).place == "F01/A/1/01"


def test_nobody_moves_or_is_counted_in_the_future_or_arrives_before_leaving(at: Seat) -> None:
    imported(at, HOUSE)
    ahead = NOW + timedelta(hours=28)
    early = to("F01/A/1/01").model_copy(update={"arrived": NOW - timedelta(minutes=1)})
    counted = RollCheckRequest(place="F01/A/1", at=ahead, counted=2, by="آمر")
    for operation, question, code in (
        ("move", to("F01/A/1/01", when=ahead), "moment-field-ahead"),
        ("move", early, "moment-field-order"),
        ("count", counted, "moment-field-ahead"),
    ):
        with pytest.raises(WrongUse) as refused:
            performed(at, operation, question)
        assert refused.value.code == code
    assert len(list(every(at, MOVE))) == 4


def test_nobody_is_admitted_before_the_arrest_or_to_a_facility_that_is_not_there(at: Seat) -> None:
    imported(at, HOUSE)
    person = PersonFile(number="P-9", name="نوزاد احمد صالح")

    def admission(**booked: object) -> AdmissionRequest:
        given = {"number": "B-9", "person": "P-9", "facility": "F01", "admitted": NOW, **booked}
        return AdmissionRequest(decided="new-file", person=person, booking=Booking.model_validate(given))

    for booked, code, word in (
        ({"arrested": NOW + timedelta(hours=1)}, "moment-field-order", "Admitted"),
        ({"admitted": NOW + timedelta(days=2)}, "moment-field-ahead", "Admitted"),
        ({"arrested": NOW.replace(tzinfo=None)}, "clock-zone", NOW.replace(tzinfo=None).isoformat()),
        ({"facility": "F77"}, "custody-no-facility", "F77"),
    ):
        with pytest.raises(WrongUse, match=word) as refused:
            performed(at, "admit", admission(**booked))
        assert refused.value.code == code
    assert not [kept for kept in every(at, BOOKING) if kept.body.number == "B-9"]
    performed(at, "admit", admission(arrested=NOW - timedelta(hours=3), court="2026-06-01"))
    assert one(at, BOOKING, number="B-9").body.admitted == NOW


def test_an_incident_is_not_reported_or_closed_before_it_happened(at: Seat) -> None:
    imported(at, HOUSE)
    incident = IncidentRequest(facility="F01", at=NOW, sort="disorder", text="احترق فراش في الغرفة.")
    early = NOW - timedelta(hours=1)
    with pytest.raises(WrongUse) as refused:
        performed(at, "incident", incident.model_copy(update={"told_director": early}))
    assert refused.value.code == "moment-field-order"
    made = performed(at, "incident", incident)
    assert isinstance(made, IncidentAnswer)
    for told in ("told_family", "closed"):
        handled = IncidentHandlingRequest.model_validate({"number": made.number, told: early})
        with pytest.raises(WrongUse) as refused:
            performed(at, "handle", handled)
        assert refused.value.code == "moment-order"


def test_a_count_that_differs_becomes_an_incident(at: Seat) -> None:
    imported(at, HOUSE)
    same = count(at, RollCheckRequest(place="F01/A/1", at=NOW, counted=2, by="آمر"), None)
    assert (same.expected, same.incident) == (2, "")
    told = count(
        at,
        RollCheckRequest(place="F01/A/1", at=NOW + timedelta(hours=10), counted=1, missing=["P-2"], by="آمر"),
        None,
    )
    assert told.incident
    assert one(at, INCIDENT, number=told.incident).body.people == ["P-2"]
    assert (
        count(
            at,
            RollCheckRequest(
                place="F01/A/1", at=NOW + timedelta(hours=10), counted=1, missing=["P-2"], by="آمر"
            ),
            None,
        ).record
        == told.record
    )
    assert len(list(every(at, INCIDENT))) == 1


def test_doors_say_where_the_missing_one_went(at: Seat) -> None:
    log = "at,badge,door,way\n2026-05-04 18:31,P-2,F01/B/1,in\n2026-05-04 18:20,P-1,F01/A/1,in\n"
    assert {one.code for one in imported(at, HOUSE | {"doors.csv": log}).problems} == {"custody-clock-back"}
    told = where(at, WhereaboutsRequest(person="P-2", at="2026-05-04T19:00+03:00"), None)
    assert (told.state, told.place, told.agrees) == ("inside", "F01/A/1/02", False)
    assert [(one.door, one.way, one.row) for one in told.doors] == [("F01/B/1", "in", 2)]
    out = where(at, WhereaboutsRequest(person="P-1", at="2026-05-04T10:00+03:00"), None)
    assert (out.state, out.authority) == ("out", "محكمة")
    assert (
        where(at, WhereaboutsRequest(person="P-1", at="2026-05-04T08:30+03:00"), None).state == "on-the-way"
    )
    assert where(at, WhereaboutsRequest(person="P-1", at="2026-05-04T19:00+03:00"), None).agrees is True


@pytest.mark.parametrize(
    ("name", "born", "why"),
    [
        ("سلام جاسم كاضم", "", ["name-only"]),
        ("Salam Jasim Kadhim", "", ["name-only"]),
        ("سلام جاسم كاضم", "1985-06-05", ["name-other-birth"]),
        ("سلام جاسم كاضم", "1990-05-01", ["name-and-birth"]),
        ("سعد منصور عباس", "", None),
        ("سعد منصور عباس", "1985-06-05", None),
    ],
)
def test_a_file_is_found_by_a_near_name_whatever_birth_is_told(
    at: Seat, name: str, born: str, why: list[str] | None
) -> None:
    imported(at, HOUSE)
    found = match(at, CandidatesRequest(name=name, born=born), None).candidates
    assert [(one.number, one.why) for one in found] == ([("P-1", why)] if why else [])


def test_a_known_man_under_another_spelling_is_decided_by_a_person(at: Seat) -> None:
    imported(at, HOUSE)
    [seen] = match(at, CandidatesRequest(name="سلام جاسم كاضم", born="1990-05-01"), None).candidates
    assert (seen.number, seen.held, seen.why) == ("P-1", True, ["name-and-birth"])
    told = PersonFile.model_validate({"number": "P-9", "name": "سلام جاسم كاضم", "born": "1990-05-01"})
    asked = AdmissionRequest(
        decided="new-file",
        person=told,
        booking=Booking(number="B-9", person="P-9", facility="F01", admitted=NOW),
    )
    with pytest.raises(WrongUse) as unseen:
        admit(at, asked, None)
    assert unseen.value.code == "custody-candidates-unseen"
    known = asked.model_copy(update={"decided": "known", "known": "P-1", "seen": ["P-1"]})
    with pytest.raises(Conflict) as held:
        admit(at, known, None)
    assert held.value.code == "custody-already-held"
    booking = one(at, BOOKING, number="B-1")
    at.records(BOOKING).save(
        booking.body.model_copy(update={"released": NOW - timedelta(days=1)}),
        identity=booking.id,
        version=booking.version,
    )
    made = admit(at, known, None)
    assert made.person == "P-1"
    assert one(at, PERSON, number="P-1").body.also == ["سلام جاسم كاضم"]
    assert {
        "order",
        "arrested",
        "injuries",
        "property_signed",
        "family_told",
        "screening_asked",
        "self_harm_noted",
    } <= set(made.due)
    due = [
        one_
        for one_ in clocks(at, ClocksRequest(as_of=(NOW + timedelta(days=2)).isoformat()), None).clocks
        if one_.clock == "intake" and one_.record == "B-9"
    ]
    assert [(one_.standing, one_.lacks) for one_ in due] == [("overdue", made.due)]


def test_a_file_shows_every_step_of_the_calculation(at: Seat) -> None:
    imported(at, HOUSE)
    told = performed(at, "person", PersonFileRequest(person="سلام جاسم كاظم"))
    assert isinstance(told, PersonFileView)
    assert (told.number, told.place, len(told.moves)) == ("P-1", "F01/A/1/01", 3)
    [held] = told.bookings
    assert [(step.what, step.order) for step in held.steps] == [("begins", "O-1"), ("until", "O-1")]
    assert (held.expected or "").startswith("2026-05-15T20:59:59")
    assert one(at, BOOKING, number="B-1").body.days == 15
    assert [kept.body.ended for kept in every(at, MOVE, {"person": "P-1"}) if kept.body.sort == "court"] == [
        datetime.fromisoformat("2026-05-04T10:00:00+00:00")
    ]


def test_a_second_count_with_the_same_figures_is_saved_once(at: Seat) -> None:
    imported(at, HOUSE)
    asked = RollCheckRequest(place="F01/A/1", at=NOW, counted=1, missing=["P-2"], by="آمر")
    first, second = count(at, asked, None), count(at, asked, None)
    assert (first.again, second.again, second.record, second.incident) == (
        False,
        True,
        first.record,
        first.incident,
    )
    assert at.records(ROLL).get(first.record).version == 1
    assert not count(at, asked.model_copy(update={"counted": 2, "missing": []}), None).again


def test_a_count_that_differs_contradicts_the_moves(at: Seat) -> None:
    imported(at, HOUSE)
    made = count(at, RollCheckRequest(place="F01/A/1", at=NOW, counted=4, by="آمر"), None)
    asked = ContradictionsRequest(facility="F01", as_of=(NOW + timedelta(hours=1)).isoformat())
    found = list_contradictions(at, asked, None)
    assert [(one.what, one.person, one.one, one.other) for one in found.contradictions] == [
        ("count-differs", "", f"{made.number} · 4", "F01/A/1 · 2")
    ]


@pytest.mark.parametrize(("language", "words"), [("en", "Expected"), ("ar", "المتوقع")])
def test_the_roll_says_how_many_are_expected(at: Seat, language: str, words: str) -> None:
    assert labels(at.desk, at.desk.operation("roll"), language)["expected"] == words


def test_two_people_are_held_by_one_order(at: Seat) -> None:
    imported(at, HOUSE)
    names = ("رعد منصور جبار", "سعد منصور جبار")
    made = [
        admit(
            at,
            AdmissionRequest(
                decided="new-file",
                person=PersonFile(number="", name=name, sex="male"),
                booking=Booking(
                    number="", person="", facility="F01", admitted=NOW, order="99/2026", status="untried"
                ),
                order_days=7,
            ),
            None,
        )
        for name in names
    ]
    assert len({one_.booking for one_ in made}) == len(names)
    assert all(one(at, BOOKING, number=one_.booking).body.expected for one_ in made)
