"""The receipt of a payment: the paper that the source signs, and the scan of it once it is signed. It has the
code, never who the source is."""

from io import BytesIO
from typing import Literal

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Desktop, Needs, NoQuestion, Operation
from tahqiq.desk.answers import MadeFile, Strict
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.payments.operations import PaymentReference, payment_example
from tahqiq.desks.covert.payments.receipt_paper import Receipt, pdf
from tahqiq.desks.covert.payments.record import PAYMENT, RECEIPT_WITHIN, Payment, called
from tahqiq.desks.covert.relations import SOURCE_ID, admitted_to, involvement
from tahqiq.desks.covert.sources.record import handles, of_code
from tahqiq.formats.scans import is_scan
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, Refused, WrongUse

FEW = 100
"""The most payments that are listed, the last paid first."""


class ReceiptRequest(PaymentReference):
    """A receipt to print."""

    language: Literal["ar", "en"] = Field(default="ar", description="The language of the paper: ar, en.")


class ReceiptAttachment(PaymentReference):
    """The scan of a signed receipt."""

    scan: str = Field(
        min_length=1,
        max_length=32,
        description="The sealed scan, by its id; it lies at the desk, in the compartment of sources.",
    )
    reason: str = Field(
        default="", max_length=500, description="Where a receipt is there already: why this one replaces it."
    )


class ReceiptFileView(Strict):
    """A receipt as a file, and for which payment; what it says stands on the paper alone."""

    payment: str
    file: MadeFile


class ReceiptView(Strict):
    """A payment that was paid out: ``paid_at`` (UTC), the ``receipt`` that was attached (the id of its scan;
    "" : none), when, and why it replaced another ("" : it did not); ``due`` is when the signed receipt is due
    (UTC, null where it is there or the payment was made on paper)."""

    payment: str
    code: str
    amount: int
    paid_at: str
    paper: str
    receipt: str
    receipt_at: str | None
    receipt_reason: str
    due: str | None


class ReceiptsView(Strict):
    """The payments that were paid out to sources of the person, or in which they took part."""

    receipts: list[ReceiptView]


def listed(at: Desktop, _asked: NoQuestion, _progress: Progress | None) -> ReceiptsView:
    """The payments that were paid out, with the receipt of each; without one first."""
    found = [view(one) for one in at.records(PAYMENT).every({"state": "paid"}, "paid") if concerns(at, one)]
    found.sort(key=lambda one: (one.due is None, one.due or "", one.paid_at))
    return ReceiptsView(receipts=found[:FEW])


def concerns(at: Desktop, kept: RecordVersion[Payment]) -> bool:
    """Whether a payment is one of the person: of a source that they handle, or one they asked for, approved,
    paid out or saw."""
    if not admitted_to(SOURCE_ID)(at, None):
        return False
    body = kept.body
    own = involvement(at, body.code, at.actor.id)
    acted = (body.asked_by, body.approved_by, body.paid_by, body.witnessed_by)
    return own in acted or handles(at, of_code(at, body.code).body, at.actor.id)


def view(kept: RecordVersion[Payment]) -> ReceiptView:
    """A payment with its receipt."""
    body = kept.body
    due = body.paid_at + RECEIPT_WITHIN if body.wants_receipt and body.paid_at is not None else None
    return ReceiptView(
        payment=kept.id,
        code=body.code,
        amount=body.amount,
        paid_at="" if body.paid_at is None else stamp(body.paid_at),
        paper=body.paper,
        receipt=body.receipt,
        receipt_at=None if body.receipt_at is None else stamp(body.receipt_at),
        receipt_reason=body.receipt_reason,
        due=None if due is None else stamp(due),
    )


def make(at: ActingDesktop, asked: ReceiptRequest, _progress: Progress | None) -> ReceiptFileView:
    """Print the receipt of a payment that was paid out. It leaves the program: the log has that it did.
    Raises ``Conflict`` (``covert-receipt-unpaid``), ``Refused`` (``print-kept-inside``)."""
    kept = at.records(PAYMENT).get(asked.payment)
    try:
        at.records(PAYMENT, at.leaving()).get(kept.id)
    except NotFound:
        raise Refused("print-kept-inside") from None
    body = kept.body
    if body.state != "paid" or body.paid_at is None:
        raise Conflict("covert-receipt-unpaid")
    paper = Receipt(
        number=kept.id,
        code=body.code,
        amount=body.amount,
        paid_at=body.paid_at,
        payer=called(at, body, body.paid_by),
        witness=called(at, body, body.witnessed_by),
    )
    file = MadeFile.of(
        f"receipt-{kept.id}-{asked.language}.pdf", "application/pdf", pdf(paper, asked.language)
    )
    return ReceiptFileView(payment=kept.id, file=file)


def attach(at: ActingDesktop, asked: ReceiptAttachment, _progress: Progress | None) -> ReceiptView:
    """Attach the scan of the signed receipt; with a reason in place of one that is there, which stays in the
    versions of the payment. Raises ``Conflict`` (``covert-receipt-unpaid``,
    ``covert-receipt-there``), ``WrongUse`` (``covert-receipt-open``: the scan does not lie closed at the
    desk; ``covert-receipt-not-scan``: it is neither a picture nor a PDF that can be read), ``NotFound``."""
    kept = at.records(PAYMENT).get(asked.payment)
    if kept.body.state != "paid":
        raise Conflict("covert-receipt-unpaid")
    if kept.body.paper or (kept.body.receipt and len(asked.reason.strip()) < 3):
        raise Conflict("covert-receipt-there")
    source, path = at.bench.original(asked.scan)
    classes = {one.no: one for one in at.bench.workspace.sources.data_classes()}
    lies = classes[source.data_class]
    if (lies.case, lies.compartment) != (at.desk.file, SOURCE_ID):
        raise WrongUse("covert-receipt-open")
    if not is_scan(path):
        raise WrongUse("covert-receipt-not-scan", name=source.name[:80]).of_field("scan")
    body = kept.body.model_copy(
        update={
            "receipt": source.id,
            "receipt_sha256": source.sha256,
            "receipt_at": clock.now(),
            "receipt_reason": asked.reason.strip() if kept.body.receipt else "",
        }
    )
    return view(at.records(PAYMENT).save(body, "", kept.id, kept.version))


def _paid(at: ActingDesktop) -> str:
    now = clock.now()
    return payment_example(at, approved_by="1" * 64, approved_at=now, paid_by="2" * 64, paid_at=now).payment


def _attaching(at: ActingDesktop) -> ReceiptAttachment:
    payment = _paid(at)
    said = at.bench.deposit(at.desk.file, compartment=SOURCE_ID)
    paper = Receipt(payment, "S-1", 100_000, clock.now(), "", "")
    sealed = at.bench.seal(BytesIO(pdf(paper, "ar")), "receipt.pdf")
    return ReceiptAttachment(
        payment=payment, scan=at.bench.deposit_later([(sealed, "receipt.pdf")], said)[0].id
    )


def _listing(at: ActingDesktop) -> NoQuestion:
    _paid(at)
    return NoQuestion()


_ADMITTED = Needs(PAYMENT, "payment", ("admitted",), "covert-not-controller")
OPERATIONS = (
    Operation(
        "source-receipts", NoQuestion, ReceiptsView, "look", "read-case", listed, _listing, group="source"
    ),
    Operation(
        "source-receipt",
        ReceiptRequest,
        ReceiptFileView,
        "act",
        "export",
        make,
        lambda at: ReceiptRequest(payment=_paid(at)),
        group="source",
        needs=(_ADMITTED,),
    ),
    Operation(
        "source-receipt-attach",
        ReceiptAttachment,
        ReceiptView,
        "act",
        "write-case",
        attach,
        _attaching,
        group="source",
        needs=(_ADMITTED,),
    ),
)
