"""Money for sources: who asked, approved and paid it out, and how much there may be."""

from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from tahqiq.desk import Desktop
from tahqiq.desk.details import Details, stated
from tahqiq.desk.moments import Happened
from tahqiq.desks.covert.relations import SOURCE_ID, admitted_to, controls, involvement
from tahqiq.desks.covert.sources.record import SourceState
from tahqiq.model.kind import ACTED_DIGEST, Key, Kind

PAID: frozenset[SourceState] = frozenset({"active", "aftercare"})
"""States in which a source may be paid."""
ONCE, YEARLY = 1_000_000, 6_000_000
"""The most that one payment, and all of a source in 365 days, may come to, in IQD: a usual practice, no law;
an installation sets its own."""


RECEIPT_WITHIN = timedelta(days=7)
"""How long after paying out the signed receipt may be missing before it is due: a usual practice, no law."""
PaymentState = Literal["asked", "approved", "paid", "offer", "declined", "withdrawn"]


class PaymentDetails(Details):
    """What people state of money for a source."""

    code: str = Field(description="The source, by its code.")
    amount: int = Field(ge=1, le=10**12, description="How much, in IQD.")
    reason: str = stated(
        "Why the money is asked for; no name stands in it: whoever decides reads it.", "", bounds=(3, 2_000)
    )
    offer: bool = Field(default=False, description="It was offered and not paid.")
    paper: str = Field(default="", max_length=100, description="Paid already: the number of the receipt.")
    paid_at: Annotated[AwareDatetime | None, Happened()] = Field(
        default=None, description="Paid already: when, with its zone."
    )


class Payment(PaymentDetails):
    """Money for a source: asked for by a handler, approved by somebody who is none, paid out by a third
    person. An ``offer`` was made and not paid. ``paper``: paid before it was entered, by the number of the
    receipt; it is kept as it was, whatever the state of the source. ``reason`` is why it was asked for ("" :
    asked for before reasons were kept), ``approved_for`` the sentence of who approved it, ``declined_for``
    why it was not. ``receipt`` is the source of the scan of the signed receipt, ``receipt_sha256`` its
    digest, ``receipt_reason`` why it took the place of another. Who acted is kept as digests."""

    asked_by: Annotated[str, ACTED_DIGEST]
    asked_at: AwareDatetime
    approved_by: Annotated[str, ACTED_DIGEST] = ""
    approved_at: AwareDatetime | None = None
    approved_for: str = Field(default="", max_length=2_000)
    paid_by: Annotated[str, ACTED_DIGEST] = ""
    witnessed_by: Annotated[str, ACTED_DIGEST] = ""
    receipt: str = ""
    receipt_sha256: str = ""
    receipt_at: AwareDatetime | None = None
    receipt_reason: str = Field(default="", max_length=500)
    declined_by: Annotated[str, ACTED_DIGEST] = ""
    declined_at: AwareDatetime | None = None
    declined_for: str = Field(default="", max_length=2_000)
    withdrawn_at: AwareDatetime | None = None

    @property
    def state(self) -> PaymentState:
        """The state it is in."""
        if self.offer:
            return "offer"
        if self.withdrawn_at:
            return "withdrawn"
        if self.declined_at:
            return "declined"
        return "paid" if self.paid_at else "approved" if self.approved_by else "asked"

    @property
    def wants_receipt(self) -> bool:
        """Whether it was paid out and no signed receipt is there; one made on paper has its number."""
        return self.state == "paid" and not self.paper and not self.receipt


PAYMENT = Kind(
    "covert-payment",
    Payment,
    lambda body: f"{body.code} · {body.amount}",
    "covert",
    Payment(
        code="ACDE-FGHL",
        amount=100_000,
        asked_by="0" * 64,
        asked_at=datetime.fromisoformat("2026-03-01T08:00:00+00:00"),
    ),
    home="desk",
    hides_actor=True,
    relations={"controller": controls, "admitted": admitted_to(SOURCE_ID)},
    compartment=SOURCE_ID,
    keys=(
        Key("code", "text", lambda body: body.code),
        Key("amount", "integer", lambda body: body.amount),
        Key("asked", "time", lambda body: body.asked_at),
        Key("paid", "time", lambda body: body.paid_at),
        Key("offer", "flag", lambda body: body.offer),
        Key("state", "text", lambda body: body.state),
        Key("wants_receipt", "flag", lambda body: body.wants_receipt),
    ),
)


def called(at: Desktop, body: Payment, digest: str) -> str:
    """The name of who acted on a payment, found by the digest among those admitted; "" where nobody fits."""
    if not digest:
        return ""
    admitted = at.bench.door.cases.admitted(SOURCE_ID)
    return next(
        (
            one.name or one.login
            for one in at.bench.door.people.all()
            if one.id in admitted and involvement(at, body.code, one.id) == digest
        ),
        "",
    )


def paid_within(at: Desktop, code: str, until: datetime) -> int:
    """What a source was paid out in the 365 days up to a moment."""
    since = until - timedelta(days=365)
    return sum(
        one.body.amount
        for one in at.records(PAYMENT).every({"code": code, "state": "paid"})
        if one.body.paid_at is not None and since < one.body.paid_at <= until
    )


def approved_for(at: Desktop, code: str) -> int:
    """What was approved for a source and not paid out yet."""
    return sum(one.body.amount for one in at.records(PAYMENT).every({"code": code, "state": "approved"}))
