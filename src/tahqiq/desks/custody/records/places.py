"""Places and who was where: the tree of sites, buildings, wings and cells, moves between them, counts, and
what doors recorded."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from tahqiq.desk.told import Strict
from tahqiq.desks.custody.records.fields import NAME, many, said
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


class Move(Strict):
    """Somebody goes from one place to another. ``left`` and ``arrived`` are its two times; ``ended`` is when
    the person left ``place`` again (empty: is there), taken from the next move. What person and place were
    for one another is written as it stood then."""

    person: str = said("The number of the person's file.")
    booking: str = said("The number of the booking.")
    facility: str = said("The facility whose move it is.")
    sort: Literal[
        "admission", "cell", "work", "visit", "yard", "court", "hospital", "transfer", "release"
    ] = said("What for.")
    origin: str = said("Where from; empty: from outside.", "")
    left: datetime | None = said("When the person left.", None)
    place: str = said("Where to; empty: outside.", "")
    arrived: datetime = said("When the person arrived.")
    ended: datetime | None = said("When the person left that place again.", None)
    reason: str = said("Why.", "")
    authority: str = said("Who ordered it.", "")
    escort: str = said("Who went with the person; 'none' where nobody did.", "")
    sex: str = said("Female or male.", "", "sex")
    place_sex: str = said("For whom the place is.", "", "sex")
    ages: str = said("Adult or child on that day.", "", "age")
    place_ages: str = said("For which ages the place is.", "", "age")
    status: str = said("The standing on that day.", "")
    place_status: str = said("For which standing the place is.", "")
    sharing: int | None = said("How many others were there.", None)
    suited: bool | None = said("Whether those who share a room were chosen as suitable.", None)
    apart_broken: list[str] = many("Decisions to keep people apart that it goes against, by number.")


class Roll(Strict):
    """A count: who is expected, and how many were there."""

    number: str = said("The number of the count.")
    place: str = said("The wing or facility that was counted, by its code.")
    facility: str = said("The facility.")
    at: datetime = said("When it was counted.")
    expected: int = said("How many the moves say.")
    counted: int | None = said("How many were counted; empty: not counted.", None)
    capacity: int | None = said("For how many the place is made.", None)
    by: str = said("Who counted.", "")
    missing: list[str] = many("Who was not there, by number.")
    extra: list[str] = many("Who was there and not expected, by number.")
    incident: str = said("The number of the incident that the difference became.", "")
    keys_out: int | None = said("Keys that were not back at lock-up.", None)
    tools_out: int | None = said("Tools that were not back at lock-up.", None)
    night_watch: bool | None = said("Whether the night watch was entered.", None)


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
ROLL = Kind(
    "custody-roll",
    Roll,
    lambda body: f"{body.number} {body.place}",
    NAME,
    Roll(
        number="R-1",
        place="F01/A",
        facility="F01",
        at=datetime.fromisoformat("2026-05-01T19:00:00+03:00"),
        expected=3,
        counted=3,
    ),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("place", "text", lambda body: body.place),
        Key("facility", "text", lambda body: body.facility),
        Key("at", "time", lambda body: body.at),
        Key("differs", "flag", lambda body: body.counted != body.expected),
    ),
    numbered="number",
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
