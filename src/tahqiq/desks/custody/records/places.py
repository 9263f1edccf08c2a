"""The tree of sites, buildings, wings and cells, the drawings of its plans, and what doors recorded."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from tahqiq.desk.told import Strict
from tahqiq.desks.custody.records.fields import NAME, said
from tahqiq.model.kind import Key, Kind


class Place(Strict):
    """A place of the tree. ``code`` begins with that of the place it is in; the drawing is in units of the
    plan, absent where nothing is drawn."""

    code: str = said("Its code, such as F01/A/2/14.")
    name: str = said("What it is called.", "")
    sort: Literal["site", "building", "wing", "landing", "cell", "yard", "room"] = said("What it is.")
    within: str = said("The code of the place it is in; empty: a site.", "")
    facility: str = said("The code of its site.")
    capacity: int | None = said("For how many it is made.", None)
    floor: float | None = said("Floor space in square metres.", None)
    sex: Literal["female", "male", "any"] | None = said("For women, for men.", None)
    ages: Literal["adult", "child", "any"] | None = said("For adults, for children.", None)
    status: Literal["untried", "convicted", "civil", "any"] | None = said("For whom in which standing.", None)
    window: bool | None = said("Whether daylight comes in.", None)
    toilet: bool | None = said("Whether there is a toilet, or one can be reached at any time.", None)
    inspected: datetime | None = said("When it was last inspected.", None)
    closed: str = said("Why it is not used; empty: it is used.", "")
    x: int | None = said("Left edge on the plan.", None)
    y: int | None = said("Top edge on the plan.", None)
    width: int | None = said("Width on the plan.", None)
    height: int | None = said("Height on the plan.", None)


class Drawing(Strict):
    """The plan picture of a place, over which its rooms are laid: a sealed picture and its size. The rooms
    stand with the places, in picture points from its top left corner."""

    place: str = said("The code of the place whose plan it is: a site, building, wing or landing.")
    facility: str = said("The facility.")
    picture: str = said("The sealed picture, by the id of its source.")
    width: int = said("Width of the picture in points.")
    height: int = said("Height of the picture in points.")


class Passes(Strict):
    """What doors recorded: a stretch of one log, in the order of badges and times. The columns belong
    together by their position. ``late`` are seconds after ``begins``."""

    source: str = Field(description="The sealed log, by the id of its source.")
    facility: str = said("The facility.")
    begins: datetime = said("The first moment.")
    ends: datetime = said("The last moment.")
    first: str = said("The first badge.")
    last: str = said("The last badge.")
    badges: list[str] = Field(description="The badges, each once.")
    doors: list[str] = Field(description="The doors, each once.")
    badge: list[int] = Field(description="Whose badge, by its position in badges.")
    door: list[int] = Field(description="Which door, by its position in doors.")
    late: list[int] = Field(description="When, in seconds after the beginning.")
    way: str = Field(
        description="Which way: i in, o out, x refused, k key taken, r key returned, one letter each."
    )
    row: list[int] = Field(description="The row of the log.")


PLACE = Kind(
    "custody-place",
    Place,
    lambda body: f"{body.code} {body.name}".strip(),
    NAME,
    Place(
        code="F01/A/1/01",
        sort="cell",
        within="F01/A/1",
        facility="F01",
        capacity=2,
        floor=8.0,
        sex="male",
        ages="adult",
        status="untried",
    ),
    home="desk",
    keys=(
        Key("code", "text", lambda body: body.code),
        Key("facility", "text", lambda body: body.facility),
        Key("within", "text", lambda body: body.within),
        Key("sort", "text", lambda body: body.sort),
    ),
    together=(("facility", "sort"),),
)
DRAWING = Kind(
    "custody-drawing",
    Drawing,
    lambda body: body.place,
    NAME,
    Drawing(place="F01/A/1", facility="F01", picture="00000000000000aa", width=1200, height=800),
    home="desk",
    keys=(Key("place", "text", lambda body: body.place), Key("facility", "text", lambda body: body.facility)),
)
PASSES = Kind(
    "custody-passes",
    Passes,
    lambda body: f"{body.facility} {body.begins.isoformat()}",
    NAME,
    Passes(
        source="00000000000000aa",
        facility="F01",
        begins=datetime.fromisoformat("2026-05-01T15:00:00+03:00"),
        ends=datetime.fromisoformat("2026-05-01T15:00:00+03:00"),
        first="P-000001",
        last="P-000001",
        badges=["P-000001"],
        doors=["F01/A/1"],
        badge=[0],
        door=[0],
        late=[0],
        way="i",
        row=[2],
    ),
    home="desk",
    keys=(
        Key("source", "text", lambda body: body.source),
        Key("facility", "text", lambda body: body.facility),
        Key("begins", "time", lambda body: body.begins),
        Key("ends", "time", lambda body: body.ends),
        Key("first", "text", lambda body: body.first),
        Key("last", "text", lambda body: body.last),
    ),
)
