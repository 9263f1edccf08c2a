"""The weight that was announced for an exhibit beside what the laboratory weighed."""

from decimal import Decimal

from tahqiq.desks.lab.examinations.counted import net_weights, standing_weighings
from tahqiq.desks.lab.examinations.record import Examination
from tahqiq.kit.errors import WrongUse


def weighed(body: Examination) -> Decimal | None:
    """What weighings that count come to in grams: the last gross weight under seal, else gross as read, net
    where only that was read; None for no weighing."""
    sealed = [one for one in standing_weighings(body) if one.under_seal]
    found = [Decimal(one.gross or one.grams) for one in sealed[-1:] or standing_weighings(body)]
    return sum(found, Decimal(0)) if found else None


def apart(body: Examination) -> Decimal | None:
    """By how many grams what was weighed is more (or, below nothing, less) than what was announced; None
    where either is not known."""
    found = weighed(body)
    return found - Decimal(body.intake.announced) if found is not None and body.intake.announced else None


def require_below_gross(body: Examination, net: Decimal, explanation: str) -> None:
    """Raise ``WrongUse`` (``lab-weight-more``) where ``net`` with the net weights before it is more than the
    exhibit weighed with its package and nobody says why."""
    gross = [one.gross for one in standing_weighings(body) if one.under_seal][-1:] or [body.intake.announced]
    found = sum(net_weights(body), net)
    if gross[0] and found > Decimal(gross[0]) and not explanation.strip():
        raise WrongUse("lab-weight-more", net=f"{found:f}", gross=gross[0]).of_field("explanation")
