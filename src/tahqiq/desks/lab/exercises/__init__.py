"""The exercises of the laboratory."""

from tahqiq.desks.lab.exercises.blanks import BLANKS
from tahqiq.desks.lab.exercises.seals import SEALS
from tahqiq.desks.lab.exercises.units import UNITS

EXERCISES = (SEALS, BLANKS, UNITS)
