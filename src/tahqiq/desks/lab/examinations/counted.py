"""Which weights and purities of an examination count: those that were not withdrawn, and of the purities of
a substance the last."""

from collections.abc import Sequence

from tahqiq.desks.lab.examinations.record import Examination, Purity, Weighing


def standing_weighings(body: Examination) -> list[Weighing]:
    """The weights that were not withdrawn, in the order of their entry."""
    return [one for one in body.weighings if one.withdrawn is None]


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


def out_of_count(body: Examination) -> Sequence[Weighing | Purity]:
    """The weights and purities that no longer count, with their reasons."""
    measured: list[Weighing | Purity] = [*body.weighings, *body.purities]
    return [one for one in measured if one.withdrawn is not None]
