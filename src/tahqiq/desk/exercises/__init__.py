"""Exercises: an invented case with a planted truth, in a workspace of its own, for trainees."""
