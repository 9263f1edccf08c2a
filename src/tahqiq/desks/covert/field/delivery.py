"""A controlled delivery: whose permission, which legs with holder and clock, what was decided on the way,
where the weight went."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from tahqiq.casework.custody import GRAMS
from tahqiq.casework.shelves import PAGE, Kept
from tahqiq.casework.vault.pseudonym import needed
from tahqiq.desk import Desktop, Needs
from tahqiq.desk.standing import walk_of
from tahqiq.desk.told import Strict
from tahqiq.desks.covert.answers import Remark, said
from tahqiq.desks.covert.clock_tool import stamp
from tahqiq.desks.covert.field.exhibits import ACT_LINE, ExhibitView, of_exhibit
from tahqiq.desks.covert.field.exhibits import told as told_exhibit
from tahqiq.desks.covert.involved import NOT_RELATED, supervises
from tahqiq.desks.covert.register import leads
from tahqiq.kit.errors import NotFound
from tahqiq.model.kind import ACTED, Key, Kind

LONG = 5_000
Word = Literal["go", "no-go", "abort"]
Why = Literal["sampled", "removed"]


class Leg(Strict):
    """A stretch of the way: who has it, who takes it at its end, in which territory, who permits it there and
    by which paper, until when it is there."""

    holder: str = Field(min_length=1, max_length=100, description="Who has it on this leg, by code.")
    taker: str = Field(
        min_length=1, max_length=100, description="Who takes it at the end of the leg, by code."
    )
    territory: str = Field(min_length=1, max_length=200, description="In which territory.")
    authority: str = Field(min_length=1, max_length=300, description="Who permits it there.")
    reference: str = Field(min_length=1, max_length=200, description="The permission, by its number.")
    due: AwareDatetime = Field(description="Until when it is there, with its zone.")


class Gone(Strict):
    """How a leg went: the times, and when they were entered."""

    begun_at: AwareDatetime
    begun_entered: AwareDatetime
    ended_at: AwareDatetime | None = None
    ended_entered: AwareDatetime | None = None


class DeliveryWord(Strict):
    """A word on whether it goes on. ``by`` is the id of the person."""

    word: Word
    at: AwareDatetime
    entered_at: AwareDatetime
    reason: str = Field(min_length=3, max_length=LONG)
    by: Annotated[str, ACTED]


class Taken(Strict):
    """A part that was taken out before delivery: a sample, or what was removed and perhaps replaced."""

    part: str
    why: Why
    grams: str


class Delivery(Strict):
    """One delivery, by its random number. ``substitution`` says what was put in the place of what was
    removed."""

    number: str
    authorisation: str
    exhibit: str
    requesting: str = Field(default="", max_length=200)
    holder: str = Field(min_length=1, max_length=100)
    substitution: str = Field(default="", max_length=LONG)
    abort: list[str] = Field(min_length=1, max_length=100)
    legs: list[Leg] = Field(default=[], max_length=100)
    gone: list[Gone] = Field(default=[], max_length=100)
    words: list[DeliveryWord] = Field(default=[], max_length=1_000)
    parts: list[Taken] = Field(default=[], max_length=500)
    result: str = Field(default="", max_length=LONG)
    closed_at: AwareDatetime | None = None
    closed_entered: AwareDatetime | None = None

    @property
    def under_way(self) -> bool:
        """Whether a leg has begun and none of what ends it has come."""
        return bool(self.gone) and self.closed_at is None

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


class LegView(Strict):
    """A leg, times in UTC; ``overdue`` where it was not there in time."""

    holder: str
    taker: str
    territory: str
    authority: str
    reference: str
    due: str
    begun: str | None
    ended: str | None
    overdue: bool


class DeliveryWordView(Strict):
    """A word on whether it goes on."""

    word: str
    at: str
    entered: str
    reason: str


class DeliveryMassView(Strict):
    """Where the weight went, in grams as text: what came in = what was delivered + sampled + removed + lost +
    still in hand. ``difference`` is what is nowhere; it closes within 0.1 g."""

    came_in: str
    delivered: str
    sampled: str
    removed: str
    lost: str
    in_hand: str
    difference: str | None
    closes: bool
    accepted: list[str]


class DeliveryView(Strict):
    """A delivery: its legs, words, mass, and the exhibit with everybody who held it."""

    number: str
    authorisation: str
    requesting: str
    substitution: str
    abort: list[str]
    legs: list[LegView]
    words: list[DeliveryWordView]
    parts: list[Taken]
    mass: DeliveryMassView
    exhibit: ExhibitView
    result: str
    closed: str | None
    remarks: list[Remark]


BY_LEAD = Needs(DELIVERY, "delivery", ("lead", "supervisor"), NOT_RELATED, "number", needed)
"""What somebody has to be to a delivery that is written on."""


def of_number(at: Desktop, number: str) -> Kept[Delivery]:
    """The delivery of a number. Raises ``WrongUse`` (``pseudonym-wrong``), ``NotFound``
    (``covert-no-delivery``)."""
    page = at.shelf(DELIVERY).find({"number": needed(number)}, limit=1).records
    if not page:
        raise NotFound("covert-no-delivery", number=needed(number))
    return page[0]


def mass(at: Desktop, body: Delivery) -> DeliveryMassView:
    """Where the weight of a delivery went, from the custody of its exhibit: nothing is added up that nobody
    weighed."""
    exhibit = of_exhibit(at, body.exhibit)
    walked = walk_of(exhibit.body.standing)
    balance, root = walked.balance(body.exhibit), walked.exhibits[body.exhibit]
    accepted = (
        at.shelf(ACT_LINE)
        .find({"log": exhibit.id, "accepted": True}, order="number", descending=True, limit=PAGE)
        .records
    )
    known = not balance.unweighed
    taken = {
        why: sum((Decimal(one.grams) for one in body.parts if one.why == why), Decimal(0))
        for why in ("sampled", "removed")
    }
    in_hand = root.amount if root.amount is not None else Decimal(0)
    came_in = balance.taken + balance.gained
    difference = came_in - balance.disposed - taken["sampled"] - taken["removed"] - balance.lost - in_hand
    return DeliveryMassView(
        came_in=f"{came_in:f}",
        delivered=f"{balance.disposed:f}",
        sampled=f"{taken['sampled']:f}",
        removed=f"{taken['removed']:f}",
        lost=f"{balance.lost:f}",
        in_hand=f"{in_hand:f}",
        difference=f"{difference:f}" if known else None,
        closes=known and abs(difference) <= GRAMS["g"],
        accepted=[f"{one.body.step.accepted}: {one.body.step.why}" for one in reversed(accepted)],
    )


def told(at: Desktop, body: Delivery, now: datetime, remarks: list[Remark] | None = None) -> DeliveryView:
    """A delivery as it stands at ``now``."""
    due = body.due()
    notes = [
        *(remarks or []),
        *([said("covert-leg-overdue", due=stamp(due))] if due is not None and now > due else []),
    ]
    return DeliveryView(
        number=body.number,
        authorisation=body.authorisation,
        requesting=body.requesting,
        substitution=body.substitution,
        abort=body.abort,
        legs=[
            _leg(one, body.gone[place] if place < len(body.gone) else None, now)
            for place, one in enumerate(body.legs)
        ],
        words=[
            DeliveryWordView(
                word=one.word, at=stamp(one.at), entered=stamp(one.entered_at), reason=one.reason
            )
            for one in body.words
        ],
        parts=body.parts,
        mass=mass(at, body),
        exhibit=told_exhibit(at, of_exhibit(at, body.exhibit)),
        result=body.result,
        closed=stamp(body.closed_at) if body.closed_at else None,
        remarks=notes,
    )


def _leg(leg: Leg, gone: Gone | None, now: datetime) -> LegView:
    ended = gone.ended_at if gone else None
    return LegView(
        holder=leg.holder,
        taker=leg.taker,
        territory=leg.territory,
        authority=leg.authority,
        reference=leg.reference,
        due=stamp(leg.due),
        begun=stamp(gone.begun_at) if gone else None,
        ended=stamp(ended) if ended else None,
        overdue=gone is not None and (ended or now) > leg.due,
    )
