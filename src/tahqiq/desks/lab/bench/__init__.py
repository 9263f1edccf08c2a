"""Sequences of a case at the bench: sealed archives of runs, looked at run by run and component by
component."""
