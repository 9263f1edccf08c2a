"""Asking for an authorisation, recording an order that others gave, and an urgent decision that was
spoken."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.casework.vault.pseudonym import mint
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import record_of
from tahqiq.desk.moments import MAY_LIE_AHEAD, Happened
from tahqiq.desks.covert.authorisations.lookup import by_authorisation, keep, may_decide, of_number
from tahqiq.desks.covert.authorisations.matters import MATTER
from tahqiq.desks.covert.authorisations.record import (
    AUTHORISATION,
    LONG,
    Authorisation,
    Decision,
    ReasonDetails,
    ScopeDetails,
)
from tahqiq.desks.covert.authorisations.references import AuthorisationReference
from tahqiq.desks.covert.authorisations.repeated_reasons import copied, reasons
from tahqiq.desks.covert.authorisations.view import AuthorisationView, authorisation_view, repeated_views
from tahqiq.desks.covert.colleagues.lookup import COLLEAGUE
from tahqiq.desks.covert.identities import nobody_told
from tahqiq.desks.covert.relations import involvement
from tahqiq.desks.covert.remarks import remark
from tahqiq.desks.covert.states import Worded, open_to
from tahqiq.desks.covert.techniques.record import (
    JURISDICTION,
    LAW,
    PLACE,
    TECHNIQUE,
    Titled,
    Verified,
    basis_of,
    technique,
    verified,
)
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, Refused, WrongUse
from tahqiq.kit.reasons import reason

_CHOSEN = frozenset(
    ("technique", "jurisdiction", "subjects", "matter", "replaces", "officers", "handlers", "by", "liids")
)
"""Fields in which something is chosen and nothing is told."""


class TechniqueRequest(Strict):
    """Which technique, under whose law."""

    technique: Annotated[str, TECHNIQUE] = Field(
        description=(
            "The technique: source, undercover, directed-surveillance, interception, retained-data, "
            "controlled-delivery."
        )
    )
    jurisdiction: Annotated[str, PLACE] = Field(
        default=JURISDICTION, description="Whose law it is: federal, kurdistan."
    )


class ScopeRequest(ScopeDetails, TechniqueRequest):
    """What an authorisation covers."""

    matter: Annotated[str, MATTER] = Field(
        default="", max_length=200, description="The case it is for, by its number."
    )
    officers: Annotated[list[str], COLLEAGUE] = Field(
        default=[], max_length=50, description="Who leads it, by login; they do not decide on it."
    )
    handlers: Annotated[list[str], COLLEAGUE] = Field(
        default=[],
        max_length=50,
        description="Who handles the source, by login; kept as digests, and they do not decide on it.",
    )


class ApplicationRequest(ReasonDetails, ScopeRequest):
    """An application."""

    purpose: str = Field(max_length=LONG, description="What it is for.")
    necessity: str = Field(max_length=LONG, description="Why it is necessary, in words of this matter.")
    proportionality: str = Field(max_length=LONG, description="Why it is in proportion.")
    draft: bool = Field(default=False, description="Not submitted yet.")


class OralDecisionRequest(ScopeRequest):
    """An urgent decision that was spoken."""

    purpose: str = Field(max_length=LONG, description="What it is for.")
    urgent: str = Field(min_length=3, max_length=LONG, description="Why it could not wait for paper.")
    unreachable: str = Field(
        default="", max_length=LONG, description="Why the officer properly competent could not be reached."
    )
    by: Annotated[str, COLLEAGUE] = Field(description="Who decided, by login.")
    at: Annotated[AwareDatetime, Happened()] = Field(description="When it was said, with its zone.")


class ReceivedOrderRequest(ScopeRequest):
    """An order that others gave."""

    issuer: str = Field(min_length=2, max_length=300, description="The court or authority that gave it.")
    reference: str = Field(min_length=1, max_length=200, description="Its number there.")
    at: Annotated[AwareDatetime, Happened()] = Field(description="When it was given, with its zone.")
    begins: Annotated[AwareDatetime, MAY_LIE_AHEAD] = Field(description="From when it runs, with its zone.")
    ends: Annotated[AwareDatetime | None, MAY_LIE_AHEAD] = Field(
        default=None, description="Its end, with its zone; an order without one is not recorded."
    )
    liids: list[str] = Field(
        default=[],
        max_length=1_000,
        description="The identifiers of the interception (LIID) that it names; none = any.",
    )
    data_from: Annotated[AwareDatetime | None, MAY_LIE_AHEAD] = Field(
        default=None,
        description=(
            "From when the records are that it asks for, with its zone, where they are older than the order."
        ),
    )
    data_until: Annotated[AwareDatetime | None, MAY_LIE_AHEAD] = Field(
        default=None, description="Until when the records are that it asks for, with its zone."
    )


def apply(at: ActingDesktop, asked: ApplicationRequest, _progress: Progress | None) -> AuthorisationView:
    """Ask for an authorisation; the answer shows earlier applications whose reasons it repeats. Raises
    ``NotFound`` (``covert-no-technique``, ``covert-no-jurisdiction``, ``covert-none``,
    ``no-such-person``)."""
    now = clock.now()
    if asked.replaces:
        of_number(at, asked.replaces)
    body = scoped(at, asked).model_copy(
        update={
            **{name: getattr(asked, name) for name in ReasonDetails.model_fields},
            "submitted_at": None if asked.draft else now,
        }
    )
    own = reasons(body)
    copies = copied(own, (reasons(one.body) for one in at.records(AUTHORISATION).every()))
    kept = keep(at, body)
    return authorisation_view(
        kept, now, [remark("covert-copied", count=len(copies))] if copies else [], repeated_views(own, copies)
    )


def submit(at: ActingDesktop, asked: AuthorisationReference, _progress: Progress | None) -> AuthorisationView:
    """Hand in a draft. Raises ``Conflict`` (``covert-state``), ``NotFound``."""
    return _draft_becomes(at, asked.number, "submit", "submitted_at")


def withdraw(
    at: ActingDesktop, asked: AuthorisationReference, _progress: Progress | None
) -> AuthorisationView:
    """Take an application back: it stays in the register as withdrawn. Raises ``Conflict``
    (``covert-state``), ``NotFound``."""
    return _draft_becomes(at, asked.number, "withdraw", "withdrawn_at")


def oral(at: ActingDesktop, asked: OralDecisionRequest, _progress: Progress | None) -> AuthorisationView:
    """Write down an urgent oral decision with both times; it must be written up within 24 hours. Raises
    ``Refused`` (``covert-not-verified``, ``covert-judge-only``, ``covert-decider-involved``,
    ``covert-decider-role``)."""
    now = clock.now()
    decider = at.bench.door.people.get(asked.by)
    if "supervisor" not in decider.roles:
        raise Refused("covert-decider-role")
    body = scoped(at, asked)
    law = granting_law(at, body)
    may_decide(at, body, decider.id)
    decision = Decision(granted=True, by=decider.id, at=asked.at, entered_at=now, oral=True)
    body = body.model_copy(
        update={
            "purpose": asked.purpose,
            "urgent": asked.urgent,
            "unreachable": asked.unreachable,
            "submitted_at": asked.at,
            "basis": law.basis,
            "applied_at": asked.at,
            "verified": True,
            "decision": decision,
        }
    )
    return authorisation_view(keep(at, body), now)


def receive(at: ActingDesktop, asked: ReceivedOrderRequest, _progress: Progress | None) -> AuthorisationView:
    """Record an order that others gave, as received: here nothing is granted by it. Raises ``WrongUse``
    (``covert-open-ended``, ``covert-ends-first``)."""
    now = clock.now()
    if asked.ends is None:
        raise WrongUse("covert-open-ended")
    if asked.ends <= asked.begins:
        raise WrongUse("covert-ends-first")
    if asked.data_from is not None and asked.data_until is not None and asked.data_until <= asked.data_from:
        raise WrongUse("covert-ends-first")
    decision = Decision(
        granted=True,
        by=asked.issuer,
        at=asked.at,
        entered_at=now,
        reason=asked.reference,
        received=True,
        begins=max(asked.begins, asked.at),
        ends=asked.ends,
    )
    body = scoped(at, asked).model_copy(
        update={
            "applied_at": asked.at,
            "submitted_at": asked.at,
            "decision": decision,
            "liids": asked.liids,
            "data_from": asked.data_from,
            "data_until": asked.data_until,
        }
    )
    remarks = [remark("covert-entered-late")] if (now - asked.at).days > 0 else []
    return authorisation_view(keep(at, body), now, remarks)


def granting_law(at: Desktop, body: Authorisation) -> Verified:
    """The verified law under which something may be granted here. Raises ``Refused`` (``covert-judge-only``,
    ``covert-not-verified``)."""
    if basis_of(technique(body.technique), body.jurisdiction).judge:
        raise Refused("covert-judge-only", technique=Titled(body.technique))
    law = verified(at, body.technique, body.jurisdiction)
    if law is None:
        raise Refused(
            "covert-not-verified",
            technique=Titled(body.technique),
            jurisdiction=reason(f"covert-jurisdiction-{body.jurisdiction}"),
        )
    return law


def scoped(at: Desktop, asked: ScopeRequest) -> Authorisation:
    """A new line of the register with what it covers, under a new number. Raises ``NotFound``
    (``covert-no-technique``, ``covert-no-jurisdiction``, ``no-such-person``), ``WrongUse``
    (``covert-text-source``) where a text says who one of the sources is whose codes it names."""
    nobody_told(at, asked.subjects, *_texts(asked))
    law = verified(at, asked.technique, asked.jurisdiction)
    known = basis_of(technique(asked.technique), asked.jurisdiction)
    number = mint()
    people = at.bench.door.people
    return record_of(
        Authorisation,
        asked,
        number=number,
        basis=law.basis if law else list(known.basis),
        verified=law is not None,
        applied_at=clock.now(),
        applied_by=at.actor.id,
        officers=[people.get(one).id for one in asked.officers],
        involved=[involvement(at, number, people.get(one).id) for one in asked.handlers],
    )


def _texts(asked: ScopeRequest) -> tuple[str, str]:
    """The free texts of an application, and its other fields: codes and the logins of colleagues."""
    given: dict[bool, list[str]] = {True: [], False: []}
    for name, value in asked.model_dump(mode="json").items():
        texts = value if isinstance(value, list) else [value]
        given[name not in _CHOSEN] += [one for one in texts if isinstance(one, str)]
    return "\n".join(given[True]), "\n".join(given[False])


def _draft_becomes(at: ActingDesktop, number: str, act: str, field: str) -> AuthorisationView:
    now, found = clock.now(), of_number(at, number)
    state = found.body.state(now)
    if not open_to(at, "authorisation", act, state):
        raise Conflict("covert-state", number=found.body.number, state=Worded(state))
    return authorisation_view(keep(at, found.body.model_copy(update={field: now}), found), now)


def applied(at: ActingDesktop, **more: object) -> str:
    """The number of an application of the examples, by somebody else."""
    body = AUTHORISATION.example.model_copy(update={"number": mint(), **more})
    return keep(at, body).body.number


def _order(_at: Desktop) -> ReceivedOrderRequest:
    now = clock.now()
    return ReceivedOrderRequest(
        technique="retained-data",
        subjects=["+9647701234567"],
        issuer="محكمة تحقيق العينة",
        reference="12/2026",
        at=now,
        begins=now,
        ends=now.replace(year=now.year + 1, day=1),
    )


def _verified(at: ActingDesktop, name: str = "directed-surveillance") -> None:
    at.records(LAW).save(LAW.example.model_copy(update={"technique": name}))


def _example_oral(at: ActingDesktop) -> OralDecisionRequest:
    _verified(at)
    decider = next(
        one for one in at.bench.door.people.all() if "supervisor" in one.roles and one.id != at.actor.id
    )
    return OralDecisionRequest(
        technique="directed-surveillance",
        purpose="منع جريمة",
        urgent="تنتهي الفرصة الليلة",
        by=decider.login,
        at=clock.now(),
        subjects=["V-1"],
    )


OPERATIONS = (
    Operation(
        "apply",
        ApplicationRequest,
        AuthorisationView,
        "act",
        "write-case",
        apply,
        lambda _at: ApplicationRequest(
            technique="directed-surveillance",
            purpose="منع جريمة",
            necessity="لا دليل آخر على المسار",
            proportionality="أيام محدودة",
            subjects=["V-1"],
        ),
    ),
    Operation(
        "submit",
        AuthorisationReference,
        AuthorisationView,
        "act",
        "write-case",
        submit,
        lambda at: AuthorisationReference(number=applied(at, submitted_at=None)),
        needs=(by_authorisation(),),
    ),
    Operation(
        "withdraw",
        AuthorisationReference,
        AuthorisationView,
        "act",
        "write-case",
        withdraw,
        lambda at: AuthorisationReference(number=applied(at)),
        needs=(by_authorisation(),),
    ),
    Operation("oral", OralDecisionRequest, AuthorisationView, "act", "write-case", oral, _example_oral),
    Operation("receive", ReceivedOrderRequest, AuthorisationView, "act", "write-case", receive, _order),
)
