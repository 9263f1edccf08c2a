"""A step change: a task that an authorisation does not cover is refused, and the new authorisation that it
needs ends the old one when it begins."""

from datetime import datetime

from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desks.covert.authorisations.lookup import keep, of_number
from tahqiq.desks.covert.authorisations.record import AUTHORISATION, Authorisation, Cancellation
from tahqiq.desks.covert.states import open_to
from tahqiq.kit.errors import Conflict

MOST_SHOWN = 5


def outside(
    body: Authorisation, subjects: list[str], places: list[str], methods: list[str], acts: list[str]
) -> list[str]:
    """What of a task an authorisation does not cover, as it was written: subjects, places and methods that it
    does not name (where it names any), acts that it does not permit or that it prohibits."""
    found = [
        one
        for named, asked in ((body.subjects, subjects), (body.places, places), (body.methods, methods))
        if named
        for one in asked
        if _plain(one) not in map(_plain, named)
    ]
    found += [
        one
        for one in acts
        if (body.permitted and _plain(one) not in map(_plain, body.permitted))
        or _plain(one) in map(_plain, body.prohibited)
    ]
    return found


def within(
    at: Desktop,
    body: Authorisation,
    subjects: list[str],
    places: list[str],
    methods: list[str],
    acts: list[str],
) -> None:
    """Raises ``Conflict`` (``covert-step-change``) for a task that needs a new authorisation."""
    found = outside(body, subjects, places, methods, acts)
    if found:
        at.bench.door.audit.refused(at.actor, "covert.task", body.number, "covert-step-change", at.home)
        raise Conflict("covert-step-change", number=body.number, outside="، ".join(found[:MOST_SHOWN]))


def step_open(at: Desktop, body: Authorisation, now: datetime) -> None:
    """Raises ``Conflict`` (``covert-step-open``) where another application for a changed task stands in the
    place of ``body``: what it was granted for is over, it is not renewed."""
    for one in at.records(AUTHORISATION).every():
        if one.body.replaces == body.number and one.body.state(now) in ("submitted", "granted", "in-force"):
            raise Conflict("covert-step-open", number=body.number, other=one.body.number)


def step_taken(at: ActingDesktop, body: Authorisation, now: datetime, begins: datetime) -> None:
    """End the authorisation that ``body`` replaces at the moment that one begins; its reason is the new
    number."""
    found = of_number(at, body.replaces)
    if open_to(at, "authorisation", "cancel", found.body.state(now)) and found.body.cancellation is None:
        made = Cancellation(decided_at=now, by=at.actor.id, reason=body.number, stopped_at=begins)
        keep(at, found.body.model_copy(update={"cancellation": made}), found)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
