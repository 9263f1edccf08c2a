"""What the desk writes down: lists with their basis and owner, and hits that a person decides about."""

from datetime import date, datetime

from pydantic import Field

from tahqiq.desk.answers import Strict
from tahqiq.desks.passengers.law import law
from tahqiq.desks.passengers.travel import FILE, FLIGHT, TRAVEL
from tahqiq.model.kind import Key, Kind, Mask, Maskable


class Watchlist(Strict):
    """A list against which travellers are compared: the people stand in a sealed original, ``source``, in the
    desk's file."""

    name: str = Field(min_length=1, max_length=120, description="What the list is called.")
    source: str = Field(
        pattern="^[0-9a-f]{16}$", description="The collected original, by the id of its source."
    )
    aliases: str = Field(
        default="",
        description=(
            "Further names of the same people in a file of their own (OFAC: ALT.CSV), by the id of its "
            "source."
        ),
    )
    form: str = Field(description="How it is written: un, ofac or table.")
    people: int = Field(ge=0, description="How many people stand in it.")
    basis: str = Field(
        min_length=3,
        max_length=500,
        description="The law or order on which travellers may be compared with it.",
    )
    owner: str = Field(min_length=1, max_length=200, description="The authority that answers for it.")
    until: date = Field(description="The last day on which it is used.")
    case: str = Field(
        default="", description="The case of whose people it was made, by its id; empty for others."
    )


class ComparedPart(Strict):
    """Two parts of names held against one another."""

    traveller: str | None
    listed: str | None
    relation: str
    score: float


class HitRecord(Maskable):
    """A question for a person: a traveller of a message (``source``, segment ``row``) may be somebody of a
    list (``list_name``, ``entry``). ``mark`` tells the same hit again, ``pair`` the same traveller beside the
    same entry on another flight."""

    mark: str
    pair: str
    source: str
    row: int
    message: str
    flight: str
    locator: str
    traveller: str
    born: str
    list_id: str
    list_name: str
    titles: dict[str, str] = Field(
        default={}, description="Of a rule that has several: its title by language."
    )
    entry: str
    entry_row: int
    listed: str
    listed_born: list[str]
    reason: str
    why: str
    score: float
    birth: str
    documents: list[str]
    parts: list[ComparedPart]
    grounds: dict[str, str] = Field(
        default={}, description="Of a rule: the features that decided it, with their values."
    )
    exonerating: dict[str, str] = Field(
        default={},
        description="Of a rule: what would have spoken for the traveller, with its value; empty: not known.",
    )
    came: datetime = Field(description="When it was found.")
    transferred: datetime | None = Field(
        default=None,
        description="When the message was transferred, from which the law counts; null: when it was found.",
    )
    travel: str = Field(
        default="", description="The booking or traveller it stands on, by the id of its record."
    )

    @property
    def since(self) -> datetime:
        """From when the law counts."""
        return self.transferred or self.came


_LIST = Watchlist(
    name="Sample list",
    source="00000000000000aa",
    form="table",
    people=1,
    basis="Sample order 12",
    owner="Sample court",
    until=date(2027, 1, 1),
)
_HIT = HitRecord(
    mark="m",
    pair="p",
    source="00000000000000aa",
    row=12,
    message="PAXLST D.05B",
    flight="ZZ410/2026-04-01/IST",
    locator="SMP4L1",
    traveller="KAREEM ALSAMPLE",
    born="1988-02-14",
    list_id="l",
    list_name="Sample list",
    entry="1",
    entry_row=2,
    listed="كريم السامبل",
    listed_born=["1988"],
    reason="Sample order 12",
    why="name-and-birth",
    score=0.95,
    birth="same-year",
    documents=[],
    parts=[],
    came=datetime.fromisoformat("2026-04-01T08:10:00+00:00"),
)

WATCHLIST = Kind(
    "watchlist",
    Watchlist,
    lambda body: body.name,
    "passengers",
    _LIST,
    home="desk",
    keys=(
        Key("name", "text", lambda body: body.name),
        Key("ends", "day", lambda body: body.until),
        Key("owner", "text", lambda body: body.owner),
    ),
)
HIT = Kind(
    "passenger-hit",
    HitRecord,
    lambda body: " · ".join(filter(None, (body.traveller, body.listed))),
    "passengers",
    _HIT,
    home="desk",
    keys=(
        Key("mark", "text", lambda body: body.mark),
        Key("pair", "text", lambda body: body.pair),
        Key("flight", "text", lambda body: body.flight),
        Key("list", "text", lambda body: body.list_name),
        Key("list_id", "text", lambda body: body.list_id),
        Key("travel", "text", lambda body: body.travel),
        Key("why", "text", lambda body: body.why),
        Key("came", "time", lambda body: body.came),
        Key("mask_on", "day", lambda body: None if body.masked else law().mask_on(body.since)),
    ),
    together=(("list", "came"), ("flight", "came")),
    until=lambda body: law().last_day(body.since),
    mask=Mask("mask_on", {"traveller": "", "born": "", "documents": [], "parts": []}),
)
KINDS = (WATCHLIST, HIT, TRAVEL, FLIGHT, FILE)
