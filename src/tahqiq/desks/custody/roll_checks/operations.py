"""Count the people in a wing or facility; a difference becomes one incident with a clock. Whoever saves the
same difference again, now with the names of who is missing, adds them to it."""

from datetime import datetime
from itertools import count as count_from

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.details import record_of
from tahqiq.desk.records import changed, every
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
        if before[0].body.model_copy(update={"incident": made.incident}) == made:
            return record_of(RollCheckAnswer, before[0].body, record=before[0].id, again=True)
    known = _same_difference(at, made) if made.incident else None
    if known is not None:
        made.incident = known.body.number
        people = [*known.body.people, *made.missing, *made.extra]
        changed(at, INCIDENT, known, people=list(dict.fromkeys(people)))
    elif made.incident:
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


def _same_difference(at: ActingDesktop, made: Roll) -> RecordVersion[Incident] | None:
    """The open incident of the count before of this place, where it differed by the same number: people are
    still looked for, and it is no second difference. None after a count that agreed."""
    counts = [kept.body for kept in every(at, ROLL, {"place": made.place})]
    before = [one for one in counts if one.counted is not None and one.at <= made.at]
    last = max(before, key=lambda one: one.at, default=None)
    if last is None or (last.counted, last.expected) != (made.counted, made.expected) or not last.incident:
        return None
    found = at.records(INCIDENT).find({"number": last.incident}, limit=1).records
    return found[0] if found and found[0].body.closed is None else None


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
