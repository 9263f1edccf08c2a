"""The exercises of the analyst: matching, charts, times and places of telephones. They lie in a case."""

from tahqiq.desks.reasoning.exercises.go_between import GO_BETWEEN
from tahqiq.desks.reasoning.exercises.meeting import MEETING
from tahqiq.desks.reasoning.exercises.same_person import SAME_PERSON

EXERCISES = (SAME_PERSON, GO_BETWEEN, MEETING)
