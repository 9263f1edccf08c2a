"""The desk's part of the invented case: a small house with a man held past the last day of his order, a
separation that passed fifteen days across a transfer, a count in which one is missing, and a telephone that a
search found. Everything is invented."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Literal

from tahqiq.desk import ActingDesktop, Sample
from tahqiq.desks.custody.arrivals.record import ARRIVAL, Arrival
from tahqiq.desks.custody.bookings.record import BOOKING, Booking
from tahqiq.desks.custody.court_days.record import COURT_DAY, CourtDay
from tahqiq.desks.custody.finds.record import FIND, Find
from tahqiq.desks.custody.incidents.record import INCIDENT, Incident
from tahqiq.desks.custody.moves.record import MOVE, Move
from tahqiq.desks.custody.orders.holding_time import count
from tahqiq.desks.custody.orders.record import ORDER, Order
from tahqiq.desks.custody.people.record import PERSON, PersonFile
from tahqiq.desks.custody.places.record import PLACE, Place
from tahqiq.desks.custody.roll_checks.record import ROLL, Roll
from tahqiq.desks.custody.searches.record import SEARCH, Search
from tahqiq.desks.custody.separations.record import SPELL, Spell
from tahqiq.samples.truth import Json

BEGAN = datetime.fromisoformat("2024-03-01T09:00:00+03:00")
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


def records(at: ActingDesktop, _truth: Mapping[str, Json]) -> dict[str, int]:
    """Keep the house, the people in it and what happened."""
    kept: dict[str, int] = {}

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
        keep(PLACE, Place(code=f"{code}/A/1", sort="wing", within=code, facility=code, capacity=8))
        keep(
            PLACE,
            *(
                Place(
                    code=f"{code}/A/1/{cell:02}",
                    sort="cell",
                    within=f"{code}/A/1",
                    facility=code,
                    capacity=2,
                    floor=9.0,
                    x=cell * 40,
                    y=0,
                    width=36,
                    height=36,
                )
                for cell in range(1, 5)
            ),
        )
    for number, name in enumerate(NAMES, 1):
        person, booking = f"P-00000{number}", f"B-00000{number}"
        keep(
            PERSON,
            PersonFile(
                number=person, name=name, sex="male", born=date(1980 + number, 2, 3), identity="document"
            ),
        )
        order = Order(
            number=f"{number}/2024",
            booking=booking,
            sort="detention",
            authority="محكمة التحقيق",
            article="109",
            issued=BEGAN.date(),
            begins=BEGAN.date(),
            until=BEGAN.date() + timedelta(days=14 + 30 * (number > 1)),
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
                admitted=BEGAN,
                order=order.number,
                order_authority=order.authority,
                order_article="109",
                order_issued=BEGAN.date(),
                expected=counted.until,
                days=counted.days,
                uncovered=0,
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
                arrived=BEGAN + timedelta(hours=1),
                reason="إيداع",
                authority="ضابط الاستقبال",
                escort="حارس",
                sex="male",
                place_sex="male",
            ),
        )
    _bus(keep)
    _court(keep)
    for days, facility in ((2, "F01"), (11, "F02")):
        begins = BEGAN + timedelta(days=days)
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
    evening = BEGAN + timedelta(days=5, hours=10)
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


def _court(keep: Callable[..., None]) -> None:
    """Two days in court: one with its hours and escort, one whose car is not ordered yet."""
    for number, person in enumerate(("P-000001", "P-000002"), 1):
        sits = BEGAN + timedelta(days=9 + number, hours=1, minutes=30)
        keep(
            COURT_DAY,
            CourtDay(
                number=f"C-{number:06}",
                person=person,
                booking=person.replace("P", "B"),
                facility="F01",
                court="محكمة تحقيق الكرخ",
                at=sits,
                leaves=sits - timedelta(hours=2) if number == 1 else None,
                escort="مفرزة 3" if number == 1 else "",
                transport="سيارة 12" if number == 1 else "",
                purpose="detention",
                summons=f"{number}/2024",
            ),
        )


def _bus(keep: Callable[..., None]) -> None:
    """The file of a man who was released a year ago, and the bus that he comes back with."""
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
    admitted, released = BEGAN - timedelta(days=500), BEGAN - timedelta(days=380)
    order = Order(
        number="9/2022",
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
            release_order="12/2023",
            order=order.number,
            order_authority=order.authority,
            order_article="109",
            order_issued=admitted.date(),
            expected=counted.until,
            days=counted.days,
            uncovered=0,
        ),
    )
    keep(
        ARRIVAL,
        *(
            Arrival(
                number=f"A-{number:06}",
                facility="F01",
                due=BEGAN + timedelta(days=5),
                name=name,
                born=date(1979, 6, 17) if number == 1 else date(1981 + number, 2, 3),
                sex="male",
                sent_by="شرطة المحكمة",
                transport="حافلة 3",
                order=f"{39 + number}/2024",
            )
            for number, name in enumerate(BUS, 1)
        ),
    )


SAMPLE = Sample(records=records)
