"""The desk's part of the invented case: a small house with a man held past the last day of his order, a
separation that passed fifteen days across a transfer, a count in which one is missing, a telephone that a
search found, a man who came yesterday and whose admission and order end soon, and a bus of eight today.
Everything is invented."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any, Literal

from tahqiq.casework.clocks import ZONE
from tahqiq.desk import ActingDesktop, Sample, sample_day
from tahqiq.desks.custody.arrivals.record import ARRIVAL, Arrival
from tahqiq.desks.custody.bookings.record import BOOKING, Booking
from tahqiq.desks.custody.court_days.sample import sittings
from tahqiq.desks.custody.finds.record import FIND, Find
from tahqiq.desks.custody.incidents.record import INCIDENT, Incident
from tahqiq.desks.custody.moves.record import MOVE, Move
from tahqiq.desks.custody.non_associations.record import APART, Apart
from tahqiq.desks.custody.orders.holding_time import count
from tahqiq.desks.custody.orders.record import ORDER, Order
from tahqiq.desks.custody.people.record import PERSON, PersonFile
from tahqiq.desks.custody.places.record import PLACE, Place
from tahqiq.desks.custody.roll_checks.record import ROLL, Roll
from tahqiq.desks.custody.sample_task import ACCOUNT, TASK
from tahqiq.desks.custody.searches.record import SEARCH, Search
from tahqiq.desks.custody.separations.record import SPELL, Spell
from tahqiq.model.kind import day_of
from tahqiq.model.types.zones import zone
from tahqiq.samples.truth import Json

DAYS = 21
"""How long before the day of the case the house begins."""
NAMES = ("سلام جاسم كاظم", "هيوا كريم رشيد", "نوزاد احمد صالح")
BUS = (
    "عبد الرحمان فاضل نعمه",
    "كاروان عمر حسين",
    "ئاري سعيد مجيد",
    "زياد خلف مهدي",
    "دلشاد رزكار امين",
    "عباس صبري لازم",
    "رعد هاشم جبار",
    "هوشيار بكر علي",
)
"""A bus of eight that is announced; the first was held before, and has a file under another spelling of his
name."""
KEPT_APART: tuple[tuple[str, Literal["threat", "gang"]], ...] = (("P-000001", "threat"), ("P-000003", "gang"))
"""From whom the first of the bus is kept apart: their cells are not for him."""
CELLS_FOR: Mapping[str, Mapping[str, Any]] = {
    "F02/A/1/03": {"sex": "female"},
    "F02/A/1/04": {"sex": "any", "ages": "child", "capacity": 1},
}
"""Cells of the second facility that are not for men."""
ORDER_PAPER = "أمر توقيف (عينة)\n".encode()
ANSWERED: Mapping[str, Any] = {
    "arrested_where": "بغداد",
    "arrested_by": "شرطة المحكمة",
    "injuries": False,
    "ill_treatment": False,
    "property_listed": True,
    "property_signed": True,
    "property_items": ["هاتف", "محفظة", "خاتم"],
    "family_declined": True,
    "children_asked": True,
    "kin_asked": True,
    "informed_how": "both",
    "informed_language": "العربية",
    "reads": True,
    "self_harm_noted": "الممرض",
    "lawyer": "لا محامي بعد",
}
"""What was answered at the admission of the first three, beside the moments."""


def records(at: ActingDesktop, truth: Mapping[str, Json]) -> dict[str, int]:
    """Keep the house, the people in it and what happened."""
    kept: dict[str, int] = {}
    at.bench.collect_made(ORDER_PAPER, "أمر التوقيف.txt", at.bench.deposit(at.home))
    paper = sha256(ORDER_PAPER).hexdigest()
    began = datetime.combine(sample_day(truth), time(9), zone(ZONE)) - timedelta(days=DAYS)

    def keep(kind: Any, *bodies: Any) -> None:  # noqa: ANN401 (kinds and their bodies)
        at.records(kind).save_new(list(bodies))
        kept[kind.name] = kept.get(kind.name, 0) + len(bodies)

    for code in ("F01", "F02"):
        keep(
            PLACE,
            Place(
                code=code,
                name="دار الإيداع",
                sort="site",
                facility=code,
                sex="male",
                ages="adult",
                status="any",
            ),
        )
        cells = [_cell(code, number) for number in range(1, 5)]
        capacity = sum(one.capacity or 0 for one in cells)
        keep(PLACE, Place(code=f"{code}/A/1", sort="wing", within=code, facility=code, capacity=capacity))
        keep(PLACE, *cells)
    for number, name in enumerate(NAMES, 1):
        person, booking = f"P-00000{number}", f"B-00000{number}"
        keep(
            PERSON,
            PersonFile(
                number=person, name=name, sex="male", born=date(1980 + number, 2, 3), identity="document"
            ),
        )
        order = Order(
            number=f"{number}/{began.year}",
            booking=booking,
            sort="detention",
            authority="محكمة التحقيق",
            article="109",
            issued=day_of(began),
            begins=day_of(began),
            until=day_of(began) + timedelta(days=14 + 30 * (number > 1)),
        )
        keep(ORDER, order)
        counted = count([order])
        keep(
            BOOKING,
            Booking(
                number=booking,
                person=person,
                facility="F01",
                status="untried",
                admitted=began,
                order=order.number,
                order_authority=order.authority,
                order_article="109",
                order_issued=day_of(began),
                expected=counted.until,
                days=counted.days,
                uncovered=0,
                arrested=began - timedelta(hours=5),
                screening_asked=began + timedelta(hours=2),
                informed=began + timedelta(hours=1),
                order_original=paper,
                **ANSWERED,
            ),
        )
        keep(
            MOVE,
            Move(
                person=person,
                booking=booking,
                facility="F01",
                sort="admission",
                place=f"F01/A/1/0{number}",
                arrived=began + timedelta(hours=1),
                reason="إيداع",
                authority="ضابط الاستقبال",
                escort="حارس",
                sex="male",
                place_sex="male",
            ),
        )
    _bus(keep, began)
    _new(keep, began)
    sittings(keep, began + timedelta(days=DAYS))
    for days, facility in ((2, "F01"), (11, "F02")):
        begins = began + timedelta(days=days)
        ends = begins + timedelta(days=8, hours=20)
        called: Literal["separation", "protection"] = "separation" if facility == "F01" else "protection"
        keep(
            SPELL,
            Spell(
                number=f"S-{days}",
                person="P-000002",
                facility=facility,
                called=called,
                begins=begins,
                ends=ends,
                planned=ends.date(),
                in_cell=1_400,
                basis="المادة 12",
                by="المدير",
            ),
        )
    evening = began + timedelta(days=5, hours=10)
    keep(
        ROLL,
        Roll(
            number="R-1",
            place="F01/A/1",
            facility="F01",
            at=evening,
            expected=3,
            counted=2,
            capacity=8,
            by="آمر النوبة",
            missing=["P-000003"],
            incident="I-1",
        ),
    )
    keep(
        INCIDENT,
        Incident(
            number="I-1",
            facility="F01",
            at=evening,
            sort="roll-difference",
            people=["P-000003"],
            told_director=evening,
            closed=evening + timedelta(hours=1),
        ),
    )
    keep(
        SEARCH,
        Search(
            number="Q-1",
            facility="F01",
            at=evening,
            sort="cell",
            place="F01/A/1/03",
            reason="بلاغ",
            authority="المدير",
            by="حارس 7",
            result="find",
        ),
    )
    keep(
        FIND,
        Find(
            number="E-1",
            search="Q-1",
            facility="F01",
            at=evening,
            place="F01/A/1/03",
            sort="phone",
            sealed="س-1",
            laboratory="مخ-3",
        ),
    )
    return kept


def _cell(facility: str, number: int) -> Place:
    """A cell for two men; the second facility has one for two women, and one for a child alone."""
    cell = Place(
        code=f"{facility}/A/1/{number:02}",
        sort="cell",
        within=f"{facility}/A/1",
        facility=facility,
        capacity=2,
        floor=9.0,
        x=number * 40,
        y=0,
        width=36,
        height=36,
    )
    return cell.model_copy(update=CELLS_FOR.get(cell.code, {}))


def _new(keep: Callable[..., None], began: datetime) -> None:
    """A man who came yesterday: his admission has to be complete today, his order ends tomorrow."""
    came = began + timedelta(days=DAYS - 1, hours=8)
    keep(
        PERSON,
        PersonFile(
            number="P-000005", name="مهند طارق ياسين", sex="male", born=date(1992, 9, 14), identity="document"
        ),
    )
    order = Order(
        number=f"17/{came.year}",
        booking="B-000005",
        sort="detention",
        authority="محكمة التحقيق",
        article="109",
        issued=day_of(came),
        begins=day_of(came),
        until=day_of(came) + timedelta(days=2),
    )
    keep(ORDER, order)
    counted = count([order])
    keep(
        BOOKING,
        Booking(
            number="B-000005",
            person="P-000005",
            facility="F01",
            status="untried",
            admitted=came,
            order=order.number,
            order_authority=order.authority,
            order_article="109",
            order_issued=day_of(came),
            expected=counted.until,
            days=counted.days,
            uncovered=0,
        ),
    )
    keep(
        MOVE,
        Move(
            person="P-000005",
            booking="B-000005",
            facility="F01",
            sort="admission",
            place="F01/A/1/04",
            arrived=came + timedelta(hours=1),
            reason="إيداع",
            authority="ضابط الاستقبال",
            escort="حارس",
            sex="male",
            place_sex="male",
        ),
    )


def _bus(keep: Callable[..., None], began: datetime) -> None:
    """The file of a man who was released a year ago, from whom he is kept apart, and the bus that he comes
    back with."""
    keep(
        PERSON,
        PersonFile(
            number="P-000004",
            name="عبدالرحمن فاضل نعمة",
            mother="سعاد محمود",
            sex="male",
            born=date(1979, 6, 17),
            identity="document",
        ),
    )
    admitted, released = began - timedelta(days=500), began - timedelta(days=380)
    order = Order(
        number=f"9/{admitted.year}",
        booking="B-000004",
        sort="detention",
        authority="محكمة التحقيق",
        article="109",
        issued=admitted.date(),
        begins=admitted.date(),
        until=released.date(),
    )
    keep(ORDER, order)
    counted = count([order])
    keep(
        BOOKING,
        Booking(
            number="B-000004",
            person="P-000004",
            facility="F01",
            status="untried",
            admitted=admitted,
            released=released,
            release_order=f"12/{released.year}",
            order=order.number,
            order_authority=order.authority,
            order_article="109",
            order_issued=admitted.date(),
            expected=counted.until,
            days=counted.days,
            uncovered=0,
        ),
    )
    for number, (other, reason) in enumerate(KEPT_APART, 1):
        keep(
            APART,
            Apart(
                number=f"NA-{number}",
                person="P-000004",
                other=other,
                reason=reason,
                reach="cell",
                by="المدير",
                begins=admitted.date() + timedelta(days=9),
            ),
        )
    keep(
        ARRIVAL,
        *(
            Arrival(
                number=f"A-{number:06}",
                facility="F01",
                due=began + timedelta(days=DAYS, hours=5),
                name=name,
                born=date(1979, 6, 17) if number == 1 else date(1981 + number, 2, 3),
                sex="male",
                sent_by="شرطة المحكمة",
                transport="حافلة 3",
                order=f"{39 + number}/{began.year}",
            )
            for number, name in enumerate(BUS, 1)
        ),
    )


SAMPLE = Sample(records=records, accounts=(ACCOUNT,), tasks=(TASK,))
