"""The places of a facility, with how many are in each."""

from collections import Counter
from typing import Annotated

from pydantic import Field

from tahqiq.desk import Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.records import every
from tahqiq.desk.rule_results import moment
from tahqiq.desks.custody.drawings.record import DRAWING, HEAVIEST, Drawing
from tahqiq.desks.custody.people.lookup import age_of
from tahqiq.desks.custody.places.lookup import cells_in, made_for
from tahqiq.desks.custody.places.record import FACILITY, PLACE
from tahqiq.desks.custody.roll_call.no_cell import without_cell
from tahqiq.desks.custody.roll_call.operations import files_of, present
from tahqiq.jobs.progress import Progress


class PlacesRequest(Strict):
    """Which places, and when."""

    facility: Annotated[str, FACILITY] = Field(
        default="", description="The facility, by its code; empty: the first."
    )
    at: str = Field(
        default="", description="How many were there at this moment, ISO 8601 with zone; empty: now."
    )


class PlaceView(Strict):
    """A place with how many are in it; ``capacity`` null: not known. The drawing is null where nothing is
    drawn."""

    record: str
    code: str
    name: str
    sort: str
    within: str
    capacity: int | None
    inside: int
    sex: str | None
    ages: str | None
    status: str | None
    closed: str
    x: int | None
    y: int | None
    width: int | None
    height: int | None


class NoCellView(Strict):
    """Somebody who was admitted and has no cell yet. ``age`` in whole years; null: no day of birth known."""

    person: str
    name: str
    age: int | None
    booking: str
    admitted: str


class PlacesView(Strict):
    """The places of one facility in the order of their codes; ``facilities`` are all there are, ``drawings``
    the plan pictures over which rooms are laid. ``inside`` counts those of ``no_cell``, too."""

    facility: str
    facilities: list[str]
    at: str
    inside: int
    out: int
    no_cell: list[NoCellView]
    places: list[PlaceView]
    drawings: list[Drawing]
    picture_limit: int = Field(default=HEAVIEST, description="Bytes of a plan picture at most.")


def places(at: Desktop, asked: PlacesRequest, _progress: Progress | None) -> PlacesView:
    """The places, and how many are in each of them with all that lie in it. Raises ``WrongUse``
    (``clock-zone``)."""
    when = moment(asked.at)
    facilities = sorted(str(code) for code in at.records(PLACE).count({}, by="facility"))
    facility = asked.facility or "".join(facilities[:1])
    moves = list(present(at, when, facility)) if facility else []
    inside = Counter[str]()
    for one in moves:
        parts = one.place.split("/") if not one.outside else []
        inside.update("/".join(parts[: depth + 1]) for depth in range(len(parts)))
    known = list(every(at, PLACE, {"facility": facility})) if facility else []
    bodies = [kept.body for kept in known]
    views = [
        PlaceView(
            record=kept.id,
            inside=inside[kept.body.code],
            capacity=made_for(kept.body, cells_in(kept.body.code, bodies)),
            **kept.body.model_dump(include=_SHOWN),
        )
        for kept in known
    ]
    drawings = [kept.body for kept in every(at, DRAWING, {"facility": facility})] if facility else []
    out = sum(one.outside for one in moves)
    waiting = list(without_cell(at, when, moves, facility)) if facility else []
    files = files_of(at, [one.person for one in waiting])
    return PlacesView(
        facility=facility,
        facilities=facilities,
        at=when.isoformat(),
        inside=len(moves) - out + len(waiting),
        out=out,
        no_cell=[
            NoCellView(
                person=one.person,
                name=files[one.person].name if one.person in files else "",
                age=age_of(files.get(one.person), when),
                booking=one.booking,
                admitted=one.since.isoformat() if one.since else "",
            )
            for one in waiting
        ],
        places=views,
        drawings=drawings,
    )


_SHOWN = {
    "code",
    "name",
    "sort",
    "within",
    "sex",
    "ages",
    "status",
    "closed",
    "x",
    "y",
    "width",
    "height",
}


PLACES = Operation(
    "places",
    PlacesRequest,
    PlacesView,
    "look",
    "read-case",
    places,
    lambda _at: PlacesRequest(at="2026-05-01T19:00:00+03:00"),
)
