"""An order that somebody is held or released by."""

from datetime import date
from typing import Literal

from tahqiq.desk.details import stated
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.name import NAME
from tahqiq.model.kind import Key, Kind


class Order(Strict):
    """An order that somebody is held or released by. Its length is either a last day (``until``) or years,
    months and days from ``begins``."""

    number: str = stated("The number of the order.")
    booking: str = stated("The booking it belongs to.")
    sort: Literal["detention", "extension", "sentence", "release"] = stated("What it is.")
    authority: str = stated("The authority.")
    article: str = stated("The article.", "")
    issued: date | None = stated("Its day.", None)
    begins: date | None = stated("The first day it covers; of an order to release the day of it.", None)
    until: date | None = stated("The last day it covers.", None)
    years: int = stated("Years of a sentence.", 0)
    months: int = stated("Months of a sentence.", 0)
    length_days: int = stated("Days of a sentence or of a detention.", 0)
    credit: int = stated("Days already served that count.", 0)


ORDER = Kind(
    "custody-order",
    Order,
    lambda body: f"{body.number} {body.sort}",
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
    numbered="number",
)
