"""A booking: one stay in custody, with what has to be done at admission."""

from datetime import date, datetime
from typing import Literal

from tahqiq.desk.told import Strict
from tahqiq.desks.custody.fields import NAME, many, said
from tahqiq.model.kind import Key, Kind


class Booking(Strict):
    """One stay in custody within the person's file. What is not known at admission is null, is listed, and
    becomes due. ``expected`` is counted from the orders (``orders/holding_time.py``) whenever one of them
    changes, never typed."""

    number: str = said("The number of the booking.")
    person: str = said("The number of the person's file.")
    facility: str = said("The facility, by its code.")
    status: Literal["untried", "convicted", "civil"] | None = said(
        "In which standing the person is held.", None
    )
    admitted: datetime | None = said("Day and hour of admission.", None)
    released: datetime | None = said("Day and hour of release; empty: held.", None)
    release_order: str = said("The number of the order to release.", "")
    order: str = said("The number of the commitment order seen at admission.", "")
    order_authority: str = said("The authority that gave it.", "")
    order_article: str = said("The article it names.", "")
    order_issued: date | None = said("Its day.", None)
    order_original: str = said("The sealed original, by its SHA-256.", "")
    arrested: datetime | None = said("Day and hour of the arrest.", None)
    arrested_where: str = said("Where.", "")
    arrested_by: str = said("By which authority.", "")
    injuries: bool | None = said("Whether injuries were visible: asked and answered.", None)
    injuries_chart: str = said("The body chart, by its SHA-256 or number.", "")
    ill_treatment: bool | None = said(
        "Whether the person complains of ill-treatment before: asked and answered.", None
    )
    referred: date | None = said(
        "The day on which injuries or complaint were referred to the authority.", None
    )
    screening_asked: datetime | None = said("When health screening was asked for.", None)
    screened: datetime | None = said(
        "When health staff first saw the person after admission; taken from the register of health visits.",
        None,
    )
    property_listed: bool | None = said("Whether what the person brought was listed.", None)
    property_signed: bool | None = said("Whether the list was signed by the person and an officer.", None)
    property_items: list[str] = many("What was brought.")
    family_told: datetime | None = said("When the family was told.", None)
    family_declined: bool = said("Whether the person did not wish the family told.", False)
    children_asked: bool | None = said("Whether children and guardianship were asked about.", None)
    kin_asked: bool | None = said("Whether next of kin were asked for.", None)
    informed: datetime | None = said("When rules, rights and ways to complain were explained.", None)
    informed_how: Literal["written", "oral", "both"] | None = said("How.", None)
    informed_language: str = said("In which language.", "")
    reads: bool | None = said("Whether the person can read.", None)
    self_harm_noted: str = said("Who looked for a danger of self-harm.", "")
    lawyer: str = said("Legal representation; 'none yet' where there is none.", "")
    court: date | None = said("The next day in court.", None)
    expected: datetime | None = said(
        "The last moment that the orders cover, as counted; null: cannot be counted.", None
    )
    days: int | None = said("The days that the orders give, as counted.", None)
    uncovered: int | None = said(
        "The days between orders of detention that none of them covers, as counted.", None
    )


BOOKING = Kind(
    "custody-booking",
    Booking,
    lambda body: f"{body.number} {body.person}",
    NAME,
    Booking(
        number="B-000001",
        person="P-000001",
        facility="F01",
        status="untried",
        admitted=datetime.fromisoformat("2026-05-01T14:20:00+03:00"),
    ),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("person", "text", lambda body: body.person),
        Key("facility", "text", lambda body: body.facility),
        Key("held", "flag", lambda body: body.released is None),
        Key("status", "text", lambda body: body.status or ""),
        Key("admitted", "time", lambda body: body.admitted),
        Key("expected", "time", lambda body: body.expected),
    ),
    together=(("facility", "held"),),
    numbered="number",
)
