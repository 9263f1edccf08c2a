"""Parcels at the airport. Some come from a new sender, are declared far below what such goods cost, and were
more pieces in the aeroplane than on the waybill; of honest ones only the sender is new."""

from random import Random

from tahqiq.desk import ActingDesktop
from tahqiq.desk.exercises.declaration import Exercise, Planted
from tahqiq.desks.cargo.exercises.arrivals import MISTAKES, arrived, finds, planted_in
from tahqiq.desks.cargo.synthetic.traffic import AIR

SAYS = "undervaluation"


def make(at: ActingDesktop, dice: Random, level: int) -> list[Planted]:
    """The arrivals."""
    return planted_in(arrived(at, dice, level, AIR), SAYS, lambda one: one.shipper)


PARCELS = Exercise(
    "parcels",
    "/desks/cargo/arrivals",
    make,
    finds,
    MISTAKES,
)
