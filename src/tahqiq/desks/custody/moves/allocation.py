"""``tahqiq custody allocate``: every cell beside one person, with what it breaks and keeps, in words. Cells
stand in the order of their codes; nothing is ranked, nobody is placed by it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from tahqiq.desk import ARGUMENT, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.records import every
from tahqiq.desk.rule_results import moment
from tahqiq.desks.custody.bookings.record import BOOKING, Booking
from tahqiq.desks.custody.moves.derivations import inherited, near
from tahqiq.desks.custody.moves.record import MOVE
from tahqiq.desks.custody.non_associations.record import APART, Apart
from tahqiq.desks.custody.people.lookup import ADULT, age, example_person, person_of
from tahqiq.desks.custody.people.record import A_PERSON, PERSON, PersonFile, Sex
from tahqiq.desks.custody.places.lookup import example_facility, facilities
from tahqiq.desks.custody.places.record import FACILITY, PLACE, Place
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, NotFound
from tahqiq.kit.messages import catalogue, message, wanted
from tahqiq.store.record_where import Where


class AllocationRequest(Strict):
    """For whom a cell is looked for: somebody who has a file, or who is described before they have one."""

    person: Annotated[str, ARGUMENT, A_PERSON] = Field(
        default="",
        description="The number of the file, or the whole name; empty: somebody who has no file yet.",
    )
    sex: Sex | None = Field(default=None, description="Of somebody without a file: female or male.")
    born: date | None = Field(default=None, description="Of somebody without a file: the day of birth.")
    status: Literal["untried", "convicted", "civil"] | None = Field(
        default=None, description="Of somebody without a booking: in which standing they are held."
    )
    facility: Annotated[str, FACILITY] = Field(
        default="", description="The facility, by its code; empty: where the person is held."
    )
    as_of: str = Field(default="", description="As it was at this moment, ISO 8601 with zone; empty: now.")


class CellCheckView(Strict):
    """One check of one cell: which, and in words what it keeps, breaks or leaves open."""

    check: str
    sentence: str


class CellView(Strict):
    """A cell. ``fits``: it breaks nothing. What is not known is never kept: it stands in ``unknown``."""

    cell: str
    fits: bool
    occupied: int
    capacity: int | None
    breaks: list[CellCheckView]
    unknown: list[CellCheckView]
    keeps: list[CellCheckView]


class OtherFacilityView(Strict):
    """Another facility, by its code and name, and how many of its cells break nothing for the person."""

    facility: str
    name: str
    fit: int


class AllocationView(Strict):
    """The cells of the facility in the order of their codes. ``fit`` is how many break nothing. Where none
    does, ``elsewhere`` are the other facilities that have such a cell, in the order of their codes."""

    person: str
    name: str
    facility: str
    at: str
    fit: int
    cells: list[CellView]
    elsewhere: list[OtherFacilityView]


@dataclass(frozen=True, slots=True)
class House:
    """The facility as it is: its places by code, how many others than the person are in each cell, and where
    those are from whom the person is kept apart."""

    places: Mapping[str, Place]
    occupied: Mapping[str, int]
    others: tuple[tuple[Apart, str, str], ...]
    """The decision, the other person by name and number, and where they are."""
    own: str = ""
    """Where the person is now; who is looked at counts in no cell as another."""


Check = tuple[str, bool | None, dict[str, str | int]]
Params = tuple[tuple[str, str | int], ...]


def allocate(at: Desktop, asked: AllocationRequest, _progress: Progress | None) -> AllocationView:
    """Hold the person beside every cell. Raises ``NotFound`` (``custody-nobody-called``), ``WrongUse``
    (``clock-zone``, ``custody-several-called``)."""
    when = moment(asked.as_of)
    if asked.person:
        who = person_of(at, asked.person)
    else:
        who = PersonFile(number="", name="", born=asked.born, sex=asked.sex)
    held = [kept.body for kept in every(at, BOOKING, {"person": who.number}) if kept.body.held]
    facility = asked.facility or (held[-1].facility if held else "")
    booking = held[-1] if held else Booking(number="", person="", facility=facility, status=asked.status)
    house = house_of(at, who, facility, when)
    check = cache(_check)  # most cells say the same; for this asking only, since the words name people
    cells = [
        _cell_view(code, house, who, booking, when, check)
        for code in sorted(house.places)
        if house.places[code].sort == "cell"
    ]
    fit = sum(one.fits for one in cells)
    return AllocationView(
        person=who.number,
        name=who.name,
        facility=facility,
        at=when.isoformat(),
        fit=fit,
        cells=cells,
        elsewhere=[] if fit or not facility else list(_elsewhere(at, who, facility, booking, when)),
    )


def _elsewhere(
    at: Desktop, who: PersonFile, here: str, booking: Booking, when: datetime
) -> Iterator[OtherFacilityView]:
    """The other facilities that have a cell for the person."""
    for one in facilities(at):
        if one.value == here:
            continue
        house = house_of(at, who, one.value, when)
        fit = sum(
            all(kept is not False for _, kept, _ in checks(cell, house, who, booking, when))
            for cell in house.places.values()
            if cell.sort == "cell"
        )
        if fit:
            yield OtherFacilityView(facility=one.value, name=one.name, fit=fit)


def house_of(at: Desktop, who: PersonFile, facility: str, when: datetime) -> House:
    """What allocation is asked of."""
    counted = at.records(MOVE).count({"facility": facility, "ended": None}, by="place")
    own = _here(at, who.number) if who.number else ""
    inside = {str(code): count - (code == own) for code, count in counted.items()}
    decisions = [*every(at, APART, {"person": who.number}), *every(at, APART, {"other": who.number})]
    others = list[tuple[Apart, str, str]]()
    for kept in decisions:
        if kept.body.ends is not None and kept.body.ends < when.date():
            continue
        number = kept.body.other if kept.body.person == who.number else kept.body.person
        file = at.records(PERSON).find({"number": number}, limit=1).records
        called = f"{file[0].body.name} ({number})" if file else number
        others.append((kept.body, called, _here(at, number)))
    return House(places_of(at, facility), inside, tuple(others), own)


def places_of(at: Desktop, facility: str) -> dict[str, Place]:
    """Every place of a facility by its code."""
    return {kept.body.code: kept.body for kept in every(at, PLACE, {"facility": facility})}


def _here(at: Desktop, person: str) -> str:
    """Where somebody is now, by the code of the place; "" where no move says it."""
    asked: Where = {"person": person, "ended": None}
    found = at.records(MOVE).find(asked, order="arrived", descending=True, limit=1).records
    return found[0].body.place if found else ""


def house_with_fitting_cell(
    at: Desktop, place: str, who: PersonFile, booking: Booking, when: datetime
) -> House:
    """The house, where ``place`` is a cell that breaks no hard check for the person. Raises ``NotFound``
    (``custody-nothing-called``), ``Conflict`` (``custody-cell-refused``, with the reasons in words)."""
    house = house_of(at, who, booking.facility, when)
    cell = house.places.get(place)
    if cell is None:
        raise NotFound("custody-nothing-called", value=place[:80])
    found = checks(cell, house, who, booking, when)
    broken = [
        _sentence("breaks", name, tuple(params.items())) for name, kept, params in found if kept is False
    ]
    if broken:
        raise Conflict("custody-cell-refused", value=place[:80], why=" ".join(broken)[:600])
    return house


def checks(
    cell: Place, house: House, who: PersonFile, booking: Booking | None, when: datetime
) -> list[Check]:
    """Every hard check of one cell: its name, whether it is kept (None: not known), and the words for it."""
    places = house.places
    sex, ages, status = (inherited(cell, places, name) for name in ("sex", "ages", "status"))
    own = "" if who.born is None else "child" if age(who, when) < ADULT else "adult"
    standing = (booking.status or "") if booking else ""
    found: list[Check] = [("open", not cell.closed, {"why": cell.closed})]
    for name, wants, has in (("sex", sex, who.sex or ""), ("ages", ages, own), ("status", status, standing)):
        kept = None if not wants or (not has and wants != "any") else wants in ("any", has)
        found.append((name, kept, {"place": wants or "-", "person": has or "-"}))
    inside = house.occupied.get(cell.code, 0)
    found.append(
        (
            "capacity",
            None if cell.capacity is None else inside < cell.capacity,
            {"inside": inside, "capacity": "-" if cell.capacity is None else cell.capacity},
        )
    )
    for decision, number, place in house.others:
        close = bool(place) and near(cell.code, place, decision.reach)
        found.append(
            (
                "apart",
                not close,
                {
                    "other": number,
                    "decision": decision.number,
                    "reach": decision.reach,
                    "where": place or "nowhere",
                },
            )
        )
    if inside:
        found.append(("sharing", None, {"inside": inside}))
    return found


def _sentence(verdict: str, name: str, params: Params) -> str:
    """A check in the language of who asks; codes (``male``, ``untried``, ``wing``) by their words."""
    values = {key: _word(value) if key in CODED else value for key, value in params}
    return message(f"custody-{verdict}-{name}", wanted(), values).sentence


def _check(verdict: str, name: str, params: Params) -> CellCheckView:
    return CellCheckView(check=name, sentence=_sentence(verdict, name, params))


CODED = frozenset({"place", "person", "reach", "where"})
"""Parameters of a check that are codes of the desk."""


def _word(value: str | int) -> str | int:
    code = f"desk-custody-value-{'unstated' if value == '-' else value}"
    return message(code, wanted(), {}).sentence if code in catalogue() else value


def _cell_view(
    code: str,
    house: House,
    who: PersonFile,
    booking: Booking | None,
    when: datetime,
    check: Callable[[str, str, Params], CellCheckView],
) -> CellView:
    cell, found = (
        house.places[code],
        {True: list[CellCheckView](), False: list[CellCheckView](), None: list[CellCheckView]()},
    )
    for name, kept, params in checks(cell, house, who, booking, when):
        verdict = "unknown" if kept is None else "keeps" if kept else "breaks"
        found[kept].append(check(verdict, name, tuple(params.items())))
    return CellView(
        cell=code,
        fits=not found[False],
        occupied=house.occupied.get(code, 0) + (code == house.own),
        capacity=cell.capacity,
        breaks=found[False],
        unknown=found[None],
        keeps=found[True],
    )


ALLOCATE = Operation(
    "allocate",
    AllocationRequest,
    AllocationView,
    "look",
    "read-case",
    allocate,
    lambda at: AllocationRequest(person=example_person(at), facility=example_facility(at)),
)
