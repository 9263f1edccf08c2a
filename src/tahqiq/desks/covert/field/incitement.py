"""The sheet about incitement: what was known before the first contact, who proposed what. It has no verdict:
that is for a court."""

from datetime import datetime, timedelta

from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desks.covert.answers import Remark, said
from tahqiq.desks.covert.clock_tool import stamp
from tahqiq.desks.covert.field.deploy_asked import (
    DeploymentLogRequest,
    IncitementSheetRequest,
    SuspicionRequest,
)
from tahqiq.desks.covert.field.deploying import example, out
from tahqiq.desks.covert.field.deployment import (
    BY_PART,
    DEPLOYMENT,
    Deployment,
    DeploymentView,
    Sheet,
    SuspicionFact,
    of_number,
    told,
)
from tahqiq.desks.covert.uses import USE
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse


def sheet(at: ActingDesktop, asked: IncitementSheetRequest, _progress: Progress | None) -> DeploymentView:
    """Fill in the sheet about incitement: what was known before, who proposed what. Suspicion that is dated
    on or after the first contact is said; there is no verdict. Raises ``NotFound``
    (``covert-no-deployment``)."""
    now, kept = clock.now(), of_number(at, asked.deployment)
    made = Sheet.model_validate({name: getattr(asked, name) for name in Sheet.model_fields})
    saved = at.shelf(DEPLOYMENT).save(kept.body.model_copy(update={"sheet": made}), "", kept.id, kept.version)
    return told(at, saved, now, suspicions(at, saved.body))


def suspect(at: ActingDesktop, asked: SuspicionRequest, _progress: Progress | None) -> DeploymentView:
    """Add to the sheet something that was known, since when, and by which record. Raises ``WrongUse``
    (``covert-in-the-future``), ``NotFound`` (``covert-no-deployment``)."""
    now, kept = clock.now(), of_number(at, asked.deployment)
    if asked.since > now:
        raise WrongUse("covert-in-the-future")
    made = SuspicionFact(since=asked.since, fact=asked.fact, rests_on=asked.rests_on)
    saved = at.shelf(DEPLOYMENT).save(
        kept.body.model_copy(update={"suspicion": [*kept.body.suspicion, made]}), "", kept.id, kept.version
    )
    return told(at, saved, now, suspicions(at, saved.body))


def look(at: Desktop, asked: DeploymentLogRequest, _progress: Progress | None) -> DeploymentView:
    """A deployment with its sheet and its log, page by page. Raises ``NotFound``
    (``covert-no-deployment``)."""
    kept = of_number(at, asked.deployment)
    return told(at, kept, clock.now(), suspicions(at, kept.body), asked)


def suspicions(at: Desktop, body: Deployment) -> list[Remark]:
    """What is to be said of the dates of a sheet: suspicion that is dated on or after the first contact, or
    none before it."""
    first = first_contact(at, body) if body.sheet is not None or body.suspicion else None
    if first is None:
        return []
    late = sum(one.since >= first for one in body.suspicion)
    notes = [said("covert-suspicion-after", count=late, first=stamp(first))] if late else []
    return (
        notes if late < len(body.suspicion) else [*notes, said("covert-suspicion-none", first=stamp(first))]
    )


def first_contact(at: Desktop, body: Deployment) -> datetime | None:
    """The first contact of a deployment: what its sheet says, the first deployment or contact under its
    authorisation, whichever lies first; None: there was none."""
    times = [
        one.body.started_at
        for one in at.shelf(DEPLOYMENT).every({"authorisation": body.authorisation})
        if one.body.started_at is not None
    ]
    for what in (
        "contact",
        "deployment",
        "buy",
    ):  # the first of each, since there may be as many as lines in a log
        times += [
            one.body.at
            for one in at.shelf(USE)
            .find({"authorisation": body.authorisation, "what": what}, order="done", limit=1)
            .records
        ]
    if body.sheet is not None and body.sheet.first_contact is not None:
        times.append(body.sheet.first_contact)
    return min(times, default=None)


def _example(at: ActingDesktop) -> IncitementSheetRequest:
    return IncitementSheetRequest(
        deployment=out(at),
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
            deployment=out(at),
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
        lambda at: DeploymentLogRequest(deployment=example(at)),
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
