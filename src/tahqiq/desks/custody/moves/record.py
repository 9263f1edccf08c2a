"""A move: somebody goes from one place to another."""

from datetime import datetime
from typing import Annotated, Literal

from tahqiq.desk.details import Details, made, stated
from tahqiq.desk.moments import Happened
from tahqiq.desks.custody.name import NAME
from tahqiq.desks.custody.people.record import A_PERSON
from tahqiq.model.kind import Key, Kind

OUT = frozenset({"court", "hospital"})
"""Moves that leave somebody on the roll and outside the walls; how long the way takes nobody knows before."""

NO_STAY = frozenset({"release", "withdrawn"})
"""Moves after which nobody stands in the place."""


class MoveStart(Details):
    """What people state of a move when it begins."""

    person: Annotated[str, A_PERSON] = stated("The person: the number of the file, or the whole name.")
    sort: Literal[
        "admission", "cell", "work", "visit", "yard", "court", "hospital", "transfer", "release", "withdrawn"
    ] = stated("What for.")
    left: Annotated[datetime | None, Happened()] = stated("When the person left.", None)
    place: str = stated("Where to, by the code of the place; empty: outside.", "")
    reason: str = stated("Why.", "")
    authority: str = stated("Who ordered it.", "")
    escort: str = stated("Who goes with the person; 'none' where nobody does.", "")


class MoveDetails(MoveStart):
    """What people state of a move. ``left`` and ``arrived`` are its two times."""

    arrived: Annotated[datetime, Happened(after=("left",))] = stated("When the person arrived.")


class Move(MoveDetails):
    """A move as a record. ``ended`` is when the person left ``place`` again (None: is there), taken from the
    next move. ``withdrawn`` never was: the admission was of somebody else. While nobody has said that the
    person arrived (``under_way``), ``arrived`` is when they left.
    What person and place were for one another is written as it was then."""

    booking: str = made("The number of the booking.")
    facility: str = made("The facility whose move it is.")
    origin: str = made("Where from; empty: from outside.", "")
    ended: datetime | None = made("When the person left that place again.", None)
    under_way: bool = made("Whether the arrival is not recorded yet.", False)
    corrected: str = made("What was entered wrongly before.", "")
    sex: str = made("Female or male.", "", "sex")
    place_sex: str = made("For whom the place is.", "", "sex")
    ages: str = made("Adult or child on that day.", "", "age")
    place_ages: str = made("For which ages the place is.", "", "age")
    status: str = made("The standing on that day.", "")
    place_status: str = made("For which standing the place is.", "")
    sharing: int | None = made("How many others were there.", None)
    suited: bool | None = made("Whether those who share a room were chosen as suitable.", None)
    apart_broken: list[str] = made("Decisions to keep people apart that it goes against, by number.", [])

    @property
    def on_transfer(self) -> bool:
        """Whether who moved is on the way to another facility and not received there yet."""
        return self.sort == "transfer" and self.under_way

    @property
    def outside(self) -> bool:
        """Whether who moved is on the roll and outside the walls: at court, in hospital, or on the way to
        another facility."""
        return self.sort in OUT or self.on_transfer

    @property
    def unplaced(self) -> bool:
        """Whether who moved came from another facility and has no cell in this one yet."""
        return self.sort == "transfer" and not self.under_way and self.place == self.facility


MOVE = Kind(
    "custody-move",
    Move,
    lambda body: f"{body.person} {body.place}",
    NAME,
    Move(
        person="P-000001",
        booking="B-000001",
        facility="F01",
        sort="admission",
        place="F01/A/1/01",
        arrived=datetime.fromisoformat("2026-05-01T15:00:00+03:00"),
        reason="Admission",
        authority="Officer 7",
    ),
    home="desk",
    keys=(
        Key("person", "text", lambda body: body.person),
        Key("booking", "text", lambda body: body.booking),
        Key("facility", "text", lambda body: body.facility),
        Key("place", "text", lambda body: body.place),
        Key("arrived", "time", lambda body: body.arrived),
        Key("ended", "time", lambda body: body.ended),
        Key("sort", "text", lambda body: body.sort),
    ),
    together=(("person", "arrived"), ("facility", "ended"), ("facility", "arrived")),
)
