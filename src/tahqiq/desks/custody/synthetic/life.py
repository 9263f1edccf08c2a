"""Files and bookings of an invented service in which every rule holds."""

from datetime import date, datetime, timedelta

from tahqiq.desks.custody.orders.holding_time import last_day
from tahqiq.desks.custody.orders.record import Order
from tahqiq.desks.custody.synthetic.house import Facility
from tahqiq.desks.custody.synthetic.rows import AS_OF, Row, Service, ago, moment

GIVEN = {
    "male": ("سلام", "كريم", "هيوا", "نوزاد", "علي", "حسن", "آرام", "عمر", "دلشاد", "ياسر"),
    "female": ("زينب", "شيرين", "نور", "هيفاء", "ريزان", "مريم", "سارة", "بيان"),
}
FATHERS = (
    "جاسم",
    "كاظم",
    "رشيد",
    "احمد",
    "محمود",
    "خليل",
    "حمه",
    "عبد الله",
    "صالح",
    "ابراهيم",
    "توفيق",
    "مجيد",
)
DAYS = 5 * 365


def file(service: Service, one: Facility) -> Row:
    """A new file of somebody whom the facility holds."""
    dice, number = service.dice, service.number("P")
    years = dice.randint(15, 16) if one.ages == "child" else dice.randint(24, 60)
    born = date(2026 - years, dice.randint(1, 12), dice.randint(1, 28))
    name = " ".join([dice.choice(GIVEN[one.sex]), *dice.sample(FATHERS, 3)])
    return service.add(
        "person",
        number=number,
        name=name,
        mother=f"{dice.choice(GIVEN['female'])} {dice.choice(FATHERS)} {number[2:]}",
        born=born,
        sex=one.sex,
        document=f"D{number[2:]}",
        identity="document",
        languages="ar",
        reads="yes",
        next_of_kin="0770 000 0000",
        children="none",
    )


def booking(
    service: Service,
    one: Facility,
    person: Row,
    *,
    held: bool,
    status: str,
    admitted: datetime,
    released: datetime | None = None,
    place: str = "",
) -> Row:
    """A booking in which everything was done; its orders, its moves and the first visit of health staff."""
    number, order = service.number("B"), service.number("O")
    made = service.add(
        "booking",
        number=number,
        person=person["number"],
        facility=one.code,
        status=status,
        admitted=admitted,
        released=released,
        release_order="",
        order=order,
        order_authority="محكمة التحقيق",
        order_article="109",
        order_issued=admitted.date(),
        order_original="a" * 64,
        arrested=admitted - timedelta(hours=9),
        arrested_where="سوق المدينة",
        arrested_by="مركز شرطة",
        injuries="no",
        injuries_chart="",
        ill_treatment="no",
        referred=None,
        screening_asked=admitted,
        property_listed="yes",
        property_signed="yes",
        property_items="ساعة; محفظة",
        family_told=admitted + timedelta(hours=4),
        family_declined="no",
        children_asked="yes",
        kin_asked="yes",
        informed=admitted + timedelta(hours=2),
        informed_how="both",
        informed_language="ar",
        reads="yes",
        self_harm_noted="ضابط الاستقبال",
        lawyer="محام منتدب",
        court=AS_OF.date() + timedelta(days=9),
    )
    service.add(
        "seen",
        person=person["number"],
        facility=one.code,
        at=admitted + timedelta(hours=5),
        by="ممرض",
        why="admission",
    )
    cell = place or service.dice.choice(one.free[status])
    service.add(
        "move",
        person=person["number"],
        booking=number,
        facility=one.code,
        sort="admission",
        origin="",
        left=None,
        place=cell,
        arrived=admitted + timedelta(hours=6),
        reason="إيداع",
        authority="ضابط الاستقبال",
        escort="حارس",
    )
    if released is not None:
        service.add(
            "move",
            person=person["number"],
            booking=number,
            facility=one.code,
            sort="release",
            origin=cell,
            left=released - timedelta(minutes=20),
            place="",
            arrived=released,
            reason="إفراج",
            authority="المدير",
            escort="none",
        )
    made["cell"] = cell
    if held and status == "convicted":
        service.add(
            "plan",
            person=person["number"],
            booking=number,
            made=admitted.date() + timedelta(days=40),
            review=AS_OF.date() + timedelta(days=60),
            goals="تعلم القراءة",
        )
    return made


def detained(service: Service, row: Row, until: date) -> list[Row]:
    """Orders of detention for fifteen days each, one after another, up to a last day."""
    made, begins, number = list[Row](), row["admitted"].date(), row["order"]
    while not made or begins <= until:
        last = min(begins + timedelta(days=14), until)
        made.append(
            service.add(
                "order",
                number=number,
                booking=row["number"],
                sort="extension" if made else "detention",
                authority="محكمة التحقيق",
                article="109",
                issued=begins,
                begins=begins,
                until=last,
            )
        )
        begins, number = last + timedelta(days=1), service.number("O")
    return made


def sentenced(service: Service, row: Row, years: int, months: int = 0, credit: int = 0) -> Row:
    """A sentence from the day of admission."""
    begins = row["admitted"].date()
    return service.add(
        "order",
        number=row["order"],
        booking=row["number"],
        sort="sentence",
        authority="محكمة الجنايات",
        article="310",
        issued=begins,
        begins=begins,
        until=None,
        years=years,
        months=months,
        length_days=0,
        credit=credit,
    )


def ends(order: Row) -> date:
    """The last day of an order."""
    stated = Order.model_validate({name: value for name, value in order.items() if value is not None})
    found, _ = last_day(stated)
    return found or AS_OF.date()


def past(service: Service, one: Facility) -> None:
    """Somebody who was held and let go on the day the sentence ended, or by an order before."""
    dice = service.dice
    admitted = moment((AS_OF - timedelta(days=dice.randint(420, DAYS))).date(), dice.randint(8, 17))
    person = file(service, one)
    if dice.random() < 0.5:
        row = booking(service, one, person, held=False, status="convicted", admitted=admitted)
        last = ends(sentenced(service, row, 0, dice.randint(3, 12)))
        released = moment(last, 10)
    else:
        released = admitted + timedelta(days=dice.randint(3, 40), hours=2)
        row = booking(service, one, person, held=False, status="untried", admitted=admitted)
        detained(service, row, released.date() + timedelta(days=3))
        order = service.number("O")
        service.add(
            "order",
            number=order,
            booking=row["number"],
            sort="release",
            authority="محكمة التحقيق",
            article="109",
            issued=released.date(),
            begins=released.date(),
            until=None,
        )
        row["release_order"] = order
    row["released"] = released
    service.add(
        "move",
        person=person["number"],
        booking=row["number"],
        facility=one.code,
        sort="release",
        origin=row["cell"],
        left=released - timedelta(minutes=20),
        place="",
        arrived=released,
        reason="إفراج",
        authority="المدير",
        escort="none",
    )


def present(service: Service, one: Facility) -> Row:
    """Somebody who is held lawfully; ready for a trap."""
    dice = service.dice
    status = "untried" if dice.random() < 0.4 else "convicted"
    if not one.free[status]:
        status = "convicted" if status == "untried" else "untried"
    days = dice.randint(4, 55) if status == "untried" else dice.randint(120, 700)
    admitted = moment(ago(days).date(), dice.randint(8, 17))
    person = file(service, one)
    cell = one.free[status].pop(dice.randrange(len(one.free[status])))
    row = booking(service, one, person, held=True, status=status, admitted=admitted, place=cell)
    if status == "untried":
        detained(service, row, AS_OF.date() + timedelta(days=dice.randint(1, 12)))
    else:
        sentenced(service, row, dice.randint(4, 9))
        level(service, row)
    row["born"], row["sex"] = person["born"], person["sex"]
    service.spare[status].append(row)
    return row


def level(service: Service, row: Row, **more: object) -> Row:
    """A level by a trained person, with evidence of the person's own."""
    day = ago(service.dice.randint(20, 90)).date()
    fields: Row = {
        "number": service.number("CL"),
        "person": row["person"],
        "booking": row["number"],
        "sort": "classification",
        "chosen": service.dice.choice(["low", "moderate"]),
        "by": "موظف 3",
        "certificate": "C-12",
        "decided": day,
        "expires": AS_OF.date() + timedelta(days=90),
        "evidence": (
            f"{day - timedelta(days=9)} for seen conduct: شارك في الورشة; {day - timedelta(days=12)} "
            "against document history-of-conduct: لا مخالفة"
        ),
        "view": "أوافق",
        "told": day,
        "overrides": "no",
        "second": "",
    }
    return service.add("assessment", **(fields | more))
