"""The exercises of the passenger desk."""

from tahqiq.desks.passengers.exercises.hits import HITS
from tahqiq.desks.passengers.exercises.passports import PASSPORTS
from tahqiq.desks.passengers.exercises.telephone import TELEPHONE

EXERCISES = (HITS, TELEPHONE, PASSPORTS)
