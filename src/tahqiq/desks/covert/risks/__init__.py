"""Assessments of the risks of a tasking."""
