"""A controlled delivery: whose permission, which legs with holder and clock, what was decided on the way,
where the weight went."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from tahqiq.casework.records import RecordVersion
from tahqiq.casework.vault.pseudonym import needed
from tahqiq.desk import Desktop, Needs
from tahqiq.desk.answers import Strict
from tahqiq.desk.custody import AMOUNT
from tahqiq.desk.details import Details
from tahqiq.desk.moments import MAY_LIE_AHEAD
from tahqiq.desks.covert.authorisations.lookup import leads
from tahqiq.desks.covert.authorisations.references import UnderAuthorisation
from tahqiq.desks.covert.relations import NOT_RELATED, supervises
from tahqiq.kit.errors import NotFound
from tahqiq.model.kind import ACTED, Key, Kind

LONG = 5_000
Word = Literal["go", "no-go", "abort"]
Why = Literal["sampled", "removed"]


class LegDetails(Details):
    """A stretch of the way: who has it, who takes it at its end, in which territory, who permits it there and
    by which paper."""

    holder: str = Field(min_length=1, max_length=100, description="Who has it on this leg, by code.")
    taker: str = Field(
        min_length=1, max_length=100, description="Who takes it at the end of the leg, by code."
    )
    territory: str = Field(min_length=1, max_length=200, description="In which territory.")
    authority: str = Field(min_length=1, max_length=300, description="Who permits it there.")
    reference: str = Field(min_length=1, max_length=200, description="The permission, by its number.")


class Leg(LegDetails):
    """A leg as it is planned."""

    due: Annotated[AwareDatetime, MAY_LIE_AHEAD] = Field(description="Until when it is there, with its zone.")


class LegProgress(Strict):
    """How a leg went: the times, and when they were entered."""

    begun_at: AwareDatetime
    begun_entered: AwareDatetime
    ended_at: AwareDatetime | None = None
    ended_entered: AwareDatetime | None = None


class DeliveryDecision(Strict):
    """A word on whether it goes on. ``by`` is the id of the person."""

    word: Word
    at: AwareDatetime
    entered_at: AwareDatetime
    reason: str = Field(min_length=3, max_length=LONG)
    by: Annotated[str, ACTED]


class DeliveryPart(Details):
    """A part that was taken out before delivery: a sample, or what was removed and perhaps replaced."""

    part: str = Field(
        min_length=1, max_length=60, description="The part, by the name that it has from now on."
    )
    why: Why = Field(description="sampled or removed.")
    grams: str = Field(pattern=f"^{AMOUNT}$", description="Its weight in grams.")


class DeliveryDetails(Details):
    """What people state of a delivery."""

    requesting: str = Field(default="", max_length=200, description="The state that asked for it.")
    substitution: str = Field(
        default="", max_length=LONG, description="What is put in the place of what is removed."
    )
    abort: list[str] = Field(min_length=1, max_length=100, description="When it is broken off.")


DeliveryState = Literal["planned", "under-way", "arrived", "closed"]


class Delivery(DeliveryDetails, UnderAuthorisation):
    """One delivery, by its random number; ``holder`` has it first."""

    exhibit: str
    holder: str = Field(min_length=1, max_length=100)
    legs: list[Leg] = Field(default=[], max_length=100)
    gone: list[LegProgress] = Field(default=[], max_length=100)
    words: list[DeliveryDecision] = Field(default=[], max_length=1_000)
    parts: list[DeliveryPart] = Field(default=[], max_length=500)
    result: str = Field(default="", max_length=LONG)
    closed_at: AwareDatetime | None = None
    closed_entered: AwareDatetime | None = None

    @property
    def under_way(self) -> bool:
        """Whether a leg has begun and none of what ends it has come."""
        return bool(self.gone) and self.closed_at is None

    @property
    def state(self) -> DeliveryState:
        """The state it is in."""
        if self.closed_at is not None:
            return "closed"
        if not self.gone:
            return "planned"
        return "under-way" if self.gone[-1].ended_at is None else "arrived"

    @property
    def last_word(self) -> str:
        """The last word on whether it goes on; "" before there is one."""
        return self.words[-1].word if self.words else ""

    def due(self) -> datetime | None:
        """Until when the leg that is under way is there; None where none is."""
        if not self.under_way or self.gone[-1].ended_at is not None:
            return None
        return self.legs[len(self.gone) - 1].due


_WHEN = datetime.fromisoformat("2026-03-01T08:00:00+00:00")
DELIVERY = Kind(
    "covert-delivery",
    Delivery,
    lambda body: body.number,
    "covert",
    Delivery(
        number="ACDE-FGHL",
        authorisation="ACDE-FGHL",
        exhibit="D-1",
        abort=["انقطاع الاتصال"],
        holder="C1",
        legs=[
            Leg(
                holder="C1",
                taker="C2",
                territory="XA",
                authority="نيابة العينة",
                reference="1/2026",
                due=_WHEN,
            )
        ],
    ),
    home="desk",
    hides_actor=True,
    relations={"lead": lambda at, body: leads(at, body.authorisation), "supervisor": supervises},
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("authorisation", "text", lambda body: body.authorisation),
        Key("exhibit", "text", lambda body: body.exhibit),
        Key("way", "flag", lambda body: body.under_way),
        Key("closed", "time", lambda body: body.closed_at),
    ),
    numbered="number",
)


BY_LEAD = Needs(DELIVERY, "delivery", ("lead", "supervisor"), NOT_RELATED, "number", needed)
"""What somebody has to be to a delivery that is written on."""


def of_number(at: Desktop, number: str) -> RecordVersion[Delivery]:
    """The delivery of a number. Raises ``WrongUse`` (``pseudonym-wrong``), ``NotFound``
    (``covert-no-delivery``)."""
    page = at.records(DELIVERY).find({"number": needed(number)}, limit=1).records
    if not page:
        raise NotFound("covert-no-delivery", number=needed(number))
    return page[0]
