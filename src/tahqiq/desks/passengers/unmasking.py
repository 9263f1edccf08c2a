"""Opening what was masked: for a purpose the law names, asked for by one person, granted by another (a step
of its flow, ``flows/unmasking.yaml``), until a moment, and reviewed by the data-protection officer.

The record itself stays masked. Each look is an entry of the log that says in its object which record, on
which request, asked and granted by whom, for what, until when.
"""

from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import Field

from tahqiq.casework.masking import clear
from tahqiq.casework.shelves import Kept
from tahqiq.desk import ARGUMENT, PERSON, ActingDesktop, Desktop, Listed, OfKind, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.passengers.law import law
from tahqiq.desks.passengers.travel import TRAVEL, Travel
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, WrongUse
from tahqiq.model.kind import Key, Kind, Maskable

UNMASK = "unmask"
"""The act of the entry for each look at what was masked."""
Opened = Literal["passenger-travel", "passenger-hit"]


class Opening(Strict):
    """A wish to see a masked record: ``purpose`` is one that the law names, ``matter`` the case it is for, in
    the words of who asks; ``until`` ends it."""

    record: Annotated[str, OfKind("kind")] = Field(pattern="^[0-9a-f]{16}$")
    kind: Opened
    purpose: Annotated[str, Listed(lambda: law().purposes)]
    matter: str = Field(min_length=1, max_length=200)
    until: datetime
    by: Annotated[str, PERSON]


_EXAMPLE = Opening(
    record="00000000000000aa",
    kind="passenger-travel",
    purpose="terrorism",
    matter="Sample case 3",
    until=datetime.fromisoformat("2026-11-01T08:00:00+00:00"),
    by="somebody",
)
OPENING = Kind(
    "passenger-unmasking",
    Opening,
    lambda body: body.matter,
    "passengers",
    _EXAMPLE,
    home="desk",
    keys=(
        Key("record", "text", lambda body: body.record),
        Key("purpose", "text", lambda body: body.purpose),
        Key("ends", "time", lambda body: body.until),
    ),
    until=lambda body: law().last_day(body.until),
)


class UnmaskingRequest(Strict):
    """Which record is to be opened, and why."""

    record: Annotated[str, ARGUMENT] = Field(
        pattern="^[0-9a-f]{16}$", description="The masked booking, traveller or hit, by the id of its record."
    )
    kind: Opened = Field(
        default="passenger-travel", description="What it is: passenger-travel or passenger-hit."
    )
    purpose: Annotated[str, Listed(lambda: law().purposes)] = Field(
        description=(
            "Why, as the law names it: terrorism, trafficking-persons, trafficking-drugs, serious-crime, "
            "redress."
        )
    )
    matter: str = Field(min_length=1, max_length=200, description="The case it is for, by its number.")
    reason: str = Field(min_length=3, max_length=2_000, description="What makes it necessary, in your words.")
    hours: int = Field(default=24, ge=1, le=720, description="For how many hours from now.")


class OneOpening(Strict):
    """A request."""

    id: Annotated[str, ARGUMENT] = Field(description="The request, by its id.")


class UnmaskingView(Opening):
    """A request and where it stands: new, asked, granted, refused, reviewed or objected."""

    id: str
    state: str


class UnmaskedFieldsView(UnmaskingView):
    """What was masked: the ``fields`` of the record as they were; null while nobody granted it, when it was
    refused or objected to, and after ``until``."""

    fields: dict[str, object] | None


def ask(at: ActingDesktop, asked: UnmaskingRequest, _progress: Progress | None) -> UnmaskingView:
    """Ask for it. Raises ``WrongUse`` (``passengers-purpose``, ``passengers-too-long``), ``Conflict``
    (``passengers-not-masked``), ``NotFound``."""
    if asked.purpose not in law().purposes:
        raise WrongUse("passengers-purpose", known=", ".join(law().purposes))
    if timedelta(hours=asked.hours) > law().longest:
        raise WrongUse("passengers-too-long", hours=int(law().longest.total_seconds() // 3_600))
    if _record(at, asked.kind, asked.record).body.masked is None:
        raise Conflict("passengers-not-masked")
    until = clock.now() + timedelta(hours=asked.hours)
    kept = at.shelf(OPENING).save(
        Opening(
            record=asked.record,
            kind=asked.kind,
            purpose=asked.purpose,
            matter=asked.matter,
            until=until,
            by=at.actor.id,
        )
    )
    lives = Lives(at, OPENING)
    stands = lives.act(kept.id, "ask", lives.of(kept).sha256, asked.reason)
    return UnmaskingView(**kept.body.model_dump(), id=kept.id, state=stands.standing.state)


def look(at: ActingDesktop, asked: OneOpening, _progress: Progress | None) -> UnmaskedFieldsView:
    """What was masked, for who asked and while it is granted. Everybody else is told where it stands; the log
    has that they tried."""
    opening = at.shelf(OPENING).get(asked.id)
    stands = Lives(at, OPENING).of(opening)
    audit, body, state = at.bench.door.audit, opening.body, stands.standing.state
    told = UnmaskedFieldsView(**body.model_dump(), id=opening.id, state=state, fields=None)
    granted = next((step.by for step in reversed(stands.history.steps) if step.transition == "grant"), "")
    code = (
        "vault-not-yours"
        if body.by != at.actor.id
        else "vault-not-granted"
        if state not in ("granted", "reviewed") or not granted or stands.history.damaged
        else "vault-window-over"
        if clock.now() > body.until
        else ""
    )
    if code:
        audit.refused(at.actor, UNMASK, f"{body.record}/request={opening.id}", code, opening.home)
        return told
    record = _record(at, body.kind, body.record)
    thing = (
        f"{body.record}/request={opening.id}/asked-by={body.by}/granted-by={granted}/purpose={body.purpose}"
        f"/until={body.until:%Y-%m-%dT%H:%MZ}"
    )
    with audit.act(at.actor, UNMASK, thing, opening.home, {"matter": body.matter}):
        found = clear(at.bench.door, at.desk.kind(body.kind), record.id, record.version, record.body)
    told.fields = found.model_dump(mode="json", exclude={"masked", "closed", "stands_for"})
    return told


def _record(at: Desktop, kind: str, identity: str) -> Kept[Maskable]:
    found: Kept[Maskable] = at.shelf(at.desk.kind(kind)).get(identity)
    return found


def masked_example(at: ActingDesktop) -> str:
    """A masked record of the example, which came a year ago."""
    return _masked(at, clock.now() - timedelta(days=365))


def over_example(at: ActingDesktop) -> str:
    """A record of the example whose last day is long over."""
    return _masked(at, datetime.fromisoformat("2019-01-01T08:00:00+00:00"))


def _masked(at: ActingDesktop, then: datetime) -> str:
    closed = Travel(
        **{
            **TRAVEL.example.model_dump(),
            "transferred": then,
            "last": then,
            "masked": then.date(),
            "rows": {},
        }
    )
    return at.shelf(TRAVEL).save(closed).id


def _asked_opening(at: ActingDesktop) -> UnmaskingRequest:
    return UnmaskingRequest(
        record=masked_example(at),
        purpose="terrorism",
        matter="Sample case 3",
        reason="Named in an order of the court",
    )


OPERATIONS = (
    Operation(
        "unmask-ask",
        UnmaskingRequest,
        UnmaskingView,
        "act",
        "write-case",
        ask,
        _asked_opening,
        group="unmask",
    ),
    Operation(
        "unmask-look",
        OneOpening,
        UnmaskedFieldsView,
        "act",
        "read-case",
        look,
        lambda at: OneOpening(id=ask(at, _asked_opening(at), None).id),
        group="unmask",
    ),
)
