"""Opening what was masked: for a purpose the law names, asked for by one person, granted by another (a step
of ``flow.yaml``), until a moment, and reviewed by the data-protection officer.

The record itself stays masked. Each look is an entry of the log that names in its object which record, on
which request, asked and granted by whom, for what, until when.
"""

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from tahqiq.casework.masking import clear
from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ARGUMENT, ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import record_of
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.passengers.law import law
from tahqiq.desks.passengers.unmasking.examples import masked_example
from tahqiq.desks.passengers.unmasking.record import UNMASKING, Unmasking, UnmaskingRequest
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, WrongUse
from tahqiq.model.kind import Maskable

UNMASK = "unmask"
"""The act of the entry for each look at what was masked."""


class UnmaskingViewRequest(Strict):
    """A request."""

    id: Annotated[str, ARGUMENT] = Field(description="The request, by its id.")


class UnmaskingView(Unmasking):
    """A request and where it stands: new, asked, granted, refused, reviewed or objected."""

    id: str
    state: str


class UnmaskingsRequest(Strict):
    """Of which record."""

    record: Annotated[str, ARGUMENT] = Field(
        pattern="^[0-9a-f]{16}$", description="The booking, traveller or hit, by the id of its record."
    )


class UnmaskingsView(Strict):
    """Requests to open a record."""

    requests: list[UnmaskingView]


class UnmaskedFieldsView(UnmaskingView):
    """What was masked: the ``fields`` of the record as they were; null while nobody granted it, when it was
    refused or objected to, and after ``until``."""

    fields: dict[str, object] | None


def request_unmasking(
    at: ActingDesktop, asked: UnmaskingRequest, _progress: Progress | None
) -> UnmaskingView:
    """Ask for it. Raises ``WrongUse`` (``passengers-purpose``, ``passengers-too-long``), ``Conflict``
    (``passengers-not-masked``), ``NotFound``."""
    if asked.purpose not in law().purposes:
        raise WrongUse("passengers-purpose", known=", ".join(law().purposes))
    if timedelta(hours=asked.hours) > law().longest:
        raise WrongUse("passengers-too-long", hours=int(law().longest.total_seconds() // 3_600))
    if _record(at, asked.kind, asked.record).body.masked is None:
        raise Conflict("passengers-not-masked")
    until = clock.now() + timedelta(hours=asked.hours)
    kept = at.records(UNMASKING).save(record_of(Unmasking, asked, until=until, by=at.actor.id))
    lives = Lives(at, UNMASKING)
    stands = lives.act(kept.id, "ask", lives.of(kept).sha256, asked.reason)
    return UnmaskingView(**kept.body.model_dump(), id=kept.id, state=stands.standing.state)


def list_requests(at: Desktop, asked: UnmaskingsRequest, _progress: Progress | None) -> UnmaskingsView:
    """The requests to open a record, the latest first."""
    found = list(at.records(UNMASKING).every({"record": asked.record}, "ends"))[::-1]
    states = Lives(at, UNMASKING).states(found)
    return UnmaskingsView(
        requests=[
            UnmaskingView(**one.body.model_dump(), id=one.id, state=states[one.id][1].state) for one in found
        ]
    )


def view_unmasked(
    at: ActingDesktop, asked: UnmaskingViewRequest, _progress: Progress | None
) -> UnmaskedFieldsView:
    """What was masked, for who asked and while it is granted. Everybody else sees only its state; the log
    records the attempt."""
    opening = at.records(UNMASKING).get(asked.id)
    stands = Lives(at, UNMASKING).of(opening)
    audit, body, state = at.bench.door.audit, opening.body, stands.standing.state
    view = UnmaskedFieldsView(**body.model_dump(), id=opening.id, state=state, fields=None)
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
        return view
    record = _record(at, body.kind, body.record)
    thing = (
        f"{body.record}/request={opening.id}/asked-by={body.by}/granted-by={granted}/purpose={body.purpose}"
        f"/until={body.until:%Y-%m-%dT%H:%MZ}"
    )
    with audit.act(at.actor, UNMASK, thing, opening.home, {"matter": body.matter}):
        found = clear(at.bench.door, at.desk.kind(body.kind), record.id, record.version, record.body)
    view.fields = found.model_dump(mode="json", exclude={"masked", "closed", "stands_for"})
    return view


def _record(at: Desktop, kind: str, identity: str) -> RecordVersion[Maskable]:
    found: RecordVersion[Maskable] = at.records(at.desk.kind(kind)).get(identity)
    return found


def _request(at: ActingDesktop) -> UnmaskingRequest:
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
        request_unmasking,
        _request,
        group="unmask",
    ),
    Operation(
        "unmask-list",
        UnmaskingsRequest,
        UnmaskingsView,
        "look",
        "read-case",
        list_requests,
        lambda at: UnmaskingsRequest(record=request_unmasking(at, _request(at), None).record),
        group="unmask",
    ),
    Operation(
        "unmask-look",
        UnmaskingViewRequest,
        UnmaskedFieldsView,
        "act",
        "read-case",
        view_unmasked,
        lambda at: UnmaskingViewRequest(id=request_unmasking(at, _request(at), None).id),
        group="unmask",
    ),
)
