"""Asking for an authorisation, recording an order that others gave, and an urgent decision that was
spoken."""

from pydantic import AwareDatetime, Field

from tahqiq.casework.vault.pseudonym import mint
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.told import Strict
from tahqiq.desks.covert.answers import AuthorisationView, said, told, told_copies
from tahqiq.desks.covert.authorisation import AUTHORISATION, Authorisation, Decision
from tahqiq.desks.covert.involved import involvement
from tahqiq.desks.covert.register import by_authorisation, keep, may_decide, of_number
from tahqiq.desks.covert.repeated_reasons import copied, reasons
from tahqiq.desks.covert.techniques import JURISDICTION, LAW, Verified, basis_of, technique, verified
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, Refused, WrongUse

LONG = 20_000


class Scoped(Strict):
    """What an authorisation covers."""

    technique: str = Field(
        description=(
            "The technique: source, undercover, directed-surveillance, interception, retained-data, "
            "controlled-delivery."
        )
    )
    jurisdiction: str = Field(default=JURISDICTION, description="Whose law it is: federal, kurdistan.")
    matter: str = Field(default="", max_length=200, description="The case it is for, by its number.")
    subjects: list[str] = Field(
        default=[], max_length=1_000, description="Whom it is about: numbers and codes, no names of sources."
    )
    places: list[str] = Field(
        default=[],
        max_length=1_000,
        description="Where (cells by their identifier for communications data); none = anywhere.",
    )
    methods: list[str] = Field(
        default=[],
        max_length=50,
        description="By which methods; for communications data kinds of events such as Call; none = any.",
    )
    permitted: list[str] = Field(default=[], max_length=200, description="What may be done.")
    prohibited: list[str] = Field(default=[], max_length=200, description="What must not be done.")
    officers: list[str] = Field(
        default=[], max_length=50, description="Who leads it, by login; they do not decide on it."
    )
    handlers: list[str] = Field(
        default=[],
        max_length=50,
        description="Who handles the source, by login; kept as digests, and they do not decide on it.",
    )


class ApplicationRequest(Scoped):
    """An application."""

    purpose: str = Field(max_length=LONG, description="What it is for.")
    necessity: str = Field(max_length=LONG, description="Why it is necessary, in words of this matter.")
    proportionality: str = Field(max_length=LONG, description="Why it is in proportion.")
    alternatives: str = Field(
        default="", max_length=LONG, description="What else was considered, and why it does not do."
    )
    collateral: str = Field(
        default="", max_length=LONG, description="Who else is touched, and what is done about it."
    )
    confidential: bool = Field(default=False, description="Confidential or privileged matter is likely.")
    replaces: str = Field(
        default="", description="The number of the authorisation before, where the task changed."
    )
    draft: bool = Field(default=False, description="Not submitted yet.")


class OralDecisionRequest(Scoped):
    """An urgent decision that was spoken."""

    purpose: str = Field(max_length=LONG, description="What it is for.")
    urgent: str = Field(min_length=3, max_length=LONG, description="Why it could not wait for paper.")
    unreachable: str = Field(
        default="", max_length=LONG, description="Why the officer properly competent could not be reached."
    )
    by: str = Field(description="Who decided, by login.")
    at: AwareDatetime = Field(description="When it was said, with its zone.")


class ReceivedOrderRequest(Scoped):
    """An order that others gave."""

    issuer: str = Field(min_length=2, max_length=300, description="The court or authority that gave it.")
    reference: str = Field(min_length=1, max_length=200, description="Its number there.")
    at: AwareDatetime = Field(description="When it was given, with its zone.")
    begins: AwareDatetime = Field(description="From when it runs, with its zone.")
    ends: AwareDatetime | None = Field(
        default=None, description="Its end, with its zone; an order without one is not recorded."
    )
    liids: list[str] = Field(
        default=[],
        max_length=1_000,
        description="The identifiers of the interception (LIID) that it names; none = any.",
    )
    data_from: AwareDatetime | None = Field(
        default=None,
        description=(
            "From when the records are that it asks for, with its zone, where they are older than the order."
        ),
    )
    data_until: AwareDatetime | None = Field(
        default=None, description="Until when the records are that it asks for, with its zone."
    )


class OneNumber(Strict):
    """An authorisation."""

    number: str = Field(description="The authorisation, by its number in the register.")


def apply(at: ActingDesktop, asked: ApplicationRequest, _progress: Progress | None) -> AuthorisationView:
    """Ask for an authorisation; the answer shows earlier applications whose reasons it repeats. Raises
    ``NotFound`` (``covert-no-technique``, ``covert-no-jurisdiction``, ``covert-none``,
    ``no-such-person``)."""
    now = clock.now()
    if asked.replaces:
        of_number(at, asked.replaces)
    body = scoped(at, asked).model_copy(
        update={
            "purpose": asked.purpose,
            "necessity": asked.necessity,
            "proportionality": asked.proportionality,
            "alternatives": asked.alternatives,
            "collateral": asked.collateral,
            "confidential": asked.confidential,
            "replaces": asked.replaces,
            "submitted_at": None if asked.draft else now,
        }
    )
    own = reasons(body)
    copies = copied(own, (reasons(one.body) for one in at.shelf(AUTHORISATION).every()))
    kept = keep(at, body)
    return told(
        kept, now, [said("covert-copied", count=len(copies))] if copies else [], told_copies(own, copies)
    )


def submit(at: ActingDesktop, asked: OneNumber, _progress: Progress | None) -> AuthorisationView:
    """Hand in a draft. Raises ``Conflict`` (``covert-state``), ``NotFound``."""
    return _draft_becomes(at, asked.number, "submitted_at")


def withdraw(at: ActingDesktop, asked: OneNumber, _progress: Progress | None) -> AuthorisationView:
    """Take an application back: it stays in the register as withdrawn. Raises ``Conflict``
    (``covert-state``), ``NotFound``."""
    return _draft_becomes(at, asked.number, "withdrawn_at")


def oral(at: ActingDesktop, asked: OralDecisionRequest, _progress: Progress | None) -> AuthorisationView:
    """Write down an urgent oral decision with both times; it must be written up within 24 hours. Raises
    ``Refused`` (``covert-not-verified``, ``covert-judge-only``, ``covert-decider-involved``,
    ``covert-decider-role``), ``WrongUse`` (``covert-in-the-future``)."""
    now = clock.now()
    if asked.at > now:
        raise WrongUse("covert-in-the-future")
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
    return told(keep(at, body), now)


def receive(at: ActingDesktop, asked: ReceivedOrderRequest, _progress: Progress | None) -> AuthorisationView:
    """Record an order that others gave, as received: here nothing is granted by it. Raises ``WrongUse``
    (``covert-open-ended``, ``covert-ends-first``, ``covert-in-the-future``)."""
    now = clock.now()
    if asked.ends is None:
        raise WrongUse("covert-open-ended")
    if asked.ends <= asked.begins:
        raise WrongUse("covert-ends-first")
    if asked.data_from is not None and asked.data_until is not None and asked.data_until <= asked.data_from:
        raise WrongUse("covert-ends-first")
    if asked.at > now:
        raise WrongUse("covert-in-the-future")
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
    remarks = [said("covert-entered-late")] if (now - asked.at).days > 0 else []
    return told(keep(at, body), now, remarks)


def granting_law(at: Desktop, body: Authorisation) -> Verified:
    """The verified law under which something may be granted here. Raises ``Refused`` (``covert-judge-only``,
    ``covert-not-verified``)."""
    if basis_of(technique(body.technique), body.jurisdiction).judge:
        raise Refused("covert-judge-only", technique=body.technique)
    law = verified(at, body.technique, body.jurisdiction)
    if law is None:
        raise Refused("covert-not-verified", technique=body.technique, jurisdiction=body.jurisdiction)
    return law


def scoped(at: Desktop, asked: Scoped) -> Authorisation:
    """A new line of the register with what it covers, under a new number. Raises ``NotFound``
    (``covert-no-technique``, ``covert-no-jurisdiction``, ``no-such-person``)."""
    law = verified(at, asked.technique, asked.jurisdiction)
    known = basis_of(technique(asked.technique), asked.jurisdiction)
    number = mint()
    people = at.bench.door.people
    return Authorisation(
        number=number,
        technique=asked.technique,
        jurisdiction=asked.jurisdiction,
        basis=law.basis if law else list(known.basis),
        verified=law is not None,
        applied_at=clock.now(),
        applied_by=at.actor.id,
        officers=[people.get(one).id for one in asked.officers],
        involved=[involvement(at, number, people.get(one).id) for one in asked.handlers],
        matter=asked.matter,
        subjects=asked.subjects,
        places=asked.places,
        methods=asked.methods,
        permitted=asked.permitted,
        prohibited=asked.prohibited,
    )


def _draft_becomes(at: ActingDesktop, number: str, field: str) -> AuthorisationView:
    now, found = clock.now(), of_number(at, number)
    state = found.body.state(now)
    if state not in (("draft",) if field == "submitted_at" else ("draft", "submitted")):
        raise Conflict("covert-state", number=found.body.number, state=state)
    return told(keep(at, found.body.model_copy(update={field: now}), found), now)


def verify(at: ActingDesktop, asked: Verified, _progress: Progress | None) -> Verified:
    """Keep what counsel verified of a technique's law. Raises ``NotFound`` (``covert-no-technique``,
    ``covert-no-jurisdiction``)."""
    basis_of(technique(asked.technique), asked.jurisdiction)
    return at.shelf(LAW).save(asked).body


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
    at.shelf(LAW).save(LAW.example.model_copy(update={"technique": name}))


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
    Operation("technique-verify", Verified, Verified, "act", "release", verify, lambda _at: LAW.example),
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
        OneNumber,
        AuthorisationView,
        "act",
        "write-case",
        submit,
        lambda at: OneNumber(number=applied(at, submitted_at=None)),
        needs=(by_authorisation(),),
    ),
    Operation(
        "withdraw",
        OneNumber,
        AuthorisationView,
        "act",
        "write-case",
        withdraw,
        lambda at: OneNumber(number=applied(at)),
        needs=(by_authorisation(),),
    ),
    Operation("oral", OralDecisionRequest, AuthorisationView, "act", "write-case", oral, _example_oral),
    Operation("receive", ReceivedOrderRequest, AuthorisationView, "act", "write-case", receive, _order),
)
