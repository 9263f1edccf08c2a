"""The visitors' book of a gate, as a desk: who came when, and who is inside now."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from pydantic import BaseModel, ConfigDict, Field

from tahqiq.casework.clocks import Clock, Period, Tick
from tahqiq.desk import ActingDesktop, Desk, Desktop, NoQuestion, Operation, Periodic, Sample
from tahqiq.jobs.progress import Progress
from tahqiq.model.kind import Key, Kind
from tahqiq.samples.truth import Json


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Visit(Strict):
    visitor: str = Field(min_length=1, max_length=200, description="Who comes, as written in the book.")
    arrived: datetime = Field(description="When they came in, with a zone.")
    left: datetime | None = Field(
        default=None, description="When they went out; nothing while they are inside."
    )
    overstayed: bool = Field(default=False, description="Whether they were still inside at midnight.")


class Arrival(Strict):
    visitor: str = Field(min_length=1, max_length=200, description="Who comes, as they say it.")


class Departure(Strict):
    visit: str = Field(description="The visit, by its id.")
    version: int = Field(ge=1, description="The version of the visit that you saw.")


class VisitView(Visit):
    visit: str
    version: int


class Inside(Strict):
    visits: list[VisitView]


VISIT = Kind(
    "visit",
    Visit,
    lambda body: body.visitor,
    "visitors",
    Visit(visitor="سلام جاسم كاظم", arrived=datetime(2026, 5, 1, 9, tzinfo=UTC)),
    home="desk",
    keys=(
        Key("inside", "flag", lambda body: body.left is None),
        Key("arrived", "time", lambda body: body.arrived),
        Key("visitor", "text", lambda body: body.visitor),
        Key("overstayed", "flag", lambda body: body.overstayed),
    ),
    together=(("inside", "arrived"),),
)
MIDNIGHT = Clock(
    "midnight",
    Period(1, "days"),
    date(2026, 1, 1),
    (
        "Still inside at midnight",
        "من بقي حتى منتصف الليل",
        "ئەوانەی تا نیوەشەو ماون",
        "یێن هەتا نیڤا شەڤێ ماین",
    ),
    time(0),
)


def arrive(at: ActingDesktop, asked: Arrival, _progress: Progress | None) -> VisitView:
    kept = at.records(VISIT).save(Visit(visitor=asked.visitor, arrived=datetime.now(UTC)))
    return VisitView(visit=kept.id, version=kept.version, **kept.body.model_dump())


def leave(at: ActingDesktop, asked: Departure, _progress: Progress | None) -> VisitView:
    visit = at.records(VISIT).get(asked.visit)
    body = visit.body.model_copy(update={"left": datetime.now(UTC)})
    kept = at.records(VISIT).save(body, identity=visit.id, version=asked.version)
    return VisitView(visit=kept.id, version=kept.version, **kept.body.model_dump())


def inside(at: Desktop, _asked: NoQuestion, _progress: Progress | None) -> Inside:
    found = at.records(VISIT).find({"inside": True}, order="arrived", limit=500).records
    return Inside(
        visits=[VisitView(visit=one.id, version=one.version, **one.body.model_dump()) for one in found]
    )


def overnight(at: ActingDesktop, tick: Tick) -> int:
    late = [
        one
        for one in at.records(VISIT).find({"inside": True, "overstayed": False}, limit=500).records
        if one.body.arrived < tick.due
    ]
    for one in late:
        at.records(VISIT).save(
            one.body.model_copy(update={"overstayed": True}), identity=one.id, version=one.version
        )
    return len(late)


def leaving(at: ActingDesktop) -> Departure:
    return Departure(visit=at.records(VISIT).save(VISIT.example).id, version=1)


def sample(at: ActingDesktop, _truth: Mapping[str, Json]) -> dict[str, int]:
    for hour, visitor in enumerate(("سلام جاسم كاظم", "هيوا كريم", "Sara Ahmed")):
        arrived = datetime(2026, 5, 1, 6 + hour, tzinfo=UTC)
        at.records(VISIT).save(
            Visit(visitor=visitor, arrived=arrived, left=arrived + timedelta(hours=1) if hour else None)
        )
    return {VISIT.name: 3}


DESK = Desk(
    "visitors",
    kinds=(VISIT,),
    folder="visitors",
    form_home="desk",
    sample=Sample(records=sample),
    clocks=(Periodic(MIDNIGHT, overnight),),
    operations=(
        Operation(
            "arrive",
            Arrival,
            VisitView,
            "act",
            "write-case",
            arrive,
            lambda _at: Arrival(visitor="هيوا كريم"),
        ),
        Operation("leave", Departure, VisitView, "act", "write-case", leave, leaving),
        Operation("inside", NoQuestion, Inside, "look", "read-case", inside, lambda _at: NoQuestion()),
    ),
)
