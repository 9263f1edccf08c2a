"""The sheet about incitement: what was known before the first contact, who proposed what. It has no verdict:
that is for a court."""

from datetime import datetime, timedelta

from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.details import record_of
from tahqiq.desk.lines import PageOfLog
from tahqiq.desks.covert.deployments.examples import deployment_example, running_example
from tahqiq.desks.covert.deployments.record import (
    BY_PART,
    DEPLOYMENT,
    Deployment,
    IncitementSheet,
    SuspicionFact,
    of_number,
)
from tahqiq.desks.covert.deployments.requests import DeploymentReference
from tahqiq.desks.covert.deployments.view import DeploymentView, deployment_view
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.remarks import Remark, remark
from tahqiq.desks.covert.uses.record import USE
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock


class DeploymentLogRequest(PageOfLog, DeploymentReference):
    """A deployment with a page of its log."""


class IncitementSheetRequest(IncitementSheet, DeploymentReference):
    """The sheet about incitement."""


class SuspicionRequest(SuspicionFact, DeploymentReference):
    """Something that was known against somebody."""


def sheet(at: ActingDesktop, asked: IncitementSheetRequest, _progress: Progress | None) -> DeploymentView:
    """Fill in the sheet about incitement: what was known before, who proposed what. Suspicion that is dated
    on or after the first contact is said; there is no verdict. Raises ``NotFound``
    (``covert-no-deployment``)."""
    now, kept = clock.now(), of_number(at, asked.deployment)
    made = record_of(IncitementSheet, asked)
    saved = at.records(DEPLOYMENT).save(
        kept.body.model_copy(update={"sheet": made}), "", kept.id, kept.version
    )
    return deployment_view(at, saved, now, suspicions(at, saved.body))


def suspect(at: ActingDesktop, asked: SuspicionRequest, _progress: Progress | None) -> DeploymentView:
    """Add to the sheet something that was known, since when, and by which record. Raises ``NotFound``
    (``covert-no-deployment``)."""
    now, kept = clock.now(), of_number(at, asked.deployment)
    made = record_of(SuspicionFact, asked)
    saved = at.records(DEPLOYMENT).save(
        kept.body.model_copy(update={"suspicion": [*kept.body.suspicion, made]}), "", kept.id, kept.version
    )
    return deployment_view(at, saved, now, suspicions(at, saved.body))


def look(at: Desktop, asked: DeploymentLogRequest, _progress: Progress | None) -> DeploymentView:
    """A deployment with its sheet and its log, page by page. Raises ``NotFound``
    (``covert-no-deployment``)."""
    kept = of_number(at, asked.deployment)
    return deployment_view(at, kept, clock.now(), suspicions(at, kept.body), asked)


def suspicions(at: Desktop, body: Deployment) -> list[Remark]:
    """What is to be said of the dates of a sheet: suspicion that is dated on or after the first contact, or
    none before it."""
    first = first_contact(at, body) if body.sheet is not None or body.suspicion else None
    if first is None:
        return []
    late = sum(one.since >= first for one in body.suspicion)
    notes = [remark("covert-suspicion-after", count=late, first=stamp(first))] if late else []
    return (
        notes if late < len(body.suspicion) else [*notes, remark("covert-suspicion-none", first=stamp(first))]
    )


def first_contact(at: Desktop, body: Deployment) -> datetime | None:
    """The first contact of a deployment: what its sheet says, the first deployment or contact under its
    authorisation, whichever lies first; None: there was none."""
    times = [
        one.body.started_at
        for one in at.records(DEPLOYMENT).every({"authorisation": body.authorisation})
        if one.body.started_at is not None
    ]
    for what in (
        "contact",
        "deployment",
        "buy",
    ):  # the first of each, since there may be as many as lines in a log
        times += [
            one.body.at
            for one in at.records(USE)
            .find({"authorisation": body.authorisation, "what": what}, order="done", limit=1)
            .records
        ]
    if body.sheet is not None and body.sheet.first_contact is not None:
        times.append(body.sheet.first_contact)
    return min(times, default=None)


def _example(at: ActingDesktop) -> IncitementSheetRequest:
    return IncitementSheetRequest(
        deployment=running_example(at),
        proposed_by="subject",
        insistence="عرض مرة واحدة",
        supervision="ضابط مرافق طوال الوقت",
    )


OPERATIONS = (
    Operation(
        "deploy-suspicion",
        SuspicionRequest,
        DeploymentView,
        "act",
        "write-case",
        suspect,
        lambda at: SuspicionRequest(
            deployment=running_example(at),
            since=clock.now() - timedelta(days=30),
            fact="بلاغان سابقان عن البيع",
            rests_on="12/2026",
        ),
        group="deploy",
        needs=(BY_PART,),
    ),
    Operation(
        "deploy-look",
        DeploymentLogRequest,
        DeploymentView,
        "look",
        "read-case",
        look,
        lambda at: DeploymentLogRequest(deployment=deployment_example(at)),
        group="deploy",
    ),
    Operation(
        "deploy-sheet",
        IncitementSheetRequest,
        DeploymentView,
        "act",
        "write-case",
        sheet,
        _example,
        group="deploy",
        needs=(BY_PART,),
    ),
)
