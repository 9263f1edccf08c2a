"""Acts of an invented service in which every rule holds: separation with daily visits, searches, visits,
force, complaints, counts."""

from datetime import date, datetime, timedelta

from tahqiq.desks.custody.synthetic.rows import AS_OF, Row, Service, ago


def spell(
    service: Service, row: Row, begins: datetime, days: float | None, *, seen: bool = True, **more: object
) -> Row:
    """A spell of so many days (None: goes on), seen by health staff every day."""
    ends = begins + timedelta(days=days) if days is not None else None
    fields: Row = {
        "number": service.number("S"),
        "person": row["person"],
        "facility": row["facility"],
        "called": "separation",
        "begins": begins,
        "ends": ends,
        "planned": (ends or AS_OF + timedelta(days=2)).date(),
        "in_cell": 1380,
        "basis": "المادة 12",
        "by": "المدير",
        "reviewed_by": "لجنة",
        "not_forbidden": "yes",
        "considered": "yes",
        "charge_told": "yes",
        "act": "",
    }
    fields |= more
    at = begins + timedelta(hours=8)
    while seen and at < (ends or AS_OF):
        visit(service, fields, at)
        at += timedelta(days=1)
    return service.add("spell", **fields)


def visit(service: Service, row: Row, at: datetime) -> None:
    """That health staff saw somebody on a day of separation."""
    service.add("seen", person=row["person"], facility=row["facility"], at=at, by="ممرض", why="daily")


def search(service: Service, row: Row, **more: object) -> Row:
    """A search with all that its register needs."""
    fields: Row = {
        "number": service.number("Q"),
        "facility": row["facility"],
        "at": ago(service.dice.uniform(1, 300)),
        "sort": "frisk",
        "person": row["person"],
        "place": row["cell"],
        "reason": "بلاغ",
        "authority": "المدير",
        "by": "حارس 7",
        "same_sex": "yes",
        "by_health": "",
        "result": "nothing",
    }
    return service.add("search", **(fields | more))


def find(service: Service, made: Row) -> Row:
    """What a search found, as an exhibit."""
    return service.add(
        "find",
        number=service.number("E"),
        search=made["number"],
        facility=made["facility"],
        at=made["at"],
        place=made["place"],
        person=made["person"],
        sort="phone",
        method="unknown",
        sealed="س-1",
    )


def guest(service: Service, row: Row, **more: object) -> Row:
    """A visit."""
    fields: Row = {
        "number": service.number("V"),
        "facility": row["facility"],
        "person": row["person"],
        "sort": "family",
        "visitor": "زائر",
        "at": ago(service.dice.uniform(1, 300)),
        "ends": None,
        "within_hearing": "yes",
        "excluded": "no",
        "banned_until": None,
        "refused": "no",
    }
    return service.add("visit", **(fields | more))


def incident(service: Service, row: Row, **more: object) -> Row:
    """An incident that was reported to everybody in time."""
    at = ago(service.dice.uniform(2, 300))
    fields: Row = {
        "number": service.number("I"),
        "facility": row["facility"],
        "at": at,
        "sort": "use-of-force",
        "people": row["person"],
        "staff": "X-1;X-2",
        "implicated": "X-1",
        "handled_by": "X-9",
        "statements": "X-1;X-2",
        "told_director": at + timedelta(minutes=20),
        "told_authority": at + timedelta(hours=3),
        "told_family": at + timedelta(hours=5),
        "basis": "المادة 20",
        "closed": None,
    }
    return service.add("incident", **(fields | more))


def complaint(service: Service, row: Row, **more: object) -> Row:
    """A complaint answered within a week."""
    made = ago(service.dice.uniform(20, 300))
    fields: Row = {
        "number": service.number("K"),
        "person": row["person"],
        "facility": row["facility"],
        "made": made,
        "torture": "no",
        "text": "طلب",
        "told_authority": None,
        "answered": made + timedelta(days=6),
    }
    return service.add("complaint", **(fields | more))


def alert(service: Service, row: Row, review: date, **more: object) -> Row:
    """An open alert."""
    fields: Row = {
        "person": row["person"],
        "what": "self-harm",
        "reason": "ملاحظة الحارس",
        "by": "حارس 7",
        "raised": ago(30).date(),
        "review": review,
        "closed": None,
        "withheld": "no",
    }
    return service.add("alert", **(fields | more))


def count(service: Service, wing: str, expected: int, capacity: int, at: datetime, **more: object) -> Row:
    """A count in which everybody was there."""
    fields: Row = {
        "number": f"R-{wing}-{at:%Y%m%d}",
        "place": wing,
        "facility": wing.split("/")[0],
        "at": at,
        "expected": expected,
        "counted": expected,
        "capacity": capacity,
        "by": "آمر النوبة",
        "missing": "",
        "extra": "",
        "incident": "",
        "keys_out": 0,
        "tools_out": 0,
        "night_watch": "yes",
    }
    return service.add("roll", **(fields | more))
