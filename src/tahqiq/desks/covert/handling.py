"""Registering sources, moving them from state to state, meeting them, paying them: what is refused, what
starts a clock, what is kept with both times."""

from datetime import datetime

from pydantic import AwareDatetime, Field

from tahqiq.casework.shelves import Kept
from tahqiq.casework.vault.vault import Vault
from tahqiq.desk import ActingDesktop, Desktop, Needs, Operation
from tahqiq.desk.told import Strict
from tahqiq.desks.covert.answers import Remark, said
from tahqiq.desks.covert.clock_tool import stamp
from tahqiq.desks.covert.decision import granted
from tahqiq.desks.covert.involved import involvement
from tahqiq.desks.covert.register import in_force, vault_example
from tahqiq.desks.covert.sources import (
    EARLY,
    EARLY_MOST,
    IDENTITY,
    ONCE,
    PAID,
    PAYMENT,
    SOURCE,
    YEARLY,
    Payment,
    SourceRef,
    SourceState,
    Stage,
    by_source,
    contacts,
    handles,
    moved,
    of_code,
    paid_within,
)
from tahqiq.desks.covert.uses import used
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, Refused, WrongUse


class SourceRequest(Strict):
    """Somebody who is to be a source."""

    name: str = Field(
        min_length=2, max_length=300, description="The name; it goes into the vault and nowhere else."
    )
    born: str = Field(default="", max_length=40, description="Day or year of birth.")
    phone: str = Field(default="", max_length=60, description="Telephone.")
    document: str = Field(default="", max_length=100, description="Number of an identity document.")
    child: bool = Field(default=False, description="Under eighteen: is not registered.")
    handlers: list[str] = Field(
        min_length=1, max_length=10, description="Who handles the source, by login; kept as digests."
    )
    approached_at: AwareDatetime | None = Field(
        default=None, description="When the source was first met; without it, now."
    )


class SourceStateRequest(Strict):
    """A state that a source comes into."""

    code: str = Field(description="The source, by its code.")
    state: SourceState = Field(description="The state that it comes into.")
    reason: str = Field(min_length=3, max_length=2_000, description="Why; no name stands in it.")
    number: str = Field(
        default="", description="The authorisation under which it is used, for authorised and active."
    )
    at: AwareDatetime | None = Field(default=None, description="Since when; without it, now.")


class ContactRequest(Strict):
    """A contact with a source."""

    code: str = Field(description="The source, by its code.")
    at: AwareDatetime = Field(description="When, with its zone.")


class PaymentRequest(Strict):
    """Money for a source."""

    code: str = Field(description="The source, by its code.")
    amount: int = Field(ge=1, le=10**12, description="How much, in IQD.")
    offer: bool = Field(default=False, description="It was offered and not paid.")
    paper: str = Field(default="", max_length=100, description="Paid already: the number of the receipt.")
    paid_at: AwareDatetime | None = Field(default=None, description="Paid already: when, with its zone.")


class OnePayment(Strict):
    """A payment."""

    payment: str = Field(description="The payment, by its id.")


class SourceView(Strict):
    """A source: its code, where it stands, how many contacts there were in the last thirty days.
    ``duplicate``: somebody like that is in the vault already (yes or no, never who)."""

    code: str
    state: str
    since: str
    contacts: int
    duplicate: bool
    remarks: list[Remark]


class PaymentView(Strict):
    """A payment and where it stands: asked, approved, paid, offer."""

    payment: str
    code: str
    amount: int
    stands: str
    remarks: list[Remark]


def register(at: ActingDesktop, asked: SourceRequest, _progress: Progress | None) -> SourceView:
    """Put an identity into the vault and open a source under a random code. Raises ``Refused``
    (``covert-child``), ``NotFound`` (``no-such-compartment``) for who is not admitted to SOURCE-ID."""
    if asked.child:
        raise Refused("covert-child")
    now = clock.now()
    approached = asked.approached_at or now
    if approached > now:
        raise WrongUse("covert-in-the-future")
    values = {name: text for name in IDENTITY.fields if (text := str(getattr(asked, name)).strip())}
    vault = Vault(at.bench.door, at.actor, IDENTITY)
    people = [at.bench.door.people.get(one).id for one in asked.handlers]
    duplicate = vault.known(values)
    code = vault.register(values)
    body = SourceRef(
        code=code,
        stages=[Stage(state="approached", at=approached, entered_at=now)],
        involved=[involvement(at, code, one) for one in people],
    )
    kept = at.shelf(SOURCE).save(body)
    used(at, "contact", approached, state="approached", of=code)
    return _told(at, kept, duplicate=duplicate)


def move(at: ActingDesktop, asked: SourceStateRequest, _progress: Progress | None) -> SourceView:
    """Bring a source into another state. Raises ``Conflict`` (``covert-source-state``,
    ``covert-not-in-force``, ``covert-other-technique``), ``Refused`` (``covert-decider-involved``) where a
    handler authorises, ``WrongUse`` (``covert-in-the-future``)."""
    now, found = clock.now(), of_code(at, asked.code)
    moment = asked.at or now
    if moment > now:
        raise WrongUse("covert-in-the-future")
    body = moved(found.body, asked.state, moment, now, asked.reason)
    if asked.state in ("authorised", "active"):
        if asked.state == "authorised" and handles(at, found.body, at.actor.id):
            raise Refused("covert-decider-involved")
        body = body.model_copy(
            update={"authorisation": _under(at, body.code, asked.number or body.authorisation, now)}
        )
    return _told(at, at.shelf(SOURCE).save(body, "", found.id, found.version))


def contact(at: ActingDesktop, asked: ContactRequest, _progress: Progress | None) -> SourceView:
    """Write down a contact. The second with a source whom nobody authorised starts a clock, the fourth in
    thirty days is refused. What is typed in late is kept with both times. Raises ``Refused``
    (``covert-too-many-contacts``, ``covert-source-barred``), ``WrongUse`` (``covert-in-the-future``)."""
    now, found = clock.now(), of_code(at, asked.code)
    if asked.at > now:
        raise WrongUse("covert-in-the-future")
    body = found.body
    state = body.state_at(asked.at) or "approached"
    if state in ("refused", "blacklisted") and _recent(asked.at, now):
        raise Refused("covert-source-barred", state=state)
    before = contacts(at, body.code, asked.at)
    early = state in EARLY
    if early and before >= EARLY_MOST:
        at.bench.door.audit.refused(
            at.actor, "covert.source-contact", body.code, "covert-too-many-contacts", at.home
        )
        raise Refused("covert-too-many-contacts", count=EARLY_MOST)
    used(at, "contact", asked.at, body.authorisation if not early else "", state, body.code)
    remarks = [said("covert-second-contact")] if early and before >= 1 else []
    return _told(
        at, found, remarks=[*remarks, *([] if _recent(asked.at, now) else [said("covert-entered-late")])]
    )


def pay(at: ActingDesktop, asked: PaymentRequest, _progress: Progress | None) -> PaymentView:
    """Ask for money, write down an offer, or a payment made on paper before. Raises ``Refused``
    (``covert-source-not-paid``: its state, ``covert-payment-limit``), ``Conflict`` (``covert-not-in-force``,
    ``covert-source-unauthorised``), ``WrongUse`` (``covert-paper-needs-both``, ``covert-in-the-future``)."""
    now, found = clock.now(), of_code(at, asked.code)
    if bool(asked.paper) != (asked.paid_at is not None):
        raise WrongUse("covert-paper-needs-both")
    if asked.paid_at is not None and asked.paid_at > now:
        raise WrongUse("covert-in-the-future")
    body = Payment(
        code=found.body.code,
        amount=asked.amount,
        asked_by=involvement(at, found.body.code, at.actor.id),
        asked_at=now,
        offer=asked.offer,
        paper=asked.paper,
        paid_at=asked.paid_at,
    )
    remarks: list[Remark] = []
    if asked.paid_at is not None:
        state = found.body.state_at(asked.paid_at)
        used(at, "payment", asked.paid_at, found.body.authorisation, state, found.body.code)
        remarks = [said("covert-paid-on-paper", state=state or "–")]
    elif asked.offer:
        used(at, "offer", now, found.body.authorisation, found.body.state, found.body.code)
    else:
        _may_be_paid(at, found.body, asked.amount, now)
    return _payment(at.shelf(PAYMENT).save(body), remarks)


def approve(at: ActingDesktop, asked: OnePayment, _progress: Progress | None) -> PaymentView:
    """The first signature. Raises ``Refused`` (``covert-decider-involved``: a handler, or who asked;
    ``covert-source-not-paid``, ``covert-payment-limit``), ``Conflict`` (``covert-payment-state``,
    ``covert-not-in-force``)."""
    now, kept = clock.now(), at.shelf(PAYMENT).get(asked.payment)
    body, found = kept.body, of_code(at, kept.body.code)
    own = involvement(at, body.code, at.actor.id)
    if body.approved_by or body.offer or body.paid_at is not None:
        raise Conflict("covert-payment-state")
    if own == body.asked_by or handles(at, found.body, at.actor.id):
        raise Refused("covert-decider-involved")
    _may_be_paid(at, found.body, body.amount, now)
    return _payment(
        at.shelf(PAYMENT).save(
            body.model_copy(update={"approved_by": own, "approved_at": now}), "", kept.id, kept.version
        )
    )


def cash(at: ActingDesktop, asked: OnePayment, _progress: Progress | None) -> PaymentView:
    """The second signature: paid out. Raises ``Refused`` (``covert-decider-involved``: who asked or approved;
    ``covert-source-not-paid``), ``Conflict`` (``covert-payment-state``, ``covert-not-in-force``)."""
    now, kept = clock.now(), at.shelf(PAYMENT).get(asked.payment)
    body, found = kept.body, of_code(at, kept.body.code)
    own = involvement(at, body.code, at.actor.id)
    if not body.approved_by or body.paid_at is not None:
        raise Conflict("covert-payment-state")
    if own in (body.asked_by, body.approved_by):
        raise Refused("covert-decider-involved")
    _payable(at, found.body, now)
    used(at, "payment", now, found.body.authorisation, found.body.state, body.code)
    return _payment(
        at.shelf(PAYMENT).save(
            body.model_copy(update={"paid_by": own, "paid_at": now}), "", kept.id, kept.version
        )
    )


def _may_be_paid(at: Desktop, body: SourceRef, amount: int, now: datetime) -> None:
    _payable(at, body, now)
    if amount > ONCE or paid_within(at, body.code, now) + amount > YEARLY:
        raise Refused("covert-payment-limit", once=ONCE, year=YEARLY)


def _payable(at: Desktop, body: SourceRef, now: datetime) -> None:
    """Nobody is paid in a state that bars it, nor for work under an authorisation that has ended; aftercare
    needs none."""
    if body.state not in PAID:
        raise Refused("covert-source-not-paid", state=body.state)
    if body.state == "active":
        _under(at, body.code, body.authorisation, now)


def _under(at: Desktop, code: str, number: str, now: datetime) -> str:
    """The number of the authorisation for a human source under which somebody works now. Raises ``Conflict``
    (``covert-source-unauthorised`` where none is named, ``covert-not-in-force``,
    ``covert-other-technique``)."""
    if not number:
        raise Conflict("covert-source-unauthorised", source=code)
    return in_force(at, number, "source", now).body.number


def _recent(moment: datetime, now: datetime) -> bool:
    return (now - moment).total_seconds() <= 86_400


def _told(
    at: Desktop, kept: Kept[SourceRef], *, duplicate: bool = False, remarks: list[Remark] | None = None
) -> SourceView:
    body = kept.body
    more = [said("covert-duplicate")] if duplicate else []
    return SourceView(
        code=body.code,
        state=body.state,
        since=stamp(body.stages[-1].at),
        contacts=contacts(at, body.code, clock.now()),
        duplicate=duplicate,
        remarks=[*more, *(remarks or [])],
    )


def _payment(kept: Kept[Payment], remarks: list[Remark] | None = None) -> PaymentView:
    body = kept.body
    stands = (
        "offer" if body.offer else "paid" if body.paid_at else "approved" if body.approved_by else "asked"
    )
    return PaymentView(
        payment=kept.id, code=body.code, amount=body.amount, stands=stands, remarks=remarks or []
    )


def _opened(at: ActingDesktop) -> SourceRequest:
    vault_example(at)
    return SourceRequest(name="سلام العينة", phone="+9647700000001", handlers=[at.bench.person.login])


def _source(at: ActingDesktop, state: SourceState = "approached", *, own: bool = True) -> str:
    """The code of a source of the examples in a state."""
    vault_example(at)
    now, code = clock.now(), granted(at, "source")
    stages = [Stage(state="approached", at=now, entered_at=now)] + (
        [Stage(state=state, at=now, entered_at=now)] if state != "approached" else []
    )
    under = granted(at, "source") if state == "active" else ""
    involved = [involvement(at, code, at.actor.id)] if own else []
    return (
        at.shelf(SOURCE)
        .save(SourceRef(code=code, stages=stages, authorisation=under, involved=involved))
        .body.code
    )


def _asked(at: ActingDesktop, **more: object) -> OnePayment:
    body = Payment(
        code=_source(at, "active", own=False), amount=100_000, asked_by="0" * 64, asked_at=clock.now()
    )
    return OnePayment(payment=at.shelf(PAYMENT).save(body.model_copy(update=more)).id)


OPERATIONS = (
    Operation(
        "source-register", SourceRequest, SourceView, "act", "write-case", register, _opened, group="source"
    ),
    Operation(
        "source-state",
        SourceStateRequest,
        SourceView,
        "act",
        "write-case",
        move,
        lambda at: SourceStateRequest(code=_source(at), state="assessed", reason="التقييم تم"),
        group="source",
        needs=(by_source("handler", "controller"),),
    ),
    Operation(
        "source-contact",
        ContactRequest,
        SourceView,
        "act",
        "write-case",
        contact,
        lambda at: ContactRequest(code=_source(at), at=clock.now()),
        group="source",
        needs=(by_source("handler"),),
    ),
    Operation(
        "source-pay",
        PaymentRequest,
        PaymentView,
        "act",
        "write-case",
        pay,
        lambda at: PaymentRequest(code=_source(at, "active"), amount=100_000),
        group="source",
        needs=(by_source("handler"),),
    ),
    Operation(
        "source-approve",
        OnePayment,
        PaymentView,
        "act",
        "release",
        approve,
        _asked,
        group="source",
        needs=(Needs(PAYMENT, "payment", ("controller",), "covert-not-controller"),),
    ),
    Operation(
        "source-cash",
        OnePayment,
        PaymentView,
        "act",
        "write-case",
        cash,
        lambda at: _asked(at, approved_by="1" * 64, approved_at=clock.now()),
        group="source",
        needs=(Needs(PAYMENT, "payment", ("admitted",), "covert-not-controller"),),
    ),
)
