"""Planted violations of what is asked at admission and of orders and places, each beside clean
look-alikes."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from tahqiq.desks.custody.synthetic.acts import count
from tahqiq.desks.custody.synthetic.house import PER_CELL, Facility
from tahqiq.desks.custody.synthetic.life import booking, detained, file, sentenced
from tahqiq.desks.custody.synthetic.rows import AS_OF, Row, Service, ago, moment, move_key

Take = Callable[[str], Row]


def admission(service: Service, take: Take) -> None:
    """Steps of an admission that were not done, and those that were done otherwise."""
    broken: tuple[tuple[str, dict[str, Any]], ...] = (
        ("NMR-7.0", {"order_authority": ""}),
        ("NMR-7.0", {"order_issued": None}),
        ("NMR-7.b", {"arrested": None}),
        ("NMR-7.b", {"arrested_where": ""}),
        ("NMR-7.d", {"injuries": "yes", "referred": AS_OF.date()}),
        ("NMR-7.d", {"ill_treatment": "yes"}),
        ("NMR-7.e", {"property_signed": "no"}),
        ("NMR-7.f", {"children_asked": "no"}),
        ("NMR-7.g", {"kin_asked": "no"}),
        ("NMR-54", {"informed": None}),
        ("NMR-54", {"reads": "no", "informed_how": "written"}),
        ("NMR-68", {"family_told": None}),
    )
    for rule, change in broken:
        row = take("any")
        row.update(change)
        service.plant(rule, row["number"])
    clean: tuple[dict[str, Any], ...] = (
        {"injuries": "yes", "injuries_chart": "b" * 64, "referred": AS_OF.date()},
        {"reads": "no", "informed_how": "oral"},
        {"family_told": None, "family_declined": "yes"},
        {"ill_treatment": "yes", "referred": AS_OF.date()},
    )
    for change in clean:
        take("any").update(change)
    for rule, change in (
        ("NMR-7.d", {"injuries": "unknown"}),
        ("NMR-7.e", {"property_listed": "unknown"}),
        ("NMR-54", {"reads": "unknown", "informed_how": "written"}),
    ):
        row = take("any")
        row.update(change)
        service.doubt(rule, row["number"])
    row = take("untried")
    row["court"] = None
    service.plant("NMR-8.a", row["number"])
    unsure = take("any")["person"]
    next(one for one in service.rows["person"] if one["number"] == unsure)["identity"] = None
    service.plant("NMR-7.a", unsure)


def seen(service: Service, take: Take) -> None:
    """First visits of health staff that came too late, never, or only in an earlier booking; and one that may
    still come."""
    for hours, broken in ((30, True), (None, True), (23, False)):
        row = take("any")
        own = next(
            one
            for one in service.rows["seen"]
            if one["person"] == row["person"] and one["why"] == "admission"
        )
        if hours is None:
            own["at"] = row["admitted"] - timedelta(days=200)
        else:
            own["at"] = row["admitted"] + timedelta(hours=hours)
        if broken:
            service.plant("NMR-30", row["number"])


def plans(service: Service, take: Take) -> None:
    """Somebody convicted whose plan nobody made."""
    row = take("convicted")
    service.rows["plan"] = [one for one in service.rows["plan"] if one["booking"] != row["number"]]
    service.plant("NMR-89", row["number"])


def orders(service: Service, take: Take, homes: list[Facility]) -> None:
    """Held past the last day: by a day, by a credit that was not counted, by a release that was forgotten;
    let go too early; days that no order covers."""
    by = {home.code: home for home in homes}

    def again(row: Row) -> list[Row]:
        service.rows["order"] = [one for one in service.rows["order"] if one["booking"] != row["number"]]
        return service.rows["order"]

    row = take("untried")
    again(row)
    detained(service, row, AS_OF.date() - timedelta(days=1))
    service.plant("DET-1", row["number"])
    row = take("untried")
    again(row)
    detained(service, row, AS_OF.date())
    for credit, broken in ((100, True), (10, False)):
        row = take("convicted")
        again(row)
        row["admitted"] = moment(ago(300).date(), 9)
        _shift(service, row)
        sentenced(service, row, 1, 0, credit)
        if broken:
            service.plant("DET-1", row["number"])
    row = take("untried")
    again(row)
    row["order"] = service.number("O")
    service.add(
        "order",
        number=row["order"],
        booking=row["number"],
        sort="detention",
        authority="محكمة التحقيق",
        article="109",
        issued=row["admitted"].date(),
        begins=row["admitted"].date(),
        until=None,
    )
    service.doubt("DET-1", row["number"])
    for gap in (1, 0):
        row = take("untried")
        again(row)
        first = row["admitted"].date()
        service.add(
            "order",
            number=row["order"],
            booking=row["number"],
            sort="detention",
            authority="محكمة التحقيق",
            article="109",
            issued=first,
            begins=first,
            until=first + timedelta(days=1),
        )
        begins = first + timedelta(days=2 + gap)
        service.add(
            "order",
            number=service.number("O"),
            booking=row["number"],
            sort="extension",
            authority="محكمة التحقيق",
            article="109",
            issued=begins,
            begins=begins,
            until=AS_OF.date() + timedelta(days=5),
        )
        if gap:
            service.plant("DET-3", row["number"])
    _released(service, by[take("any")["facility"]])


def _shift(service: Service, row: Row) -> None:
    """Move what hangs on the admission to its new day."""
    at = row["admitted"]
    row.update(
        order_issued=at.date(),
        arrested=at - timedelta(hours=9),
        screening_asked=at,
        family_told=at + timedelta(hours=4),
        informed=at + timedelta(hours=2),
    )
    for one in service.rows["seen"]:
        if one["person"] == row["person"] and one["why"] == "admission":
            one["at"] = at + timedelta(hours=5)
    for one in service.rows["move"]:
        if one["booking"] == row["number"] and one["sort"] == "admission":
            one["arrived"] = at + timedelta(hours=6)
    for one in service.rows["plan"]:
        if one["booking"] == row["number"]:
            one["made"] = at.date() + timedelta(days=40)


def _released(service: Service, one: Facility) -> None:
    """Let go ten days early without an order, and by an order; on the last day."""
    admitted = moment(ago(500).date(), 10)
    for early, order, broken in ((10, False, True), (10, True, False), (0, False, False)):
        person = file(service, one)
        row = booking(service, one, person, held=False, status="convicted", admitted=admitted)
        sentenced(service, row, 0, 6)
        after = date(
            admitted.year + (admitted.month + 5) // 12, (admitted.month + 5) % 12 + 1, min(admitted.day, 28)
        )
        last = after - timedelta(days=1)
        released = moment(last - timedelta(days=early + 3 if early else 0), 10)
        row["released"] = released
        if order:
            number = service.number("O")
            service.add(
                "order",
                number=number,
                booking=row["number"],
                sort="release",
                authority="محكمة التمييز",
                article="1",
                issued=released.date(),
                begins=released.date(),
                until=None,
            )
            row["release_order"] = number
        service.add(
            "move",
            person=person["number"],
            booking=row["number"],
            facility=one.code,
            sort="release",
            origin=row["cell"],
            left=released,
            place="",
            arrived=released,
            reason="إفراج",
            authority="المدير",
            escort="none",
        )
        if broken:
            service.plant("DET-2", row["number"])


def places(service: Service, take: Take, homes: list[Facility]) -> None:
    """People in places made for others; pairs that are nearer than a decision allows; wings above their
    number; counts that differ."""
    men, women = (
        next(one for one in homes if one.sex == "male" and one.ages == "adult"),
        next(one for one in homes if one.sex == "female"),
    )
    children = next(one for one in homes if one.ages == "child")
    for rule, target, status in (
        ("NMR-11.sex", women, ""),
        ("NMR-11.ages", children, ""),
        ("NMR-11.status", men, "other"),
    ):
        row = _of(service, take, men)
        cell = target.free["convicted" if (row["status"] == "untried") == bool(status) else "untried"][0]
        service.plant(rule, move_key(_move(service, row, cell, 3)))
    row = _of(service, take, men)
    service.add(
        "place",
        code=f"{men.code}/C",
        sort="building",
        within=men.code,
        facility=men.code,
        status="any",
        sex="any",
        ages="any",
    )
    service.add(
        "place", code=f"{men.code}/C/1/01", sort="cell", within=f"{men.code}/C", facility=men.code, capacity=6
    )
    _move(service, row, f"{men.code}/C/1/01", 3)
    for reach, first, second, days, broken in (
        ("wing", "01", "09", 2, True),
        ("cell", "02", "09", 2, False),
        ("cell", "03", "03", 2, True),
        ("landing", "04", "05", 2, True),
        ("wing", "06", "07", -2, False),
    ):
        one, other = _of(service, take, men, "convicted"), _of(service, take, men, "convicted")
        wing = men.free["convicted"][0].rpartition("/")[0]
        number = service.number("NA")
        begins, ends = (ago(2).date(), None) if days > 0 else (ago(3_000).date(), ago(2_000).date())
        service.add(
            "apart",
            number=number,
            person=one["person"],
            other=other["person"],
            role="unknown",
            reason="threat",
            reach=reach,
            by="مدير",
            begins=begins,
            ends=ends,
        )
        _move(service, one, f"{wing}/{first}", 4)
        later = _move(service, other, f"{wing}/{second}", 3)
        if broken:
            service.plant("NA-1", move_key(later))


def counts(service: Service, homes: list[Facility]) -> None:
    """Counts of the last evenings, as the moves say; of each sort one that breaks a rule and one that only
    looks like it."""
    wings = sorted({one["code"] for one in service.rows["place"] if one["sort"] == "wing"})
    stays = [
        (one["place"].rpartition("/")[0], one["arrived"])
        for one in service.rows["move"]
        if one["sort"] == "admission" and one["booking"] in service.numbers_held
    ]
    full = 12 * PER_CELL
    for days in (1, 2, 3):
        at = moment(ago(days).date(), 19)
        inside: dict[str, int] = {}
        for wing, arrived in stays:
            inside[wing] = inside.get(wing, 0) + (arrived <= at)
        for wing in wings:
            count(service, wing, min(inside.get(wing, 0), full), full, at)
    rolls = service.rows["roll"]
    rolls[0]["capacity"] = rolls[0]["expected"] = 5
    rolls[0]["counted"] = 5
    rolls[1].update(expected=6, counted=6, capacity=5)
    service.plant("NMR-12", rolls[1]["number"])
    rolls[2].update(counted=rolls[2]["expected"] + 1)
    service.plant("ROLL-1", rolls[2]["number"])
    rolls[3].update(counted=rolls[3]["expected"] + 1, incident="I-roll-1")
    service.add(
        "incident",
        number="I-roll-1",
        facility=rolls[3]["facility"],
        at=rolls[3]["at"],
        sort="roll-difference",
        people="",
        staff="",
        implicated="",
        handled_by="X-9",
        statements="",
        told_director=rolls[3]["at"],
        basis="",
    )
    rolls[4].update(expected=4, counted=4, capacity=None)
    service.doubt("NMR-12", rolls[4]["number"])
    rolls[5].update(keys_out=1)
    service.plant("KEY-1", rolls[5]["number"])
    rolls[6].update(tools_out=None)
    service.doubt("KEY-1", rolls[6]["number"])


def _of(service: Service, take: Take, home: Facility, status: str = "any") -> Row:
    while True:
        row = take(status)
        if row["facility"] == home.code:
            return row


def _move(service: Service, row: Row, place: str, days: float) -> Row:
    return service.add(
        "move",
        person=row["person"],
        booking=row["number"],
        facility=row["facility"],
        sort="cell",
        origin=row["cell"],
        left=ago(days),
        place=place,
        arrived=ago(days) + timedelta(minutes=5),
        reason="إعادة توزيع",
        authority="المدير",
        escort="حارس 7",
    )
