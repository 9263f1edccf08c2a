"""Which results, weights and purities of an examination count: those that were not withdrawn, and of the
purities of a substance the last."""

from collections.abc import Sequence
from decimal import Decimal

from tahqiq.desks.lab.examinations.record import Entered, Examination, Purity, Weighing, Withdrawable


def standing_results(body: Examination) -> list[tuple[int, Entered]]:
    """The results that were not withdrawn, each with its place (from 1) in the ledger."""
    return [(place, one) for place, one in enumerate(body.results, 1) if one.withdrawn is None]


def standing_weighings(body: Examination) -> list[Weighing]:
    """The weights that were not withdrawn, in the order of their entry."""
    return [one for one in body.weighings if one.withdrawn is None]


def net_weights(body: Examination) -> list[Decimal]:
    """The net weights in grams that count; a gross weight under seal is none."""
    return [Decimal(one.grams) for one in standing_weighings(body) if not one.under_seal]


def standing_purities(body: Examination) -> list[Purity]:
    """The one purity of each substance that counts, in the order of their entry."""
    found = {substance_of(one.substance): one for one in body.purities if one.withdrawn is None}
    return [one for one in body.purities if any(one is last for last in found.values())]


def standing_purity(body: Examination, substance: str) -> Purity | None:
    """The purity of a substance that counts; None where none does."""
    name = substance_of(substance)
    return next((one for one in standing_purities(body) if substance_of(one.substance) == name), None)


def substance_of(name: str) -> str:
    """The name of a substance as names are compared."""
    return name.strip().casefold()


def out_of_count(body: Examination) -> Sequence[Withdrawable]:
    """The results, weights and purities that no longer count, with their reasons."""
    measured: list[Withdrawable] = [*body.results, *body.weighings, *body.purities]
    return [one for one in measured if one.withdrawn is not None]
