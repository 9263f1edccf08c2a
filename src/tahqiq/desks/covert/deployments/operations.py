"""Sending an undercover officer out: instructions, their signature, the start, the end."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.casework.vault.pseudonym import mint
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import record_of
from tahqiq.desks.covert.authorisations.decisions import granted
from tahqiq.desks.covert.authorisations.lookup import in_force
from tahqiq.desks.covert.authorisations.lookup import of_number as authorisation_of
from tahqiq.desks.covert.authorisations.references import AuthorisationReference
from tahqiq.desks.covert.authorisations.scope_change import within
from tahqiq.desks.covert.colleagues.lookup import COLLEAGUE
from tahqiq.desks.covert.deployments.examples import deployment_example, running_example
from tahqiq.desks.covert.deployments.log import contact_due, log_of, observed_last
from tahqiq.desks.covert.deployments.log_entries import author_of, within_deployment
from tahqiq.desks.covert.deployments.record import (
    BY_PART,
    DEPLOYMENT,
    Deployment,
    InstructionDetails,
    Instructions,
    of_number,
    part,
)
from tahqiq.desks.covert.deployments.requests import DeploymentMomentRequest, DeploymentReference
from tahqiq.desks.covert.deployments.view import DeploymentHead, DeploymentView, deployment_view
from tahqiq.desks.covert.moments import stamp_or_none
from tahqiq.desks.covert.officers.record import fit, of_code
from tahqiq.desks.covert.officers.record import officer_example as officer_of
from tahqiq.desks.covert.relations import involvement
from tahqiq.desks.covert.remarks import Remark, late_entry
from tahqiq.desks.covert.states import Worded, open_to
from tahqiq.desks.covert.uses.record import covered, used
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, Refused, WrongUse


class OfficerAndCover(AuthorisationReference):
    """Who is sent out under an authorisation, and who waits for the signs of life."""

    code: str = Field(description="The officer, by code.")
    cover: Annotated[str, COLLEAGUE] = Field(
        description="The cover officer who waits for the signs of life, by login; kept as a digest."
    )


class BriefingRequest(InstructionDetails, OfficerAndCover):
    """Instructions of a deployment."""

    subjects: list[str] = Field(
        default=[], max_length=1_000, description="Whom it is about, as the authorisation names them."
    )
    places: list[str] = Field(default=[], max_length=1_000, description="Where.")


class DeploymentsRequest(Strict):
    """Which deployments."""

    out: bool = Field(default=False, description="Only officers who are out.")
    limit: int = Field(default=100, ge=1, le=500, description="How many at most, the latest first.")


class DeploymentRow(DeploymentHead):
    """One deployment of a list."""

    signed: str | None
    started: str | None
    ended: str | None
    contact_due: str | None
    overdue: bool
    entries: int


class DeploymentsView(Strict):
    """Deployments, the latest first."""

    deployments: list[DeploymentRow]


def brief(at: ActingDesktop, asked: BriefingRequest, _progress: Progress | None) -> DeploymentView:
    """Give instructions. Raises ``Conflict`` (``covert-not-in-force``, ``covert-other-technique``,
    ``covert-step-change``), ``Refused`` (``covert-officer-self``: who is sent out writes no instructions of
    their own; ``covert-cover-self``), ``NotFound``."""
    now = clock.now()
    body, officer = in_force(at, asked.number, "undercover", now).body, of_code(at, asked.code).body
    within(at, body, asked.subjects, asked.places, [], asked.permitted)
    cover = at.bench.door.people.get(asked.cover)
    if involvement(at, officer.code, at.actor.id) == officer.involved:
        raise Refused("covert-officer-self")
    if involvement(at, officer.code, cover.id) == officer.involved:
        raise Refused("covert-cover-self")
    number = mint()
    order = record_of(
        Instructions,
        asked,
        prohibited=sorted({*body.prohibited, *asked.prohibited}),
        cover=involvement(at, number, cover.id),
        given_at=now,
    )
    made = Deployment(number=number, authorisation=body.number, officer=officer.code, instructions=order)
    return deployment_view(at, at.records(DEPLOYMENT).save(made), now)


def sign(at: ActingDesktop, asked: DeploymentReference, _progress: Progress | None) -> DeploymentView:
    """Sign the instructions; for the officer who is sent out. Raises ``Refused`` (``covert-officer-signs``),
    ``Conflict`` (``covert-deployment-state``)."""
    now, kept = clock.now(), of_number(at, asked.deployment)
    body = kept.body
    if part(at, body, of_code(at, body.officer).body.involved) != "officer":
        raise Refused("covert-officer-signs")
    if not open_to(at, "deployment", "sign", body.state):
        raise Conflict("covert-deployment-state", number=body.number)
    return _saved(at, kept, now, instructions=body.instructions.model_copy(update={"signed_at": now}))


def start(at: ActingDesktop, asked: DeploymentMomentRequest, _progress: Progress | None) -> DeploymentView:
    """Write down that the officer went out. Raises ``Conflict`` (``covert-not-signed``: not before the
    signature; ``covert-deployment-state``, ``covert-not-in-force``), ``Refused``
    (``covert-officer-unfit``)."""
    now, kept = clock.now(), of_number(at, asked.deployment)
    body = kept.body
    if body.started_at is not None:
        raise Conflict("covert-deployment-state", number=body.number)
    signed = body.instructions.signed_at
    if signed is None or asked.at < signed:
        at.bench.door.audit.refused(
            at.actor, "covert.deploy-start", body.number, "covert-not-signed", at.home
        )
        raise Conflict("covert-not-signed", number=body.number)
    order = authorisation_of(at, body.authorisation).body
    if not covered(order, asked.at):
        raise Conflict("covert-not-in-force", number=order.number, state=Worded(order.state(asked.at)))
    fit(of_code(at, body.officer).body, asked.at)
    used(at, "deployment", asked.at, body.authorisation, of=body.number)
    return _saved(at, kept, now, late_entry(asked.at, now), started_at=asked.at, start_entered=now)


def end(at: ActingDesktop, asked: DeploymentMomentRequest, _progress: Progress | None) -> DeploymentView:
    """Write down that the officer is back. Raises ``Refused`` (``covert-not-deployed``), ``Conflict``
    (``covert-deployment-state``), ``WrongUse`` (``covert-outside-deployment``)."""
    now, kept = clock.now(), of_number(at, asked.deployment)
    body = kept.body
    author_of(at, body)
    if not open_to(at, "deployment", "end", body.state):
        raise Conflict("covert-deployment-state", number=body.number)
    within_deployment(body, asked.at)
    last = observed_last(at, kept)
    if last is not None and last > asked.at:
        raise WrongUse("covert-outside-deployment")
    return _saved(at, kept, now, late_entry(asked.at, now), ended_at=asked.at, end_entered=now)


def deployments(at: Desktop, asked: DeploymentsRequest, _progress: Progress | None) -> DeploymentsView:
    """Deployments, the latest first."""
    now = clock.now()
    page = at.records(DEPLOYMENT).find(
        {"out": True} if asked.out else {}, order="given", descending=True, limit=asked.limit
    )
    found = []
    for kept in page.records:
        body, due = kept.body, contact_due(at, kept)
        found.append(
            DeploymentRow(
                number=body.number,
                authorisation=body.authorisation,
                officer=body.officer,
                signed=stamp_or_none(body.instructions.signed_at),
                started=stamp_or_none(body.started_at),
                ended=stamp_or_none(body.ended_at),
                contact_due=stamp_or_none(due.until if due else None),
                overdue=due is not None and due.over(now),
                entries=log_of(at, kept).count(),
            )
        )
    return DeploymentsView(deployments=found)


def _saved(
    at: ActingDesktop,
    kept: RecordVersion[Deployment],
    now: datetime,
    remarks: list[Remark] | None = None,
    **more: object,
) -> DeploymentView:
    return deployment_view(
        at,
        at.records(DEPLOYMENT).save(kept.body.model_copy(update=more), "", kept.id, kept.version),
        now,
        remarks,
    )


def _briefing(at: ActingDesktop) -> BriefingRequest:
    return BriefingRequest(
        number=granted(at, "undercover"),
        code=officer_of(at, "another"),
        cover=at.bench.person.login,
        hours=6,
        objectives="شراء واحد",
        exit_plan="يخرج من الباب الخلفي",
    )


def _list_example(at: ActingDesktop) -> DeploymentsRequest:
    running_example(at)
    return DeploymentsRequest(out=True)


OPERATIONS = (
    Operation(
        "deploy-brief", BriefingRequest, DeploymentView, "act", "release", brief, _briefing, group="deploy"
    ),
    Operation(
        "deploy-sign",
        DeploymentReference,
        DeploymentView,
        "act",
        "write-case",
        sign,
        lambda at: DeploymentReference(deployment=deployment_example(at)),
        group="deploy",
        needs=(BY_PART,),
    ),
    Operation(
        "deploy-start",
        DeploymentMomentRequest,
        DeploymentView,
        "act",
        "write-case",
        start,
        lambda at: DeploymentMomentRequest(deployment=deployment_example(at, signed=True), at=clock.now()),
        group="deploy",
        needs=(BY_PART,),
    ),
    Operation(
        "deploy-end",
        DeploymentMomentRequest,
        DeploymentView,
        "act",
        "write-case",
        end,
        lambda at: DeploymentMomentRequest(deployment=running_example(at), at=clock.now()),
        group="deploy",
        needs=(BY_PART,),
    ),
    Operation(
        "deploy-list",
        DeploymentsRequest,
        DeploymentsView,
        "look",
        "read-case",
        deployments,
        _list_example,
        group="deploy",
    ),
)
