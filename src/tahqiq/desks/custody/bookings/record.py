"""A booking: one stay in custody, with what has to be done at admission."""

from datetime import date, datetime
from typing import Annotated, Literal

from tahqiq.desk import PERSON, Desktop
from tahqiq.desk.details import Details, made, many, stated
from tahqiq.desk.moments import MAY_LIE_AHEAD, Happened
from tahqiq.desks.custody.name import NAME
from tahqiq.desks.custody.places.record import FACILITY
from tahqiq.model.kind import Key, Kind


class Stay(Details):
    """Who is held where, and from when to when."""

    number: str = stated("The number of the booking.")
    person: str = stated("The number of the person's file.")
    facility: Annotated[str, FACILITY] = stated("The facility, by its code.")
    admitted: Annotated[datetime | None, Happened(after=("arrested",))] = stated(
        "Day and hour of admission.", None
    )
    released: Annotated[datetime | None, Happened(after=("admitted",))] = stated(
        "Day and hour of release; empty: held.", None
    )
    release_order: str = stated("The number of the order to release.", "")


class AdmissionAnswers(Details):
    """What is asked at every admission; what is not known is empty and stays open."""

    status: Literal["untried", "convicted", "civil"] | None = stated(
        "In which standing the person is held.", None
    )
    order: str = stated("The number of the commitment order seen at admission.", "")
    order_authority: str = stated("The authority that gave it.", "")
    order_article: str = stated("The article it names.", "")
    order_issued: Annotated[date | None, Happened()] = stated("Its day.", None)
    order_original: str = stated("The sealed original, by its SHA-256.", "")
    arrested: Annotated[datetime | None, Happened()] = stated("Day and hour of the arrest.", None)
    arrested_where: str = stated("Where.", "")
    arrested_by: str = stated("By which authority.", "")
    injuries: bool | None = stated("Whether injuries were visible: asked and answered.", None)
    injuries_noted: str = stated("What injuries were visible, and where, in words.", "")
    injuries_chart: str = stated("The body chart, by its SHA-256 or number.", "")
    ill_treatment: bool | None = stated(
        "Whether the person complains of ill-treatment before: asked and answered.", None
    )
    referred: Annotated[date | None, Happened()] = stated(
        "The day on which injuries or complaint were referred to the authority.", None
    )
    screening_asked: Annotated[datetime | None, Happened()] = stated(
        "When health screening was asked for.", None
    )
    property_listed: bool | None = stated("Whether what the person brought was listed.", None)
    property_signed: bool | None = stated("Whether the list was signed by the person and an officer.", None)
    property_items: list[str] = many("What was brought.")
    family_told: Annotated[datetime | None, Happened()] = stated("When the family was told.", None)
    family_declined: bool | None = stated(
        "Whether the person did not wish the family told; null: not asked.", None
    )
    children_asked: bool | None = stated("Whether children and guardianship were asked about.", None)
    kin_asked: bool | None = stated("Whether next of kin were asked for.", None)
    informed: Annotated[datetime | None, Happened()] = stated(
        "When rules, rights and ways to complain were explained.", None
    )
    informed_how: Literal["written", "oral", "both"] | None = stated("How.", None)
    informed_language: str = stated("In which language.", "")
    reads: bool | None = stated("Whether the person can read.", None)
    self_harm_noted: str = stated("Who looked for a danger of self-harm.", "")
    lawyer: str = stated("Legal representation; 'none yet' where there is none.", "")
    court: Annotated[date | None, MAY_LIE_AHEAD] = stated("The next day in court.", None)


class Booking(AdmissionAnswers, Stay):
    """One stay in custody within the person's file. What is not known at admission is null, is listed, and
    becomes due. ``expected`` is counted from the orders (``orders/holding_time.py``) whenever one of them
    changes, never typed."""

    corrected: str = made("Why an answer of the admission was corrected the last time.", "")
    withdrawal_asked: str = made("Why somebody asks to withdraw the admission; empty: nobody does.", "")
    withdrawal_by: Annotated[str, PERSON] = made("Who asks.", "")
    withdrawal_at: Annotated[datetime | None, Happened()] = made("When it was asked.", None)
    withdrawal_instead: str = made("The file of who was really admitted; empty: nobody was.", "")
    withdrawn: Annotated[str, PERSON] = made("The second person, who agreed: it is no stay any more.", "")
    screened: Annotated[datetime | None, Happened(after=("admitted",))] = stated(
        "When health staff first saw the person after admission; taken from the register of health visits.",
        None,
    )
    expected: Annotated[datetime | None, MAY_LIE_AHEAD] = stated(
        "The last moment that the orders cover, as counted; null: cannot be counted.", None
    )
    days: int | None = stated("The days that the orders give, as counted.", None)
    uncovered: int | None = stated(
        "The days between orders of detention that none of them covers, as counted.", None
    )

    @property
    def held(self) -> bool:
        """Whether it holds somebody: not released, and not withdrawn."""
        return self.released is None and not self.withdrawn


NOT_ASKED: dict[str, str | None] = {
    "withdrawal_asked": "",
    "withdrawal_by": "",
    "withdrawal_at": None,
    "withdrawal_instead": "",
}
"""Of a booking that nobody asks to withdraw."""


def _asks(at: Desktop, body: Booking) -> bool:
    return body.withdrawal_by == at.actor.id


BOOKING: Kind[Booking] = Kind(
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
        Key("held", "flag", lambda body: body.held),
        Key("status", "text", lambda body: body.status or ""),
        Key("admitted", "time", lambda body: body.admitted),
        Key("expected", "time", lambda body: body.expected),
    ),
    together=(("facility", "held"),),
    numbered="number",
    relations={"asker": _asks},
)
