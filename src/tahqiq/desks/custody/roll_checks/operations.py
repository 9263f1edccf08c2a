"""Count the people in a wing or facility; a difference becomes an incident with a clock."""

from datetime import datetime

from pydantic import Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.details import record_of
from tahqiq.desk.records import one
from tahqiq.desks.custody.incidents.record import INCIDENT, Incident
from tahqiq.desks.custody.places.record import PLACE
from tahqiq.desks.custody.roll_call.operations import capacities, expected_in
from tahqiq.desks.custody.roll_checks.record import ROLL, Roll, RollDetails, differs
from tahqiq.jobs.progress import Progress


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
    """Save a roll check, once; a difference becomes an incident. Raises ``NotFound``
    (``custody-nothing-called``)."""
    place = one(at, PLACE, code=asked.place).body
    expected = expected_in(at, asked.at, place.facility, place.code)
    number = f"R-{place.code}-{asked.at:%Y%m%d%H%M}"
    made = record_of(
        Roll,
        asked,
        number=number,
        facility=place.facility,
        expected=expected,
        capacity=capacities(at, {place.code}).get(place.code),
        incident="",
    )
    if differs(made):
        made.incident = incident = f"I-{number}"
        if not at.records(INCIDENT).count({"number": incident})[None]:
            at.records(INCIDENT).save(
                Incident(
                    number=incident,
                    facility=place.facility,
                    at=asked.at,
                    sort="roll-difference",
                    people=[*asked.missing, *asked.extra],
                    text=f"{asked.counted} / {expected}",
                )
            )
    before = at.records(ROLL).find({"number": number}, limit=1).records
    if before and before[0].body == made:
        return record_of(RollCheckAnswer, made, record=before[0].id, again=True)
    saved = at.records(ROLL).save(
        made, identity=before[0].id if before else "", version=before[0].version if before else 0
    )
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
