"""The desk draws its own map: a plan picture of a building or wing, and where each room lies on it."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image
from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.records import changed, every, one
from tahqiq.desks.custody.answers import RecordAnswer
from tahqiq.desks.custody.drawings.record import DRAWING, HEAVIEST, Drawing
from tahqiq.desks.custody.places.record import PLACE, Place
from tahqiq.formats.pictures import size
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import WrongUse

LARGEST = 12_000
"""Points of a side of a plan picture."""


class PlanRoomRequest(Strict):
    """A room on the plan, in points of the picture from its top left corner."""

    place: str = Field(min_length=1, max_length=80, description="The code of the room.")
    x: int = Field(ge=0, le=LARGEST, description="Left edge.")
    y: int = Field(ge=0, le=LARGEST, description="Top edge.")
    width: int = Field(ge=4, le=LARGEST, description="Width.")
    height: int = Field(ge=4, le=LARGEST, description="Height.")


class PlanDrawingRequest(Strict):
    """The whole plan of a place: what is not among the rooms is taken off it."""

    place: str = Field(
        min_length=1,
        max_length=80,
        description="The code of the place whose plan it is: a site, building, wing or landing.",
    )
    picture: str = Field(
        default="",
        pattern="^([0-9a-f]{16})?$",
        description=(
            "The sealed picture (PNG, JPEG, WebP, GIF), by the id of its source; empty: the one it has."
        ),
    )
    rooms: list[PlanRoomRequest] = Field(default=[], max_length=2_000, description="Where each room lies.")


def draw(at: ActingDesktop, asked: PlanDrawingRequest, _progress: Progress | None) -> RecordAnswer:
    """Keep the plan of a place. Raises ``NotFound`` (``custody-nothing-called``, ``no-picture-there``),
    ``WrongUse`` (``custody-drawing-none``, ``custody-drawing-large``, ``custody-drawing-broken``,
    ``custody-room-elsewhere``, ``custody-room-outside``, ``custody-rooms-overlap``)."""
    place = one(at, PLACE, code=asked.place).body
    kept = next(iter(every(at, DRAWING, {"place": place.code})), None)
    if asked.picture:
        drawing = Drawing(
            place=place.code, facility=place.facility, picture=asked.picture, **_size(at, asked.picture)
        )
    elif kept is not None:
        drawing = kept.body
    else:
        raise WrongUse("custody-drawing-none", value=place.code)
    inside = {
        each.body.code: each
        for each in every(at, PLACE, {"facility": place.facility})
        if each.body.code.startswith(f"{place.code}/")
    }
    _check_rooms(asked.rooms, inside, drawing)
    if kept is None:
        kept = at.records(DRAWING).save(drawing)
    elif drawing != kept.body:
        kept = changed(at, DRAWING, kept, **dict(drawing))
    lying = {room.place: dict(room) for room in asked.rooms}
    for code, found in inside.items():
        wanted = {name: lying.get(code, {}).get(name) for name in ("x", "y", "width", "height")}
        if wanted != {name: getattr(found.body, name) for name in wanted}:
            changed(at, PLACE, found, **wanted)
    return RecordAnswer(record=kept.id, number=place.code)


def _size(at: Desktop, picture: str) -> dict[str, int]:
    """Width and height, from the head of the picture alone."""
    source, path, _ = at.bench.picture(picture)
    if path.stat().st_size > HEAVIEST:
        raise WrongUse("custody-drawing-large", name=source.name, limit=f"{HEAVIEST // 1_000_000} MB")
    width, height = _size_of(path, source.name)
    if max(width, height) > LARGEST:
        raise WrongUse("custody-drawing-large", name=source.name, limit=f"{LARGEST} × {LARGEST}")
    return {"width": width, "height": height}


def _size_of(path: Path, name: str) -> tuple[int, int]:
    found = size(path)
    if found is None:
        raise WrongUse("custody-drawing-broken", name=name)
    if found == (0, 0):
        raise WrongUse("custody-drawing-large", name=name, limit=f"{LARGEST} × {LARGEST}")
    return found


def _check_rooms(
    rooms: Sequence[PlanRoomRequest], inside: dict[str, RecordVersion[Place]], drawing: Drawing
) -> None:
    """Every room lies in the place and on the picture, once, and no cell over another. What holds cells (a
    wing on the plan of its building) may lie around them."""
    for room in rooms:
        if room.place not in inside or sum(other.place == room.place for other in rooms) > 1:
            raise WrongUse("custody-room-elsewhere", value=room.place, place=drawing.place)
        if room.x + room.width > drawing.width or room.y + room.height > drawing.height:
            raise WrongUse("custody-room-outside", value=room.place)
    for at, room in enumerate(rooms):
        for other in rooms[at + 1 :]:
            if _over(room, other) and not (
                room.place.startswith(f"{other.place}/") or other.place.startswith(f"{room.place}/")
            ):
                raise WrongUse("custody-rooms-overlap", value=room.place, other=other.place)


def _over(one: PlanRoomRequest, other: PlanRoomRequest) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def _example(at: ActingDesktop) -> PlanDrawingRequest:
    """A plan of a wing with one cell, over a picture of its own."""
    stream = BytesIO()
    Image.new("L", (120, 80), 255).save(stream, "PNG")
    sealed = at.bench.seal(BytesIO(stream.getvalue()), "plan.png")
    source = at.bench.deposit_later([(sealed, "plan.png")], at.bench.deposit(at.desk.file))[0].id
    wing = PLACE.example.model_copy(update={"code": "F01/A/1", "sort": "wing", "within": "F01/A"})
    at.records(PLACE).save(wing)
    at.records(PLACE).save(PLACE.example)
    return PlanDrawingRequest(
        place=wing.code,
        picture=source,
        rooms=[PlanRoomRequest(place=PLACE.example.code, x=10, y=10, width=40, height=30)],
    )


OPERATIONS = (Operation("draw", PlanDrawingRequest, RecordAnswer, "act", "write-case", draw, _example),)
