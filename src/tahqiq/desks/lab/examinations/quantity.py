"""How much there is of an exhibit: as custody has it, else as it was weighed."""

from decimal import Decimal

from tahqiq.desks.lab.examinations.counted import net_weights
from tahqiq.desks.lab.examinations.record import Examination


def quantity(body: Examination) -> Decimal | None:
    """Grams that are left of the exhibit itself: what the acts with it come to, where one of them gave a
    weight, else its net weight; None where nobody weighed it."""
    held = body.held
    if held is not None and held.amount:
        return Decimal(held.amount)
    weights = net_weights(body)
    return sum(weights, Decimal(0)) if weights and not _parted(body) else None


def _parted(body: Examination) -> bool:
    """Whether parts were taken out of the exhibit: then its net weight is no longer what is left."""
    return body.custody is not None and any(one.parent == body.exhibit for one in body.custody.exhibits)
