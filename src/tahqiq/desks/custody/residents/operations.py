"""The people of a facility by cell: wings, their cells, and who lives in each; who is elsewhere in the house,
who is out, and who has no cell yet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Annotated

from pydantic import Field

from tahqiq.desk import Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.records import every
from tahqiq.desk.rule_results import moment
from tahqiq.desks.custody.moves.derivations import inherited
from tahqiq.desks.custody.moves.record import Move
from tahqiq.desks.custody.people.lookup import age_of
from tahqiq.desks.custody.people.record import PersonFile
from tahqiq.desks.custody.places.lookup import facilities, made_for
from tahqiq.desks.custody.places.record import FACILITY, PLACE, Place
from tahqiq.desks.custody.roll_call.no_cell import Waiting, without_cell
from tahqiq.desks.custody.roll_call.operations import files_of, present
from tahqiq.jobs.progress import Progress


class ResidentsRequest(Strict):
    """Which facility, and when."""

    facility: Annotated[str, FACILITY] = Field(
        default="", description="The facility, by its code; empty: the first."
    )
    at: str = Field(default="", description="As it was at this moment, ISO 8601 with zone; empty: now.")


class ResidentView(Strict):
    """Somebody on the roll: since when they are where they are, what for (``sort`` of the move; ``admission``
    without a cell), and where they came from. ``age`` in whole years; null: no day of birth is known."""

    person: str
    name: str
    age: int | None
    booking: str
    since: str
    sort: str
    place: str
    origin: str


class CellResidentsView(Strict):
    """A cell and who is in it. ``capacity`` is null where it is not known; ``reason`` says why the cell was
    last changed."""

    record: str
    code: str
    name: str
    capacity: int | None
    sex: str | None
    ages: str | None
    status: str | None
    closed: str
    reason: str
    people: list[ResidentView]


class WingResidentsView(Strict):
    """A part of the house that holds cells. ``capacity`` is that of the cells in use together; null where
    nothing says it. ``sex``, ``ages`` and ``status`` say for whom its cells are that say
    nothing themselves; empty: nothing says it."""

    code: str
    name: str
    sort: str
    inside: int
    capacity: int | None
    sex: str
    ages: str
    status: str
    cells: list[CellResidentsView]


class FacilityView(Strict):
    """A facility, by its code and name."""

    code: str
    name: str


class ResidentsView(Strict):
    """Everybody on the roll of a facility. ``inside`` counts those of ``no_cell`` and ``elsewhere``, too."""

    facility: str
    facilities: list[FacilityView]
    at: str
    inside: int
    wings: list[WingResidentsView]
    no_cell: list[ResidentView]
    elsewhere: list[ResidentView]
    out: list[ResidentView]


def residents(at: Desktop, asked: ResidentsRequest, _progress: Progress | None) -> ResidentsView:
    """The people by cell. Raises ``WrongUse`` (``clock-zone``)."""
    when = moment(asked.at)
    known = facilities_of(at)
    facility = asked.facility or next((one.code for one in known), "")
    if not facility:
        return ResidentsView(
            facility="",
            facilities=known,
            at=when.isoformat(),
            inside=0,
            wings=[],
            no_cell=[],
            elsewhere=[],
            out=[],
        )
    moves = list(present(at, when, facility))
    waiting = list(without_cell(at, when, moves, facility))
    files = files_of(at, [*(one.person for one in moves), *(one.person for one in waiting)])
    places = {kept.body.code: (kept.id, kept.body) for kept in every(at, PLACE, {"facility": facility})}
    living = defaultdict[str, list[ResidentView]](list)
    for one in moves:
        living["" if one.outside else one.place].append(_resident(one, files, when))
    cells = {code for code, (_, body) in places.items() if body.sort == "cell"}
    return ResidentsView(
        facility=facility,
        facilities=known,
        at=when.isoformat(),
        inside=sum(not one.outside for one in moves) + len(waiting),
        wings=_wings(places, living),
        no_cell=[_waiting(one, files, when) for one in waiting],
        elsewhere=[one for code in sorted(living.keys() - cells - {""}) for one in living[code]],
        out=living[""],
    )


class FacilitiesRequest(Strict):
    """Every facility."""


class FacilitiesView(Strict):
    """The facilities in the order of their codes."""

    facilities: list[FacilityView]


def list_facilities(at: Desktop, _asked: FacilitiesRequest, _progress: Progress | None) -> FacilitiesView:
    """The facilities."""
    return FacilitiesView(facilities=facilities_of(at))


def facilities_of(at: Desktop) -> list[FacilityView]:
    """All facilities in the order of their codes, with the name of the site where it has one."""
    return [FacilityView(code=one.value, name=one.name) for one in facilities(at)]


def _wings(
    places: Mapping[str, tuple[str, Place]], living: Mapping[str, Sequence[ResidentView]]
) -> list[WingResidentsView]:
    groups = defaultdict[str, list[CellResidentsView]](list)
    for code in sorted(places):
        identity, body = places[code]
        if body.sort == "cell":
            groups[body.within].append(_cell(identity, body, living.get(code, ())))
    for code, (_, body) in places.items():
        if body.sort == "wing" and not any(one == code or one.startswith(f"{code}/") for one in groups):
            groups[code] = []
    bodies = {code: body for code, (_, body) in places.items()}
    return [_wing(code, bodies, groups[code]) for code in sorted(groups)]


def _wing(code: str, places: Mapping[str, Place], cells: list[CellResidentsView]) -> WingResidentsView:
    place = places.get(code)
    return WingResidentsView(
        code=code,
        name=place.name if place else "",
        sort=place.sort if place else "wing",
        inside=sum(len(one.people) for one in cells),
        capacity=made_for(place, (places[one.code] for one in cells)),
        sex=inherited(place, places, "sex") if place else "",
        ages=inherited(place, places, "ages") if place else "",
        status=inherited(place, places, "status") if place else "",
        cells=cells,
    )


def _cell(identity: str, body: Place, people: Iterable[ResidentView]) -> CellResidentsView:
    return CellResidentsView(
        record=identity,
        code=body.code,
        name=body.name,
        capacity=body.capacity,
        sex=body.sex,
        ages=body.ages,
        status=body.status,
        closed=body.closed,
        reason=body.reason,
        people=list(people),
    )


def _resident(one: Move, files: Mapping[str, PersonFile], when: datetime) -> ResidentView:
    file = files.get(one.person)
    return ResidentView(
        person=one.person,
        name=file.name if file else "",
        age=age_of(file, when),
        booking=one.booking,
        since=one.arrived.isoformat(),
        sort=one.sort,
        place=one.place,
        origin=one.origin,
    )


def _waiting(one: Waiting, files: Mapping[str, PersonFile], when: datetime) -> ResidentView:
    file = files.get(one.person)
    return ResidentView(
        person=one.person,
        name=file.name if file else "",
        age=age_of(file, when),
        booking=one.booking,
        since=one.since.isoformat() if one.since else "",
        sort="admission",
        place="",
        origin="",
    )


RESIDENTS = Operation(
    "residents",
    ResidentsRequest,
    ResidentsView,
    "look",
    "read-case",
    residents,
    lambda _at: ResidentsRequest(at="2026-05-01T19:00:00+03:00"),
)
FACILITIES = Operation(
    "facilities",
    FacilitiesRequest,
    FacilitiesView,
    "look",
    "read-case",
    list_facilities,
    lambda _at: FacilitiesRequest(),
)
