"""Moves and counts as they happen: somebody goes from one place to another; a wing is counted, and a
difference becomes an incident with a clock."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.allocating import house_of, refused
from tahqiq.desks.custody.book import every, one
from tahqiq.desks.custody.people import person_of
from tahqiq.desks.custody.reading.enriching import placed
from tahqiq.desks.custody.records.holding import BOOKING
from tahqiq.desks.custody.records.people import PERSON
from tahqiq.desks.custody.records.places import MOVE, PLACE, ROLL, Move, Roll
from tahqiq.desks.custody.records.rights import INCIDENT, Incident
from tahqiq.desks.custody.rolling import OUT, capacities, present
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, NotFound, WrongUse


class AskedMove(Strict):
    """A move."""

    person: str = Field(min_length=1, description="The number of the file, or the whole name.")
    place: str = Field(min_length=1, description="Where to, by the code of the place.")
    sort: Literal["cell", "work", "visit", "yard", "court", "hospital"] = Field(description="What for.")
    left: datetime = Field(description="When the person left.")
    arrived: datetime = Field(description="When the person arrived.")
    reason: str = Field(min_length=2, max_length=500, description="Why.")
    authority: str = Field(min_length=2, max_length=200, description="Who ordered it.")
    escort: str = Field(
        min_length=2, max_length=200, description="Who goes with the person; 'none' where nobody does."
    )


class ToldMove(Strict):
    """The move that was kept."""

    record: str
    origin: str
    place: str


def move(at: ActingDesktop, asked: AskedMove, _progress: Progress | None) -> ToldMove:
    """Move somebody. Raises ``NotFound`` (``custody-nobody-called``, ``custody-nothing-called``,
    ``custody-not-held``), ``WrongUse`` (``custody-arrives-first``), ``Conflict`` (``custody-cell-refused``,
    with the reasons in words; ``custody-moved-since``)."""
    who = person_of(at, asked.person)
    held = [kept.body for kept in every(at, BOOKING, {"person": who.number}) if kept.body.released is None]
    if not held:
        raise NotFound("custody-not-held", value=who.number)
    if asked.arrived < asked.left or asked.left.tzinfo is None:
        raise WrongUse("custody-arrives-first")
    house = (
        refused(at, asked.place, who, held[-1], asked.arrived)
        if asked.sort == "cell"
        else house_of(at, who, held[-1].facility, asked.arrived)
    )
    last = (
        at.shelf(MOVE)
        .find({"person": who.number, "ended": None}, order="arrived", descending=True, limit=1)
        .records
    )
    if last and last[0].body.arrived > asked.left:
        raise Conflict(
            "custody-moved-since", value=who.number, at=last[0].body.arrived.isoformat(timespec="minutes")
        )
    made = Move(
        person=who.number,
        booking=held[-1].number,
        facility=held[-1].facility,
        sort=asked.sort,
        origin=last[0].body.place if last else "",
        left=asked.left,
        place=asked.place,
        arrived=asked.arrived,
        reason=asked.reason,
        authority=asked.authority,
        escort=asked.escort,
    )
    placed([made], {who.number: who}, house.places, {held[-1].number: held[-1]})
    if last:
        at.shelf(MOVE).save(
            last[0].body.model_copy(update={"ended": asked.left}),
            identity=last[0].id,
            version=last[0].version,
        )
    return ToldMove(record=at.shelf(MOVE).save(made).id, origin=made.origin, place=made.place)


class AskedCount(Strict):
    """A count of a wing or facility: who was there, or how many."""

    place: str = Field(min_length=1, description="What was counted, by its code.")
    at: datetime = Field(description="When.")
    counted: int = Field(ge=0, description="How many were there.")
    missing: list[str] = Field(default=[], description="Who was not there, by number.")
    extra: list[str] = Field(default=[], description="Who was there and not expected, by number.")
    by: str = Field(min_length=2, max_length=200, description="Who counted.")


class ToldCount(Strict):
    """What was expected beside what was counted; ``incident`` is the number of the incident that a difference
    became, empty where there is none."""

    record: str
    number: str
    expected: int
    counted: int
    incident: str


def tally(at: ActingDesktop, asked: AskedCount, _progress: Progress | None) -> ToldCount:
    """Keep a count; a difference becomes an incident. Raises ``NotFound`` (``custody-nothing-called``),
    ``WrongUse`` (``clock-zone``)."""
    if asked.at.tzinfo is None:
        raise WrongUse("clock-zone", value=asked.at.isoformat())
    place = one(at, PLACE, code=asked.place).body
    expected = sum(1 for move_ in present(at, asked.at, place.facility, place.code) if move_.sort not in OUT)
    number, incident = f"R-{place.code}-{asked.at:%Y%m%d%H%M}", ""
    if expected != asked.counted or asked.missing or asked.extra:
        incident = f"I-{number}"
        if not at.shelf(INCIDENT).count({"number": incident})[None]:
            text = f"{asked.counted} / {expected}"
            at.shelf(INCIDENT).save(
                Incident(
                    number=incident,
                    facility=place.facility,
                    at=asked.at,
                    sort="roll-difference",
                    people=[*asked.missing, *asked.extra],
                    text=text,
                )
            )
    capacity = capacities(at, {place.code}).get(place.code)
    body = Roll(
        number=number,
        place=place.code,
        facility=place.facility,
        at=asked.at,
        expected=expected,
        counted=asked.counted,
        capacity=capacity,
        by=asked.by,
        missing=asked.missing,
        extra=asked.extra,
        incident=incident,
    )
    before = at.shelf(ROLL).find({"number": number}, limit=1).records
    kept = at.shelf(ROLL).save(
        body, identity=before[0].id if before else "", version=before[0].version if before else 0
    )
    return ToldCount(
        record=kept.id, number=number, expected=expected, counted=asked.counted, incident=incident
    )


def _house(at: ActingDesktop) -> None:
    if not at.shelf(PLACE).count({"code": PLACE.example.code})[None]:
        at.shelf(PLACE).save(PLACE.example)


def example_move(at: ActingDesktop) -> AskedMove:
    """Somebody held, a cell that fits, and a move there; the person is kept once."""
    _house(at)
    free = f"{sum(1 for _ in every(at, BOOKING)):05}"
    if not at.shelf(BOOKING).count({"person": "P-8-mover", "held": True})[None]:
        from_file = PLACE.example
        at.shelf(PERSON).save(
            PERSON.example.model_copy(update={"number": "P-8-mover", "name": f"نوزاد احمد {free}"})
        )
        at.shelf(BOOKING).save(
            BOOKING.example.model_copy(
                update={"number": f"B-8{free}", "person": "P-8-mover", "facility": from_file.facility}
            )
        )
    when = datetime.fromisoformat("2026-05-02T09:00:00+03:00")
    return AskedMove(
        person="P-8-mover",
        place=PLACE.example.code,
        sort="cell",
        left=when,
        arrived=when,
        reason="Nearer to the family",
        authority="Director",
        escort="Officer 7",
    )


def example_count(at: ActingDesktop) -> AskedCount:
    """A count of a cell in which one is missing."""
    _house(at)
    return AskedCount(
        place=PLACE.example.code,
        at=datetime.fromisoformat("2026-05-01T19:00:00+03:00"),
        counted=1,
        by="Officer 7",
    )


MOVING = Operation("move", AskedMove, ToldMove, "act", "write-case", move, example_move)
COUNT = Operation("count", AskedCount, ToldCount, "act", "write-case", tally, example_count)
