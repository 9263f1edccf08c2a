"""Orders and release, alerts that expire, the individual plan, and days of another calendar: by the
operations that forms and commands ask."""

from datetime import date, datetime, timedelta

from tahqiq.desk.records import every, one
from tahqiq.desks.custody.alerts.operations import AlertRenewalRequest, AlertRequest, renew, warn
from tahqiq.desks.custody.alerts.record import ALERT
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.moves.record import MOVE
from tahqiq.desks.custody.orders.operations import DetentionOrderRequest, record_order
from tahqiq.desks.custody.person_file.operations import PersonFileRequest
from tahqiq.desks.custody.person_file.operations import person as file_of
from tahqiq.desks.custody.plans.operations import (
    AttendanceRequest,
    PlanRequest,
    PlanReviewRequest,
    attend,
    plan,
    review,
)
from tahqiq.desks.custody.releases.operations import ReleaseRequest, release
from tests.desks.custody.conftest import HOUSE, imported
from tests.desks.custody.test_acts import refused
from tests.seat import Seat

DAY = date(2026, 5, 10)
GONE = datetime.fromisoformat("2026-05-20T10:00:00+03:00")


def test_an_order_counts_anew_and_a_release_closes_the_booking(at: Seat) -> None:
    imported(at, HOUSE)
    given = DetentionOrderRequest(
        person="P-1",
        number="O-9",
        sort="extension",
        authority="محكمة",
        article="109",
        issued=DAY,
        begins=date(2026, 5, 18),
        length_days=10,
    )
    refused(
        "custody-order-number-blank",
        lambda: record_order(at, given.model_copy(update={"number": "  "}), None),
    )
    refused(
        "custody-order-days",
        lambda: record_order(at, given.model_copy(update={"until": date(2026, 5, 1)}), None),
    )
    refused(
        "custody-order-length", lambda: record_order(at, given.model_copy(update={"length_days": 0}), None)
    )
    told = record_order(at, given, None)
    assert (told.expected, told.uncovered) == ("2026-05-27T20:59:59.999999+00:00", 2)
    refused("custody-number-taken", lambda: record_order(at, given, None))
    let_go = ReleaseRequest(person="P-1", released=GONE, number="R-1", authority="محكمة", issued=DAY)
    refused(
        "custody-release-early",
        lambda: release(
            at,
            let_go.model_copy(update={"released": GONE - timedelta(days=40), "issued": date(2026, 4, 1)}),
            None,
        ),
    )
    refused(
        "custody-release-order-later",
        lambda: release(at, let_go.model_copy(update={"issued": date(2026, 6, 1)}), None),
    )
    assert release(at, let_go, None).late_days is None
    assert one(at, BOOKING, number="B-1").body.released == GONE
    assert [kept.body.sort for kept in every(at, MOVE, {"person": "P-1"}) if kept.body.ended is None] == []
    refused("custody-released-already", lambda: release(at, let_go, None))


def test_two_open_bookings_stop_whoever_would_close_one(at: Seat) -> None:
    imported(at, HOUSE)
    at.records(BOOKING).save(one(at, BOOKING, number="B-1").body.model_copy(update={"number": "B-9"}))
    refused(
        "custody-two-held-now",
        lambda: release(
            at, ReleaseRequest(person="P-1", released=GONE, number="R-1", authority="محكمة", issued=DAY), None
        ),
    )


def test_a_day_of_the_hijri_calendar_is_refused_by_every_act(at: Seat) -> None:
    imported(at, HOUSE)
    hijri = DetentionOrderRequest(
        person="P-1",
        number="O-9",
        sort="extension",
        authority="محكمة",
        article="109",
        issued=date(1447, 11, 1),
        begins=DAY,
        length_days=10,
    )
    refused("custody-hijri-day", lambda: at.desk.operation("order").run(at, hijri, None))
    born = at.desk.operation("expect").asks.model_validate(
        {"facility": "F01", "due": GONE, "name": "كاروان عمر", "sent_by": "شرطة", "born": "1410-01-01"}
    )
    refused("custody-hijri-day", lambda: at.desk.operation("expect").run(at, born, None))


def test_an_alert_expires_by_design(at: Seat) -> None:
    imported(at, HOUSE)
    asked = AlertRequest(
        person="P-1",
        what="self-harm",
        reason="قال ذلك للحارس",
        by="حارس 7",
        raised=DAY,
        review=DAY + timedelta(days=30),
        withheld=True,
    )
    refused(
        "custody-review-days",
        lambda: warn(at, asked.model_copy(update={"review": DAY + timedelta(days=400)}), None),
    )
    warn(at, asked, None)
    refused("custody-alert-open", lambda: warn(at, asked, None))
    again = AlertRenewalRequest(
        person="P-1",
        what="self-harm",
        keep="unknown",
        reason="لم يتكرر",
        by="حارس 7",
        day=DAY + timedelta(days=20),
    )
    refused("custody-say-yes-or-no", lambda: renew(at, again, None))
    refused("custody-review-days", lambda: renew(at, again.model_copy(update={"keep": "yes"}), None))
    renew(at, again.model_copy(update={"keep": "no"}), None)
    [kept] = every(at, ALERT)
    assert (kept.body.closed, kept.body.withheld, "لم يتكرر" in kept.body.reason) == (
        DAY + timedelta(days=20),
        True,
        True,
    )


def test_a_plan_with_attendance_and_reviews(at: Seat) -> None:
    imported(at, HOUSE)
    asked = PlanRequest(
        person="P-1", by="باحثة 2", made=DAY, review=DAY + timedelta(days=90), view="يريد أن يقرأ"
    )
    refused("custody-plan-empty", lambda: plan(at, asked, None))
    refused(
        "custody-no-plan",
        lambda: attend(
            at, AttendanceRequest(person="P-1", programme="قراءة", day=DAY, came="came", by="معلم"), None
        ),
    )
    plan(at, asked.model_copy(update={"goals": ["القراءة"], "education": "محو الأمية"}), None)
    plan(at, asked.model_copy(update={"family": "زيارة كل أسبوعين"}), None)
    attend(at, AttendanceRequest(person="P-1", programme="قراءة", day=DAY, came="not-let", by="معلم"), None)
    refused(
        "custody-attended",
        lambda: attend(
            at, AttendanceRequest(person="P-1", programme="قراءة", day=DAY, came="came", by="معلم"), None
        ),
    )
    review(
        at,
        PlanReviewRequest(
            person="P-1",
            day=DAY + timedelta(days=30),
            by="باحثة 2",
            text="يقرأ الكتاب الأول",
            view="يواصل",
            review=DAY + timedelta(days=120),
        ),
        None,
    )
    told = file_of(at, PersonFileRequest(person="P-1"), None).plan
    assert told is not None
    assert (told.education, told.family, told.goals) == ("محو الأمية", "زيارة كل أسبوعين", ["القراءة"])
    assert ([one_.came for one_ in told.attended], told.reviews[0].view, told.review) == (
        ["not-let"],
        "يواصل",
        DAY + timedelta(days=120),
    )
