"""A controller's view of the handlers: whom each handles, and what of it waits. Every number is the length of
a list that is answered with it."""

from datetime import timedelta

from tahqiq.desk import ActingDesktop, Desktop, NoQuestion, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.payments.record import PAYMENT
from tahqiq.desks.covert.relations import SOURCE_ID, controls, involvement
from tahqiq.desks.covert.risks.record import RISK
from tahqiq.desks.covert.sources.examples import handled_example
from tahqiq.desks.covert.sources.record import SOURCE, SourceRef
from tahqiq.desks.covert.uses.record import USE
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Refused
from tahqiq.model.kind import day_of
from tahqiq.store.record_where import Between, OneOf

QUIET = timedelta(days=30)
"""A source who is used and was not met for so long has an overdue contact: a usual practice, no law."""
NEAR = timedelta(days=7)
"""Reviews of risks that end within so long are due."""


class HandledSourceView(Strict):
    """A source of a handler: where it stands, the last contact (UTC, null: none in a year), and whether one
    is overdue."""

    code: str
    state: str
    last: str | None
    overdue: bool


class HandlerPaymentView(Strict):
    """A payment to a source of a handler that waits: asked (for approval) or approved (to be paid out), or
    paid without a signed receipt (``receipt``)."""

    payment: str
    code: str
    amount: int
    waits: str


class HandlerRiskView(Strict):
    """An assessment whose look is due, by its number, and the last day on which it stands."""

    number: str
    code: str
    until: str


class HandlerView(Strict):
    """A handler with the lists behind each number. ``last`` is the last contact with any of their sources
    (UTC, null: none in a year)."""

    handler: str
    name: str
    last: str | None
    sources: list[HandledSourceView]
    overdue: list[HandledSourceView]
    payments: list[HandlerPaymentView]
    risks: list[HandlerRiskView]


class HandlersView(Strict):
    """The handlers by name; ``unhandled`` are sources whom nobody handles who is admitted."""

    handlers: list[HandlerView]
    unhandled: list[HandledSourceView]


def look(at: Desktop, _asked: NoQuestion, _progress: Progress | None) -> HandlersView:
    """What the handlers have open. Raises ``Refused`` (``covert-not-controller``)."""
    if not controls(at):
        at.bench.door.audit.refused(at.actor, "covert.handlers", "", "covert-not-controller", at.home)
        raise Refused("covert-not-controller")
    door = at.bench.door
    admitted = door.cases.admitted(SOURCE_ID)
    people = [one for one in door.people.all() if one.id in admitted]
    met = _last_contacts(at)
    sources = [one.body for one in at.records(SOURCE).every(order="code")]
    seen = {body.code: _source(body, met) for body in sources}
    payments, risks = _payments(at), _risks(at)
    handlers, handled = [], set[str]()
    for person in people:
        own = {body.code for body in sources if involvement(at, body.code, person.id) in body.involved}
        if not own:
            continue
        handled |= own
        listed = [seen[code] for code in sorted(own)]
        handlers.append(
            HandlerView(
                handler=person.login,
                name=person.name or person.login,
                last=max((one.last for one in listed if one.last), default=None),
                sources=listed,
                overdue=[one for one in listed if one.overdue],
                payments=[one for one in payments if one.code in own],
                risks=[one for one in risks if one.code in own],
            )
        )
    return HandlersView(
        handlers=sorted(handlers, key=lambda one: one.name),
        unhandled=[one for code, one in seen.items() if code not in handled],
    )


def _last_contacts(at: Desktop) -> dict[str, str]:
    now = clock.now()
    found: dict[str, str] = {}
    since = Between(now - timedelta(days=400), now)
    for one in at.records(USE).every({"what": "contact", "done": since}, "done"):
        found[one.body.of] = stamp(one.body.at)
    return found


def _source(body: SourceRef, met: dict[str, str]) -> HandledSourceView:
    last = met.get(body.code)
    quiet = body.state == "active" and (last or stamp(body.stages[-1].at)) < stamp(clock.now() - QUIET)
    return HandledSourceView(code=body.code, state=body.state, last=last, overdue=quiet)


def _payments(at: Desktop) -> list[HandlerPaymentView]:
    waiting = [*at.records(PAYMENT).every({"state": OneOf(("asked", "approved"))}, "asked")]
    waiting += at.records(PAYMENT).every({"wants_receipt": True}, "asked")
    return [
        HandlerPaymentView(
            payment=one.id,
            code=one.body.code,
            amount=one.body.amount,
            waits="receipt" if one.body.state == "paid" else one.body.state,
        )
        for one in waiting
    ]


def _risks(at: Desktop) -> list[HandlerRiskView]:
    until = day_of(clock.now() + NEAR)
    return [
        HandlerRiskView(number=one.body.number, code=one.body.code, until=one.body.until.isoformat())
        for one in at.records(RISK).every({"review": Between(None, until)}, "review")
        if one.body.until is not None
    ]


def _example(at: ActingDesktop) -> NoQuestion:
    handled_example(at, at.actor.id)
    return NoQuestion()


OPERATIONS = (
    Operation(
        "handlers",
        NoQuestion,
        HandlersView,
        "look",
        "read-case",
        look,
        _example,
        compartment=SOURCE_ID,
    ),
)
