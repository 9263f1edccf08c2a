"""Planning a surveillance, and what can be done with one."""

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from tahqiq.casework.vault.pseudonym import mint, needed
from tahqiq.desk import ActingDesktop, Desktop, Needs, NoQuestion, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import record_of
from tahqiq.desk.lines import PageOfLog
from tahqiq.desks.covert.authorisations.decisions import granted
from tahqiq.desks.covert.authorisations.lookup import by_authorisation, in_force
from tahqiq.desks.covert.authorisations.references import AuthorisationReference
from tahqiq.desks.covert.authorisations.scope_change import within
from tahqiq.desks.covert.colleagues.lookup import COLLEAGUE
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.relations import NOT_RELATED, involvement
from tahqiq.desks.covert.watches.bystanders import (
    BystanderDecisionRequest,
    BystanderView,
    WatchLineReference,
    keep,
    read,
)
from tahqiq.desks.covert.watches.examples import watch_example
from tahqiq.desks.covert.watches.log import log_of
from tahqiq.desks.covert.watches.record import WATCH, Watch, WatchDetails, WatchTimes, of_number
from tahqiq.desks.covert.watches.requests import WatchReference
from tahqiq.desks.covert.watches.sightings import SightingsAnswer, SightingsRequest, publish
from tahqiq.desks.covert.watches.view import WatchHead, WatchView, watch_view
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse


class WatchPlanRequest(WatchDetails, WatchTimes, AuthorisationReference):
    """A surveillance that is planned."""

    subjects: list[str] = Field(
        min_length=1, max_length=1_000, description="Whom it is about, as the authorisation names them."
    )
    observers: Annotated[list[str], COLLEAGUE] = Field(
        min_length=1, max_length=50, description="Who observes, by login; in the log they stand as O1, O2, …"
    )


class WatchLogRequest(PageOfLog, WatchReference):
    """A surveillance with a page of its log."""


class WatchRow(WatchHead):
    """One surveillance of a list. ``own`` is the code under which the person observes."""

    own: str
    lines: int


class WatchesView(Strict):
    """The surveillances in which the person observes, the latest first."""

    watches: list[WatchRow]


def mine(at: Desktop, _asked: NoQuestion, _progress: Progress | None) -> WatchesView:
    """One's own surveillances."""
    found = []
    for kept in at.records(WATCH).every(order="begins"):
        body = kept.body
        own = involvement(at, body.number, at.actor.id)
        code = next((code for code, digest in body.observers.items() if digest == own), "")
        if code:
            found.append(
                WatchRow(
                    number=body.number,
                    authorisation=body.authorisation,
                    begins=stamp(body.begins),
                    ends=stamp(body.ends),
                    own=code,
                    lines=log_of(at, kept).count(),
                )
            )
    return WatchesView(watches=found[::-1])


def plan(at: ActingDesktop, asked: WatchPlanRequest, _progress: Progress | None) -> WatchView:
    """Plan a surveillance. Raises ``Conflict`` (``covert-not-in-force``, ``covert-other-technique``,
    ``covert-step-change``), ``WrongUse`` (``covert-ends-first``, ``covert-outside-authorisation``)."""
    now = clock.now()
    order = in_force(at, asked.number, "directed-surveillance", now).body
    within(at, order, asked.subjects, asked.places, asked.methods, [])
    if asked.ends <= asked.begins:
        raise WrongUse("covert-ends-first")
    if order.begins is None or order.until is None or asked.begins < order.begins or asked.ends > order.until:
        raise WrongUse("covert-outside-authorisation", number=order.number)
    number, people = mint(), [at.bench.door.people.get(one).id for one in asked.observers]
    made = record_of(
        Watch,
        asked,
        number=number,
        authorisation=order.number,
        observers={
            f"O{place}": involvement(at, number, one) for place, one in enumerate(dict.fromkeys(people), 1)
        },
    )
    return watch_view(at, at.records(WATCH).save(made))


def look(at: Desktop, asked: WatchLogRequest, _progress: Progress | None) -> WatchView:
    """A surveillance with its log, page by page. Raises ``NotFound`` (``covert-no-watch``)."""
    return watch_view(at, of_number(at, asked.watch), asked=asked)


def _plan(at: ActingDesktop) -> WatchPlanRequest:
    now = clock.now()
    return WatchPlanRequest(
        number=granted(at, subjects=["V-1"]),
        begins=now + timedelta(minutes=1),
        ends=now + timedelta(days=1),
        subjects=["V-1"],
        observers=[at.bench.person.login],
        bystanders="المارة لا يُسجلون",
    )


def _own_example(at: ActingDesktop) -> NoQuestion:
    watch_example(at, lines=1)
    return NoQuestion()


OPERATIONS = (
    Operation(
        "watch-plan",
        WatchPlanRequest,
        WatchView,
        "act",
        "write-case",
        plan,
        _plan,
        group="watch",
        needs=(by_authorisation(),),
    ),
    Operation(
        "watch-keep",
        BystanderDecisionRequest,
        WatchView,
        "act",
        "release",
        keep,
        lambda at: BystanderDecisionRequest(
            watch=watch_example(at, lines=1, observes=False),
            line=1,
            keep=True,
            reason="تظهر في الفعل نفسه",
        ),
        group="watch",
    ),
    Operation(
        "watch-read",
        WatchLineReference,
        BystanderView,
        "look",
        "read-case",
        read,
        lambda at: WatchLineReference(watch=watch_example(at, lines=1, kept=True), line=1),
        group="watch",
    ),
    Operation(
        "watch-look",
        WatchLogRequest,
        WatchView,
        "look",
        "read-case",
        look,
        lambda at: WatchLogRequest(watch=watch_example(at, lines=1)),
        group="watch",
    ),
    Operation("watch-mine", NoQuestion, WatchesView, "look", "read-case", mine, _own_example, group="watch"),
    Operation(
        "watch-publish",
        SightingsRequest,
        SightingsAnswer,
        "act",
        "deposit",
        publish,
        lambda at: SightingsRequest(
            watch=watch_example(at, lines=1),
            case=at.home,
            lines=["1"],
            grade="europol-4x4:A1",
        ),
        group="watch",
        leaves=True,
        needs=(Needs(WATCH, "watch", ("observer", "lead", "supervisor"), NOT_RELATED, "number", needed),),
    ),
)
