"""The weight that was announced for an exhibit beside what the laboratory weighed."""

from decimal import Decimal

from tahqiq.desks.lab.examinations.record import Examination


def weighed(body: Examination) -> Decimal | None:
    """What weighings that count come to in grams: gross as read, net where only that was read; None for no
    weighing."""
    found = [Decimal(one.gross or one.grams) for one in body.weighings if one.withdrawn is None]
    return sum(found, Decimal(0)) if found else None


def apart(body: Examination) -> Decimal | None:
    """By how many grams what was weighed is more (or, below nothing, less) than what was announced; None
    where either is not known."""
    found = weighed(body)
    return found - Decimal(body.intake.announced) if found is not None and body.intake.announced else None
