"""The queue of a land crossing by lane: which lorries came in and have not left, how long they wait, and what
was done with each; what an officer sees at the lane is noted here."""

from datetime import date, datetime, timedelta
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from tahqiq.casework.clocks import first_moment
from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ARGUMENT, ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import Happened
from tahqiq.desks.cargo.arrivals.lookup import consignment_named
from tahqiq.desks.cargo.arrivals.record import ARRIVAL, Arrival, ArrivalEvent, What
from tahqiq.desks.cargo.outcomes.record import OUTCOME, Outcome
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tahqiq.model.kind import day_of
from tahqiq.store.record_where import Between, OneOf

BACK = 3
"""Days before the asked one of which a lorry may still stand in the yard."""
_MOVED = ("exit", "transfer")
"""Notes that say that a consignment left; from lane to lane it may go while it is examined."""


class QueueRequest(Strict):
    """Which crossing, and as of when."""

    post: str = Field(min_length=1, max_length=60, description="The post.")
    at: AwareDatetime | None = Field(default=None, description="As of when, with its zone; without one, now.")


class QueueEntry(Strict):
    """A lorry that came in and has not left: in minutes since, with what was done with it since then
    (weighed, scanned, seal, transfer, and ``opened`` find, clean or open)."""

    id: str
    number: str
    tractor: str
    trailer: str
    goods: str
    since: AwareDatetime
    minutes: int
    steps: list[What]
    opened: str


class QueueLane(Strict):
    """A lane ("" : nobody said which) with its lorries, the longest waiting first."""

    lane: str
    lines: list[QueueEntry]


class QueueView(Strict):
    """The queue as of a moment: lanes, how many wait and how many left that day, and the median of the
    minutes that those took (null: none left)."""

    as_of: AwareDatetime
    waiting: int
    left: int
    median_minutes: int | None
    lanes: list[QueueLane]


class LaneNoteRequest(Strict):
    """What an officer sees at the lane."""

    consignment: Annotated[str, ARGUMENT] = Field(
        min_length=1, max_length=100, description="The consignment, by its number or the id of its record."
    )
    what: Literal["entry", "exit", "lane", "weighed", "scanned", "transfer"] = Field(
        description="entry, exit, lane (moved there), weighed, scanned, or transfer to another lorry."
    )
    lane: str = Field(default="", max_length=40, description="The lane it stands in.")
    value: str = Field(
        default="",
        max_length=100,
        description=(
            "Kilograms, what the scanner's operator says, or the plate of the lorry that took the load."
        ),
    )
    place: str = Field(default="", max_length=60, description="Where.")
    at: Annotated[AwareDatetime | None, Happened()] = Field(
        default=None, description="When, with its zone; without one, now."
    )


class LaneNoteView(Strict):
    """The consignment with the note, in its version."""

    id: str
    version: int
    events: int


def queue(at: Desktop, asked: QueueRequest, _progress: Progress | None) -> QueueView:
    """The queue by lane."""
    now = asked.at or clock.now()
    day = day_of(now)
    known = at.records(ARRIVAL).every(
        {"post": asked.post, "day": Between((day - timedelta(days=BACK)).isoformat(), day.isoformat())}, "day"
    )
    lanes: dict[str, list[QueueEntry]] = {}
    took: list[float] = []
    opened = _opened(at, day - timedelta(days=BACK))
    for one in known:
        stay = _stay(one.body, now)
        if stay is None:
            continue
        came, gone, lane = stay
        if gone is not None:
            if day_of(gone) == day:
                took.append((gone - came).total_seconds() / 60)
            continue
        lanes.setdefault(lane, []).append(_line(one, came, now, opened))
    for lines in lanes.values():
        lines.sort(key=lambda line: (line.since, line.id))
    told = [
        QueueLane(lane=lane, lines=lines)
        for lane, lines in sorted(lanes.items(), key=lambda item: (item[0] == "", len(item[0]), item[0]))
    ]
    middle = round(sorted(took)[len(took) // 2]) if took else None
    return QueueView(
        as_of=now,
        waiting=sum(len(one.lines) for one in told),
        left=len(took),
        median_minutes=middle,
        lanes=told,
    )


def note(at: ActingDesktop, asked: LaneNoteRequest, _progress: Progress | None) -> LaneNoteView:
    """Write down what is seen at the lane, with who saw it. Raises ``NotFound`` (``cargo-no-consignment``),
    ``WrongUse`` (``cargo-note-empty``: a lane, weight, verdict or plate is
    needed; ``cargo-moved-open``: its examination states neither a find nor a release yet)."""
    kept, now = consignment_named(at, asked.consignment), clock.now()
    when = asked.at or now
    needed = {
        "lane": asked.lane,
        "weighed": asked.value,
        "scanned": asked.value,
        "transfer": asked.value,
    }.get(asked.what, "-")
    if not needed.strip() or (asked.what == "weighed" and not _is_number(asked.value)):
        raise WrongUse("cargo-note-empty")
    if asked.what in _MOVED and any(
        one.result == "open" and one.began <= when for one in _openings(at, kept.body)
    ):
        raise WrongUse("cargo-moved-open", consignment=kept.body.number or kept.body.key)
    event = ArrivalEvent(
        what=asked.what,
        at=when,
        place=asked.place.strip(),
        value=asked.value.strip(),
        lane=asked.lane.strip(),
        by=at.actor.id,
    )
    body = kept.body.model_copy(update={"events": [*kept.body.events, event]})
    made = at.records(ARRIVAL).save(body, "", kept.id, kept.version)
    return LaneNoteView(id=made.id, version=made.version, events=len(body.events))


def _is_number(text: str) -> bool:
    try:
        return float(text) > 0
    except ValueError:
        return False


def _stay(body: Arrival, now: datetime) -> tuple[datetime, datetime | None, str] | None:
    """When it last came in, when it left after that (None: not yet) and in which lane it stands; None where
    nobody saw it come in."""
    seen = sorted((one for one in body.events if one.at <= now), key=lambda one: one.at)
    came = next((one.at for one in reversed(seen) if one.what == "entry"), None)
    if came is None:
        return None
    after = [one for one in seen if one.at >= came]
    return (
        came,
        next((one.at for one in after if one.what == "exit"), None),
        next((one.lane for one in reversed(after) if one.lane), ""),
    )


def _openings(at: Desktop, body: Arrival) -> list[Outcome]:
    """What was opened of one consignment."""
    named = OneOf(tuple(name for name in (body.key, body.number) if name))
    return [one.body for one in at.records(OUTCOME).every({"consignment": named})]


def _opened(at: Desktop, since: date) -> dict[str, str]:
    """What was opened since a day, by consignment: find, clean, or open."""
    found = at.records(OUTCOME).every({"began": Between(first_moment(since), None)}, "began")
    return {one.body.consignment: one.body.result for one in found}


def _line(one: RecordVersion[Arrival], came: datetime, now: datetime, opened: dict[str, str]) -> QueueEntry:
    body = one.body
    steps = [
        event.what
        for event in sorted(body.events, key=lambda event: event.at)
        if came < event.at <= now and event.what not in ("entry", "exit", "lane")
    ]
    return QueueEntry(
        id=one.id,
        number=body.number or body.key,
        tractor=body.tractor,
        trailer=body.trailer,
        goods=body.goods,
        since=came,
        minutes=round((now - came).total_seconds() / 60),
        steps=list(dict.fromkeys(steps)),
        opened=opened.get(body.number) or opened.get(body.key, ""),
    )


def _waiting(at: ActingDesktop) -> QueueRequest:
    _noted(at)
    return QueueRequest(post=ARRIVAL.example.post, at=ARRIVAL.example.recorded)


def _noted(at: ActingDesktop) -> LaneNoteRequest:
    entry = ArrivalEvent(
        what="entry", at=ARRIVAL.example.recorded, place="طريبيل", lane="2", source="0" * 16, row=2
    )
    kept = at.records(ARRIVAL).save(ARRIVAL.example.model_copy(update={"events": [entry]}))
    return LaneNoteRequest(consignment=kept.id, what="lane", lane="3", at=ARRIVAL.example.recorded)


OPERATIONS = (
    Operation("road-queue", QueueRequest, QueueView, "look", "read-case", queue, _waiting, group="road"),
    Operation("road-note", LaneNoteRequest, LaneNoteView, "act", "write-case", note, _noted, group="road"),
)
