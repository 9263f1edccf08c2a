"""Parcels at the airport. Some come from a new sender, are declared far below what such goods cost, and were
more pieces in the aeroplane than on the waybill; of honest ones only the sender is new."""

from random import Random

from tahqiq.desk import ActingDesktop
from tahqiq.desk.exercises.declaration import Exercise, Planted
from tahqiq.desks.cargo.exercises.arrivals import MISTAKES, arrived, finds
from tahqiq.desks.cargo.synthetic.traffic import AIR

SAYS = "undervaluation"


def make(at: ActingDesktop, dice: Random, level: int) -> list[Planted]:
    """The arrivals."""
    return [
        Planted(one.number, SAYS if one.hidden else "", f"{one.number}, {one.shipper}", decoy=not one.hidden)
        for one in arrived(at, dice, level, AIR)
        if one.hidden or one.alike
    ]


PARCELS = Exercise(
    "parcels",
    "/desks/cargo/arrivals",
    make,
    finds,
    MISTAKES,
)
