"""Sequences of a case: sealed archives of runs, looked at run by run and component by component."""
