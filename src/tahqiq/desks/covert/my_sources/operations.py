"""The sources that the person at the desk handles, by code alone: where each stands, its contacts, its
authorisation, its money, and drafts that wait."""

from datetime import datetime, timedelta

from tahqiq.desk import ActingDesktop, Desktop, NoQuestion, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.authorisations.lookup import of_number
from tahqiq.desks.covert.authorisations.record import Authorisation
from tahqiq.desks.covert.drafts.operations import DraftView, own_drafts
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.payments.record import PAID, YEARLY, paid_within
from tahqiq.desks.covert.relations import admitted_people
from tahqiq.desks.covert.sources.examples import handled_example
from tahqiq.desks.covert.sources.record import (
    EARLY,
    EARLY_MOST,
    EARLY_WITHIN,
    SOURCE,
    SourceState,
    first_contact,
    handles,
)
from tahqiq.desks.covert.sources.steps import (
    SourceStep,
    authorisations_for,
    controllers,
    steps,
    waits_for_controller,
)
from tahqiq.desks.covert.uses.record import USE
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.store.record_where import Between


class MySource(Strict):
    """A source of one's own. ``contacts`` in the last thirty days, ``left`` how many more there may be before
    somebody authorises it (null: as many as the task needs); ``until`` the end of the authorisation it is
    used under, ``standing`` that one's state ("" : none); ``paid`` in the last 365 days of ``limit``, in IQD.
    ``first`` is the first contact that was entered at registration and not reported yet. ``steps`` are those
    that the person may take now; where the next is a controller's, ``able`` are those who may, by name.
    ``granted`` is the number of an authorisation in force that names the source and under which it is not
    used yet ("" : none); ``payable`` whether it may be paid. Times in UTC, null where there is none."""

    code: str
    state: SourceState
    since: str
    contacts: int
    left: int | None
    last: str | None
    number: str
    standing: str
    until: str | None
    paid: int
    limit: int
    first: str | None
    steps: list[SourceStep]
    able: list[str]
    granted: str
    payable: bool


class PossibleHandler(Strict):
    """Somebody who may handle a source: sign-in name and name."""

    login: str
    name: str


class MySourcesView(Strict):
    """The sources and the open drafts of the person; ``handlers`` are those who may handle a new source, by
    name (none where the person is not admitted to what is known of sources)."""

    sources: list[MySource]
    drafts: list[DraftView]
    handlers: list[PossibleHandler]


def mine(at: Desktop, _asked: NoQuestion, _progress: Progress | None) -> MySourcesView:
    """Whom the person handles, in the order of the codes: it says nothing of when they came."""
    now = clock.now()
    met: dict[str, list[str]] = {}
    for one in at.records(USE).every(
        {"what": "contact", "done": Between(now - timedelta(days=400), now)}, "done"
    ):
        met.setdefault(one.body.of, []).append(stamp(one.body.at))
    since, found = stamp(now - EARLY_WITHIN), []
    for kept in at.records(SOURCE).every(order="code"):
        body = kept.body
        if not handles(at, body, at.actor.id):
            continue
        times = met.get(body.code, [])
        recent = sum(moment > since for moment in times)
        under = of_number(at, body.authorisation).body if body.authorisation else None
        found.append(
            MySource(
                code=body.code,
                state=body.state,
                since=stamp(body.stages[-1].at),
                contacts=recent,
                left=max(0, EARLY_MOST - recent) if body.state in EARLY else None,
                last=times[-1] if times else None,
                number=body.authorisation,
                standing=under.state(now) if under else "",
                until=stamp(under.until) if under and under.until else None,
                paid=paid_within(at, body.code, now),
                limit=YEARLY,
                first=stamp(begun.body.at) if (begun := first_contact(at, body)) else None,
                steps=steps(at, body),
                able=controllers(at, body) if waits_for_controller(at, body) else [],
                granted="" if under else _granted(at, body.code),
                payable=body.state in PAID and (body.state != "active" or _runs(under, now)),
            )
        )
    handlers = [
        PossibleHandler(login=one.login, name=one.name or one.login)
        for one in admitted_people(at, "write-case")
    ]
    return MySourcesView(sources=found, drafts=own_drafts(at), handlers=handlers)


def _granted(at: Desktop, code: str) -> str:
    """The authorisation in force that names a source which is not used under any yet."""
    return next((one.number for one in authorisations_for(at, code) if code in one.subjects), "")


def _runs(under: Authorisation | None, now: datetime) -> bool:
    return under is not None and under.state(now) == "in-force"


def _example(at: ActingDesktop) -> NoQuestion:
    handled_example(at, at.actor.id)
    return NoQuestion()


OPERATIONS = (
    Operation(
        "sources-mine", NoQuestion, MySourcesView, "look", "read-case", mine, _example, group="sources"
    ),
)
