"""What a controller of sources does first in the sample workspace, and what a cashier: decides on a payment,
pays one out."""

from tahqiq.desk import Desktop, GuidedTask, SampleAccount
from tahqiq.desks.covert.payments.record import PAYMENT
from tahqiq.desks.covert.relations import SOURCE_ID

ACCOUNT = SampleAccount(
    "covert", "Sample source controller", frozenset({"supervisor"}), in_case=True, compartments=(SOURCE_ID,)
)
CASHIER = SampleAccount(
    "cashier", "Sample cashier", frozenset({"analyst"}), in_case=True, compartments=(SOURCE_ID,)
)
"""Who handles no source: pays out what one person asked for and another approved, and sanitises reports."""


def done(at: Desktop) -> bool:
    """Whether somebody approved a payment or declined one since the sample was made: a decision is a further
    version."""
    return any(
        one.version > 1 and (one.body.approved_by or one.body.declined_by)
        for one in at.records(PAYMENT).find().records
    )


TASK = GuidedTask(
    account=ACCOUNT.login,
    to="/desks/covert/decisions",
    words={
        "en": "Approve the payment that waits for you, or decline it and say why.",
        "ar": "وافق على الدفعة التي تنتظر قرارك، أو ارفضها مع بيان السبب.",
        "ckb": "ئەو پارەدانەی چاوەڕێی تۆیە پەسەند بکە، یان ڕەتی بکەرەوە و هۆکارەکەی بڵێ.",
        "kmr-Arab": "پارەدانا چاڤەرێیا تە پەسەند بکە، یان رەت بکە و ئەگەرێ بێژە.",
    },
    done=done,
)


def paid(at: Desktop) -> bool:
    """Whether somebody paid out an approved payment since the sample was made."""
    return any(one.version > 1 and one.body.paid_by for one in at.records(PAYMENT).find().records)


CASH_TASK = GuidedTask(
    account=CASHIER.login,
    to="/desks/covert/decisions",
    words={
        "en": "Pay out the approved payment that waits for you, then print its receipt.",
        "ar": "اصرف الدفعة الموافق عليها التي تنتظرك، ثم اطبع وصلها.",
        "ckb": "ئەو پارەدانە پەسەندکراوەی چاوەڕێی تۆیە بیدە، پاشان پسوولەکەی چاپ بکە.",
        "kmr-Arab": "پارەدانا پەسەندکری یا چاڤەرێیا تە بدە، پاشی وەصلا وێ چاپ بکە.",
    },
    done=paid,
)
