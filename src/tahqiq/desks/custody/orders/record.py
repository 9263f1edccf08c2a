"""An order that somebody is held or released by."""

from datetime import date
from typing import Annotated, Literal

from tahqiq.desk.details import Details, made, stated
from tahqiq.desk.moments import MAY_LIE_AHEAD
from tahqiq.desks.custody.name import NAME
from tahqiq.model.kind import Key, Kind


class OrderDetails(Details):
    """What people state of an order. Its length is either a last day (``until``) or years, months and days
    from ``begins``."""

    number: str = stated("The number of the order: without one it is none.", bounds=(1, 100))
    sort: Literal["detention", "extension", "sentence", "release"] = stated("What it is.")
    authority: str = stated("The authority that gave it.", bounds=(2, 200))
    article: str = stated("The article it names.", "", bounds=(1, 100))
    issued: date | None = stated("Its day.", None)
    begins: date | None = stated("The first day it covers; of an order to release the day of it.", None)
    until: Annotated[date | None, MAY_LIE_AHEAD] = stated(
        "The last day it covers; empty: a length is given.", None
    )
    years: int = stated("Years of a sentence.", 0, bounds=(0, 150))
    months: int = stated("Months of a sentence.", 0, bounds=(0, 1_200))
    length_days: int = stated("Days of a sentence or of a detention.", 0, bounds=(0, 36_500))
    credit: int = stated("Days that are taken off for time served.", 0, bounds=(0, 36_500))


class Order(OrderDetails):
    """An order that somebody is held or released by."""

    booking: str = made("The booking it belongs to.")


ORDER = Kind(
    "custody-order",
    Order,
    lambda body: body.number,
    NAME,
    Order(
        number="12/2026",
        booking="B-000001",
        sort="detention",
        authority="Investigating court",
        article="109",
        issued=date(2026, 5, 1),
        begins=date(2026, 5, 1),
        until=date(2026, 5, 15),
    ),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("booking", "text", lambda body: body.booking),
        Key("until", "day", lambda body: body.until),
    ),
)
"""A court numbers its orders, and one order may hold several people: the number is no key of a register."""
