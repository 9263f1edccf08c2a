"""What a controller of sources does first in the sample workspace: decides on a payment."""

from tahqiq.desk import Desktop, GuidedTask, SampleAccount
from tahqiq.desks.covert.payments.record import PAYMENT
from tahqiq.desks.covert.relations import SOURCE_ID

ACCOUNT = SampleAccount(
    "covert", "Sample source controller", frozenset({"supervisor"}), in_case=True, compartments=(SOURCE_ID,)
)


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
