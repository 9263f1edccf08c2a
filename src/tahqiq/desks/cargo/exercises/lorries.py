"""Lorries between two scales. Some opened their seal on the way and are lighter at the second scale; of
honest ones only the seal was opened, only the scale errs, or another trailer is behind the tractor."""

from random import Random

from tahqiq.desk import ActingDesktop
from tahqiq.desk.exercises.declaration import Exercise, Planted
from tahqiq.desks.cargo.exercises.arrivals import MISTAKES, arrived, finds, planted_in
from tahqiq.desks.cargo.synthetic.traffic import ROAD

SAYS = "weight"


def make(at: ActingDesktop, dice: Random, level: int) -> list[Planted]:
    """The arrivals."""
    return planted_in(arrived(at, dice, level, ROAD), SAYS, lambda one: one.tractor)


LORRIES = Exercise(
    "lorries",
    "/desks/cargo/arrivals",
    make,
    finds,
    MISTAKES,
)
