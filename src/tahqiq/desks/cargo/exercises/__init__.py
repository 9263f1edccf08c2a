"""The exercises of the cargo desk."""

from tahqiq.desks.cargo.exercises.boxes import BOXES
from tahqiq.desks.cargo.exercises.lorries import LORRIES
from tahqiq.desks.cargo.exercises.parcels import PARCELS

EXERCISES = (BOXES, LORRIES, PARCELS)
