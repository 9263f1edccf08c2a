"""Lines of the register as operations need them: by number, all of them, with who must not decide."""

from datetime import datetime

from tahqiq.casework.records import RecordVersion
from tahqiq.casework.vault.pseudonym import needed
from tahqiq.desk import ActingDesktop, Desktop, Needs
from tahqiq.desks.covert.authorisations.record import AUTHORISATION, Authorisation, applicant
from tahqiq.desks.covert.relations import NOT_RELATED, involvement
from tahqiq.desks.covert.states import Worded
from tahqiq.desks.covert.techniques.record import Titled
from tahqiq.kit.errors import Conflict, NotFound, Refused


def of_number(at: Desktop, number: str) -> RecordVersion[Authorisation]:
    """The authorisation of a register number. Raises ``WrongUse`` (``pseudonym-wrong``), ``NotFound``
    (``covert-none``)."""
    page = at.records(AUTHORISATION).find({"number": needed(number)}, limit=1)
    if not page.records:
        raise NotFound("covert-none", number=number[:20])
    return page.records[0]


def keep(
    at: ActingDesktop, body: Authorisation, before: RecordVersion[Authorisation] | None = None
) -> RecordVersion[Authorisation]:
    """Keep a line of the register, a new one or the version after ``before``."""
    records = at.records(AUTHORISATION)
    return (
        records.save(body.settled(), "", before.id, before.version)
        if before is not None
        else records.save(body.settled())
    )


def in_force(at: Desktop, number: str, technique: str, now: datetime) -> RecordVersion[Authorisation]:
    """The authorisation under which something is to be done now. Raises ``Conflict``
    (``covert-not-in-force``, ``covert-other-technique``), ``NotFound``."""
    found = of_number(at, number)
    if found.body.technique != technique:
        raise Conflict(
            "covert-other-technique", number=found.body.number, technique=Titled(found.body.technique)
        )
    state = found.body.state(now)
    if state != "in-force":
        raise Conflict("covert-not-in-force", number=found.body.number, state=Worded(state))
    return found


def leads(at: Desktop, number: str) -> bool:
    """Whether the person applied for an authorisation, leads what it is about, or handles it."""
    found = at.records(AUTHORISATION).find({"number": number}, limit=1).records if number else ()
    return any(
        applicant(at, one.body) or involvement(at, number, at.actor.id) in one.body.involved for one in found
    )


def by_authorisation(field: str = "number") -> Needs:
    """What somebody has to be to the authorisation that a question names, for what leads on under it."""
    return Needs(AUTHORISATION, field, ("applicant", "handler", "supervisor"), NOT_RELATED, "number", needed)


def takes_part(at: Desktop, body: Authorisation, person: str) -> bool:
    """Whether a person applied for an authorisation, leads what it is about, or handles it."""
    return (
        person in (body.applied_by, *body.officers) or involvement(at, body.number, person) in body.involved
    )


def may_decide(at: Desktop, body: Authorisation, person: str) -> None:
    """Raises ``Refused`` (``covert-decider-involved``) where a person applied for it, leads what it is about,
    or handles it."""
    if takes_part(at, body, person):
        at.bench.door.audit.refused(
            at.actor, "covert.decide", body.number, "covert-decider-involved", at.home
        )
        raise Refused("covert-decider-involved")
