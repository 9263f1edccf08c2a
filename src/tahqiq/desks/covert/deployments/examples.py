"""Deployments of the examples."""

from tahqiq.casework.vault.pseudonym import mint
from tahqiq.desk import ActingDesktop
from tahqiq.desks.covert.authorisations.decisions import granted
from tahqiq.desks.covert.deployments.record import DEPLOYMENT, Deployment, Instructions, of_number
from tahqiq.desks.covert.officers.record import officer_example as officer_of
from tahqiq.kit import clock


def deployment_example(at: ActingDesktop, *, signed: bool = False) -> str:
    """The number of a deployment of the examples, whose officer the person at the desk is."""
    now, number = clock.now(), mint()
    order = Instructions(
        objectives="شراء واحد من المخزن",
        permitted=["الشراء"],
        exit_plan="يخرج من الباب الخلفي إلى السيارة",
        hours=6,
        cover="0" * 64,
        given_at=now,
        signed_at=now if signed else None,
    )
    body = Deployment(
        number=number,
        authorisation=granted(at, "undercover"),
        officer=officer_of(at, at.actor.id),
        instructions=order,
    )
    return at.records(DEPLOYMENT).save(body).body.number


def running_example(at: ActingDesktop) -> str:
    """The number of a deployment of the examples that is under way."""
    kept, now = of_number(at, deployment_example(at, signed=True)), clock.now()
    started = {"started_at": now, "start_entered": now}
    return (
        at.records(DEPLOYMENT)
        .save(kept.body.model_copy(update=started), "", kept.id, kept.version)
        .body.number
    )
