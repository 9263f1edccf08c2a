"""What stays visible after the fact: an overstay that a release ended, the order of incidents, a list."""

from datetime import timedelta

from tahqiq.desk.records import every, one
from tahqiq.desks.custody.admissions.completion import AdmissionAnswersRequest, complete
from tahqiq.desks.custody.admissions.correction import AdmissionCorrectionRequest, correct
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.incidents.operations import IncidentRequest, record_incident
from tahqiq.desks.custody.incidents.record import INCIDENT
from tahqiq.desks.custody.inspections.rule_board import RulesRequest, board
from tahqiq.desks.custody.moves.record import MOVE
from tahqiq.desks.custody.releases.operations import ReleaseRequest, release
from tests.desks.conftest import Turn
from tests.desks.custody.conftest import HOUSE, imported
from tests.desks.custody.test_acts import NOW, refused
from tests.seat import Seat


def test_an_overstay_that_a_late_release_ended_stays_on_the_board(at: Seat, turn: Turn) -> None:
    imported(at, HOUSE)
    turn("2026-05-20T10:00")
    when = NOW + timedelta(days=15)
    asked = ReleaseRequest(
        person="P-1", released=when, number="9/2026", authority="محكمة", issued=when.date()
    )
    assert release(at, asked, None).late_days == 5
    found = board(at, RulesRequest(facility="F01", as_of=when.isoformat()), None).rules
    [rule] = [one_ for one_ in found if one_.id == "DET-1"]
    assert "B-1" in [row.record for row in rule.rows if row.verdict == "broken"]


def test_incidents_are_ordered_by_when_they_happened(at: Seat) -> None:
    imported(at, HOUSE)
    for hours in (3, 1, 2):
        record_incident(
            at,
            IncidentRequest(
                facility="F01", at=NOW + timedelta(hours=hours), sort="other", text="حادثة في الممر"
            ),
            None,
        )
    found = at.records(INCIDENT).find(order="at", descending=True).records
    assert [kept.body.at for kept in found] == [NOW + timedelta(hours=hours) for hours in (3, 2, 1)]


def test_a_list_in_which_nothing_stands_is_not_signed(at: Seat) -> None:
    imported(at, HOUSE)
    signed = AdmissionAnswersRequest(booking="B-1", property_signed=True)
    refused("custody-property-empty", lambda: complete(at, signed, None))
    complete(at, signed.model_copy(update={"property_items": ["لم يُحضر شيئاً"]}), None)


def test_the_hour_of_an_admission_is_corrected_with_its_first_stay(at: Seat, turn: Turn) -> None:
    imported(at, HOUSE)
    turn("2026-05-05T09:00")
    before = one(at, BOOKING, number="B-2").body.admitted
    assert before is not None
    right = AdmissionCorrectionRequest(
        booking="B-2", admitted=before - timedelta(hours=2), reason="الساعة خطأ"
    )
    correct(at, right, None)
    assert one(at, BOOKING, number="B-2").body.admitted == before - timedelta(hours=2)
    [stay] = [kept.body for kept in every(at, MOVE, {"booking": "B-2", "sort": "admission"})]
    assert stay.arrived == before - timedelta(hours=2)
    correct(at, AdmissionCorrectionRequest(booking="B-2", order_days=5, reason="خمسة أيام لا خمسة عشر"), None)
    assert one(at, BOOKING, number="B-2").body.days == 5
    late = AdmissionCorrectionRequest(booking="B-2", order_days=5, order_until=NOW.date(), reason="كلاهما")
    refused("custody-order-length", lambda: correct(at, late, None))
