"""The register of an exercise: authorisations that somebody else applied for."""

from datetime import datetime, timedelta

from tahqiq.casework.vault.pseudonym import mint
from tahqiq.desk import ActingDesktop
from tahqiq.desks.covert.authorisations.record import Authorisation, Decision, Review
from tahqiq.desks.covert.techniques.record import LAW

TRAINEES = frozenset({"supervisor"})
OFFICER = "exercise"
"""Who applied: nobody who can sign in."""
PLACES = (
    "مخزن الشارع الرابع",
    "كراج السوق القديم",
    "بيت الزقاق السابع",
    "ورشة الحي الصناعي",
    "محل الصيرفة",
    "مزرعة الطريق الغربي",
    "شقة العمارة الثانية",
    "مكتب النقل البري",
    "معمل الطابوق",
)
WAYS = ("مغلق من جهتيه", "مكشوف لحراسه", "لا تقابله بناية", "يعرف أهله سيارات المكتب")


def verified(at: ActingDesktop, technique: str, months: int) -> None:
    """Let counsel have verified the law of a technique."""
    at.records(LAW).save(LAW.example.model_copy(update={"technique": technique, "months": months}))


def application(technique: str, matter: str, when: datetime, necessity: str, place: str) -> Authorisation:
    """An application that waits for a decision."""
    return Authorisation(
        number=mint(),
        technique=technique,
        jurisdiction="federal",
        basis=LAW.example.basis,
        verified=True,
        applied_at=when,
        submitted_at=when,
        applied_by=OFFICER,
        matter=matter,
        purpose=f"كشف حركة المواد في {place}",
        necessity=necessity,
        proportionality="أيام محدودة ومكان واحد",
        subjects=["V-1"],
        places=[place],
    )


def granted(
    body: Authorisation, when: datetime, months: int, reviews: tuple[tuple[int, str, bool], ...] = ()
) -> Authorisation:
    """The same, granted at a moment for so many months, with reviews: days after that, conclusion, whether it
    is still needed."""
    return body.model_copy(
        update={
            "decision": Decision(
                granted=True,
                by=OFFICER,
                at=when,
                entered_at=when,
                reason="الأسباب محددة",
                begins=when,
                months=months,
            ),
            "reviews": [
                Review(at=when + timedelta(days=days), by=OFFICER, conclusion=text, needed=needed)
                for days, text, needed in reviews
            ],
        }
    )
