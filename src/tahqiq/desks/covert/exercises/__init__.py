"""The exercises of the covert desk. Trainees are supervisors admitted to the invented sources of the
exercise."""

from tahqiq.desks.covert.exercises.applications import APPLICATIONS
from tahqiq.desks.covert.exercises.ended import ENDED
from tahqiq.desks.covert.exercises.payments import PAYMENTS

EXERCISES = (PAYMENTS, APPLICATIONS, ENDED)
