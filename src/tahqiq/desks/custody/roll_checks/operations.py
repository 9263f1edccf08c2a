"""Count the people in a wing or facility; a difference becomes an incident with a clock."""

from datetime import datetime
from itertools import count as count_from

from pydantic import Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.details import record_of
from tahqiq.desks.custody.incidents.record import INCIDENT, Incident
from tahqiq.desks.custody.places.lookup import place_of
from tahqiq.desks.custody.places.record import PLACE
from tahqiq.desks.custody.roll_call.operations import capacities, expected_in
from tahqiq.desks.custody.roll_checks.record import ROLL, Roll, RollDetails, differs
from tahqiq.jobs.progress import Progress
from tahqiq.kit.messages import message, wanted
from tahqiq.model.kind import LAW_ZONE
from tahqiq.model.types.zones import zone


class RollCheckRequest(RollDetails, needs=("place", "at", "by")):
    """A roll check of a wing or facility: how many were there, and who was missing."""

    counted: int = Field(ge=0, description="How many were there.")


class RollCheckAnswer(Roll):
    """The roll check as it was saved; ``incident`` is the number of the incident that a difference became, ""
    where there is none. ``record`` is the id of the record; ``again``: it was there already with the same
    figures, and nothing was saved a second time."""

    record: str
    again: bool


def count(at: ActingDesktop, asked: RollCheckRequest, _progress: Progress | None) -> RollCheckAnswer:
    """Save a roll check, once; a difference becomes an incident. A further one of the same minute with other
    figures has a number of its own. Raises ``NotFound`` (``custody-no-place``)."""
    place = place_of(at, asked.place)
    expected = expected_in(at, asked.at, place.facility, place.code)
    stem = f"R-{place.code}-{asked.at.astimezone(zone(LAW_ZONE)):%Y%m%d%H%M}"
    made = record_of(
        Roll,
        asked,
        number=stem,
        place=place.code,
        facility=place.facility,
        expected=expected,
        capacity=capacities(at, {place.code}).get(place.code),
        incident="",
    )
    for time in count_from(1):
        made.number = stem if time == 1 else f"{stem}-{time}"
        made.incident = f"I-{made.number}" if differs(made) else ""
        before = at.records(ROLL).find({"number": made.number}, limit=1).records
        if not before:
            break
        if before[0].body == made:
            return record_of(RollCheckAnswer, made, record=before[0].id, again=True)
    if made.incident:
        at.records(INCIDENT).save(
            Incident(
                number=made.incident,
                facility=place.facility,
                at=asked.at,
                sort="roll-difference",
                people=[*asked.missing, *asked.extra],
                text=message(
                    "custody-count-differs",
                    wanted(),
                    {"counted": asked.counted, "expected": expected, "place": place.code, "by": asked.by},
                ).sentence,
            )
        )
    saved = at.records(ROLL).save(made)
    return record_of(RollCheckAnswer, saved.body, record=saved.id, again=False)


def example(at: ActingDesktop) -> RollCheckRequest:
    """A roll check of a cell in which one is missing."""
    if not at.records(PLACE).count({"code": PLACE.example.code})[None]:
        at.records(PLACE).save(PLACE.example)
    return RollCheckRequest(
        place=PLACE.example.code,
        at=datetime.fromisoformat("2026-05-01T19:00:00+03:00"),
        counted=1,
        by="Officer 7",
    )


COUNT = Operation("count", RollCheckRequest, RollCheckAnswer, "act", "write-case", count, example)
