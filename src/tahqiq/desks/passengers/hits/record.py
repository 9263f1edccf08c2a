"""A hit: a traveller of a message may be somebody of a watchlist, or is named by a risk rule."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from tahqiq.desk.answers import Strict
from tahqiq.desk.details import Details
from tahqiq.desk.field_labels import ForPrograms
from tahqiq.desks.passengers.law import law
from tahqiq.model.kind import Key, Kind, Mask, Maskable

Birth = Literal["same-day", "same-year", "near", "unknown", "apart"]
"""How a day of birth stands to those of a list."""
ByList = Literal["document", "name", "name-and-birth"]
"""By what somebody of a list was found."""
Alike = Literal["same", "spelling", "variant", "initial", "near", "contradicts", "only-left", "only-right"]
"""How two parts of names are alike (:class:`tahqiq.names.score.Relation`); left is the traveller's."""


class NamePart(Strict):
    """Two parts of names compared with each other; one is null where only one name has it."""

    traveller: str | None
    listed: str | None
    relation: Alike
    score: float


class HitDetails(Details):
    """Why somebody is asked about: a traveller of a message (segment ``row``) may be somebody of a list
    (``entry``, on row ``entry_row`` of it). ``documents`` are the numbers that agree."""

    message: str
    traveller: str
    row: int
    titles: dict[str, str] = Field(
        default={}, description="Of a rule that has several: its title by language."
    )
    entry: Annotated[str, ForPrograms()]
    entry_row: Annotated[int, ForPrograms()]
    listed: str = Field(description="The spelling of the listed name that was compared.")
    listed_as: str = Field(default="", description="The name as the list writes it; empty: not known.")
    listed_born: list[str]
    listed_documents: list[str] = Field(
        default=[], description="The document numbers of the list, whether they agree or not."
    )
    reason: str
    why: Literal[ByList, "rule"]
    score: float = Field(description="How alike the names are as a whole, from 0 to 1, to two places.")
    birth: Birth
    documents: list[str]
    parts: list[NamePart]
    exact: bool = Field(
        default=False,
        description="Whether a document number agrees, or the whole name and the day of birth do: only two "
        "people say that this is not the person.",
    )
    grounds: dict[str, str] = Field(
        default={}, description="Of a rule: the features that decided it, with their values."
    )
    exonerating: dict[str, str] = Field(
        default={},
        description="Of a rule: what would have spoken for the traveller, with its value; empty: not known.",
    )
    travel: Annotated[str, ForPrograms()] = Field(
        default="", description="The booking or traveller it stands on, by the id of its record."
    )


class HitRecord(Maskable, HitDetails):
    """A question for a person. ``source`` is the file of the message; ``mark`` tells the same hit again,
    ``pair`` the same traveller beside the same entry on another flight, ``person`` the same traveller (name
    and birth) beside any entry or rule; "" where the birth is not known."""

    mark: Annotated[str, ForPrograms()]
    pair: Annotated[str, ForPrograms()]
    person: Annotated[str, ForPrograms()] = ""
    source: str
    flight: str
    locator: str
    born: str
    list_id: Annotated[str, ForPrograms()]
    list_name: str
    came: datetime = Field(description="When it was found.")
    transferred: datetime | None = Field(
        default=None,
        description="When the message was transferred, from which the law counts; null: when it was found.",
    )

    @property
    def since(self) -> datetime:
        """From when the law counts."""
        return self.transferred or self.came


MASKED: dict[str, object] = {
    "traveller": "",
    "born": "",
    "documents": [],
    "parts": [],
    "entry": "",
    "entry_row": 0,
    "listed": "",
    "listed_as": "",
    "listed_born": [],
    "listed_documents": [],
    "reason": "",
    "grounds": {},
    "exonerating": {},
}
"""What a masked hit hides: the traveller, and with whom and by what the traveller was compared."""
_EXAMPLE = HitRecord(
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


HIT = Kind(
    "passenger-hit",
    HitRecord,
    lambda body: " · ".join(filter(None, (body.traveller, body.listed))) or body.flight,
    "passengers",
    _EXAMPLE,
    home="desk",
    keys=(
        Key("mark", "text", lambda body: body.mark),
        Key("pair", "text", lambda body: body.pair),
        Key("person", "text", lambda body: body.person or None),
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
    mask=Mask("mask_on", MASKED),
)
