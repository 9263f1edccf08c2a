"""The exercises of the custody desk."""

from tahqiq.desks.custody.exercises.apart import APART_IN_ONE_CELL
from tahqiq.desks.custody.exercises.bus import BUS
from tahqiq.desks.custody.exercises.overdue import OVERDUE

EXERCISES = (BUS, OVERDUE, APART_IN_ONE_CELL)
