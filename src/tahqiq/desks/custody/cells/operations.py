"""Open a cell, change for how many and for whom it is, close it, and use it again, each with a reason. A cell
in which somebody lives is not closed before they are placed elsewhere."""

from typing import Any, Literal

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.records import changed, every, one
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.moves.allocation import House, checks
from tahqiq.desks.custody.moves.record import MOVE, OUT, Move
from tahqiq.desks.custody.people.lookup import person_of
from tahqiq.desks.custody.places.record import PLACE, Place
from tahqiq.desks.custody.roll_call.operations import names_of
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, WrongUse

MOST = 500
"""For how many a cell can be made: dormitories are the largest."""
_REASON = "Why, as it stands in the register of cells."
ForSex = Literal["", "female", "male", "any"]
ForAges = Literal["", "adult", "child", "any"]
ForStatus = Literal["", "untried", "convicted", "civil", "any"]
FOR = ("sex", "ages", "status")
"""For whom a cell is; each empty: as the wing."""


class CellOpeningRequest(Strict):
    """A cell that is new."""

    within: str = Field(
        min_length=1, max_length=80, description="The wing, landing or building that it is in, by its code."
    )
    label: str = Field(
        min_length=1,
        max_length=20,
        pattern=r"^[^/\s]+$",
        description="What stands on its door, such as 05: its code is that of the wing with it.",
    )
    capacity: int = Field(ge=1, le=MOST, description="For how many it is made.")
    floor: float | None = Field(default=None, gt=0, le=2_000, description="Floor space in square metres.")
    sex: ForSex = Field(default="", description="For women, for men; empty: as the wing.")
    ages: ForAges = Field(default="", description="For adults, for children; empty: as the wing.")
    status: ForStatus = Field(default="", description="For whom in which standing; empty: as the wing.")
    reason: str = Field(min_length=3, max_length=1_000, description=_REASON)


class CellCapacityRequest(Strict):
    """A cell that is for more, for fewer or for others from now on. What is null stays as it is."""

    place: str = Field(min_length=1, max_length=80, description="The cell, by its code.")
    capacity: int | None = Field(
        default=None, ge=1, le=MOST, description="For how many it is made from now on."
    )
    sex: ForSex | None = Field(default=None, description="For women, for men; empty: as the wing.")
    ages: ForAges | None = Field(default=None, description="For adults, for children; empty: as the wing.")
    status: ForStatus | None = Field(
        default=None, description="For whom in which standing; empty: as the wing."
    )
    reason: str = Field(min_length=3, max_length=1_000, description=_REASON)


class CellUseRequest(Strict):
    """A cell that is closed, or used again."""

    place: str = Field(min_length=1, max_length=80, description="The cell, by its code.")
    reason: str = Field(min_length=3, max_length=1_000, description=_REASON)


class CellAnswer(Strict):
    """The cell as it is now. ``away`` names people who live in it and are at court or in hospital: they need
    another cell when they come back."""

    record: str
    place: str
    capacity: int | None
    closed: str
    away: list[str]


def open_cell(at: ActingDesktop, asked: CellOpeningRequest, _progress: Progress | None) -> CellAnswer:
    """Open a cell. Raises ``NotFound`` (``custody-nothing-called``), ``WrongUse`` (``custody-cell-within``),
    ``Conflict`` (``custody-cell-there``)."""
    around = one(at, PLACE, code=asked.within).body
    if around.sort not in ("building", "wing", "landing"):
        raise WrongUse("custody-cell-within", value=around.code)
    code = f"{around.code}/{asked.label}"
    if at.records(PLACE).count({"code": code})[None]:
        raise Conflict("custody-cell-there", value=code)
    made = at.records(PLACE).save(
        Place(
            code=code,
            sort="cell",
            within=around.code,
            facility=around.facility,
            capacity=asked.capacity,
            floor=asked.floor,
            sex=asked.sex or None,
            ages=asked.ages or None,
            status=asked.status or None,
            reason=asked.reason,
        )
    )
    return _answer(made)


def change_capacity(at: ActingDesktop, asked: CellCapacityRequest, _progress: Progress | None) -> CellAnswer:
    """Change for how many and for whom a cell is. Raises ``NotFound`` (``custody-nothing-called``),
    ``WrongUse`` (``custody-no-cell-called``), ``Conflict`` (``custody-cell-same``, ``custody-cell-fuller``,
    ``custody-cell-not-for`` with the names of those in it for whom it would not be)."""
    found = _cell(at, asked.place)
    given: dict[str, Any] = {"capacity": asked.capacity or found.body.capacity}
    given |= {name: value or None for name in FOR if (value := getattr(asked, name)) is not None}
    if all(getattr(found.body, name) == value for name, value in given.items()):
        raise Conflict("custody-cell-same", value=asked.place)
    lived = _inside(at, found.body)
    if asked.capacity is not None and len(lived) > asked.capacity:
        raise Conflict("custody-cell-fuller", value=asked.place, inside=len(lived), capacity=asked.capacity)
    _for_those_inside(at, found.body.model_copy(update=given), lived)
    return _answer(changed(at, PLACE, found, **given, reason=asked.reason))


def _for_those_inside(at: Desktop, cell: Place, lived: list[Move]) -> None:
    """Refuse a cell that is not for somebody who lives in it."""
    places = {kept.body.code: kept.body for kept in every(at, PLACE, {"facility": cell.facility})}
    places[cell.code] = cell
    house = House(places, {}, ())
    held = {
        kept.body.person: kept.body for kept in every(at, BOOKING, {"facility": cell.facility, "held": True})
    }
    wrong = [
        who.name
        for who in (person_of(at, move.person) for move in lived)
        if any(
            kept is False and name in FOR
            for name, kept, _ in checks(cell, house, who, held.get(who.number), clock.now())
        )
    ]
    if wrong:
        raise Conflict("custody-cell-not-for", value=cell.code, known="، ".join(wrong)[:600])


def close_cell(at: ActingDesktop, asked: CellUseRequest, _progress: Progress | None) -> CellAnswer:
    """Close a cell in which nobody is. Raises ``NotFound`` (``custody-nothing-called``), ``WrongUse``
    (``custody-no-cell-called``), ``Conflict`` (``custody-cell-closed``, ``custody-cell-occupied`` with the
    names)."""
    found = _cell(at, asked.place)
    if found.body.closed:
        raise Conflict("custody-cell-closed", value=asked.place)
    inside = _inside(at, found.body)
    if inside:
        names = names_of(at, [move.person for move in inside])
        people = "، ".join(names.get(move.person, move.person) for move in inside)
        raise Conflict("custody-cell-occupied", value=asked.place, known=people[:600])
    away = [move.person for move in _away(at, found.body)]
    names = names_of(at, away)
    saved = changed(at, PLACE, found, closed=asked.reason, reason=asked.reason)
    return _answer(saved, [names.get(number, number) for number in away])


def use_cell_again(at: ActingDesktop, asked: CellUseRequest, _progress: Progress | None) -> CellAnswer:
    """Use a closed cell again. Raises ``NotFound`` (``custody-nothing-called``), ``WrongUse``
    (``custody-no-cell-called``), ``Conflict`` (``custody-cell-in-use``)."""
    found = _cell(at, asked.place)
    if not found.body.closed:
        raise Conflict("custody-cell-in-use", value=asked.place)
    return _answer(changed(at, PLACE, found, closed="", reason=asked.reason))


def _cell(at: Desktop, code: str) -> RecordVersion[Place]:
    found = one(at, PLACE, code=code)
    if found.body.sort not in ("cell", "room"):
        raise WrongUse("custody-no-cell-called", value=code)
    return found


def _inside(at: Desktop, cell: Place) -> list[Move]:
    """The moves in which those stand who are in the cell now."""
    still = every(at, MOVE, {"place": cell.code, "ended": None})
    return sorted((kept.body for kept in still if kept.body.sort not in OUT), key=lambda move: move.person)


def _away(at: Desktop, cell: Place) -> list[Move]:
    """The moves of those who went from the cell to court or to hospital and are not back."""
    still = every(at, MOVE, {"facility": cell.facility, "ended": None})
    return [kept.body for kept in still if kept.body.sort in OUT and kept.body.origin == cell.code]


def _answer(found: RecordVersion[Place], away: list[str] | None = None) -> CellAnswer:
    body = found.body
    return CellAnswer(
        record=found.id, place=body.code, capacity=body.capacity, closed=body.closed, away=away or []
    )


def _wing(at: ActingDesktop) -> Place:
    """The wing of the examples, kept once."""
    wing = PLACE.example.model_copy(update={"code": "F01/A/1", "sort": "wing", "within": "F01/A"})
    if not at.records(PLACE).count({"code": wing.code})[None]:
        at.records(PLACE).save(wing)
    return wing


def _free(at: ActingDesktop, **values: object) -> str:
    """A further cell of the wing of the examples; its code."""
    wing = _wing(at)
    code = f"{wing.code}/x{sum(1 for _ in every(at, PLACE)):04}"
    at.records(PLACE).save(PLACE.example.model_copy(update={"code": code, "within": wing.code, **values}))
    return code


OPERATIONS = (
    Operation(
        "cell-open",
        CellOpeningRequest,
        CellAnswer,
        "act",
        "write-case",
        open_cell,
        lambda at: CellOpeningRequest(
            within=_wing(at).code,
            label=f"n{sum(1 for _ in every(at, PLACE)):04}",
            capacity=2,
            reason="New wing handed over",
        ),
    ),
    Operation(
        "cell-capacity",
        CellCapacityRequest,
        CellAnswer,
        "act",
        "write-case",
        change_capacity,
        lambda at: CellCapacityRequest(place=_free(at), capacity=3, reason="Third bed put in"),
    ),
    Operation(
        "cell-close",
        CellUseRequest,
        CellAnswer,
        "act",
        "write-case",
        close_cell,
        lambda at: CellUseRequest(place=_free(at), reason="Water pipe broken"),
    ),
    Operation(
        "cell-reopen",
        CellUseRequest,
        CellAnswer,
        "act",
        "write-case",
        use_cell_again,
        lambda at: CellUseRequest(place=_free(at, closed="Water pipe broken"), reason="Pipe repaired"),
    ),
)
