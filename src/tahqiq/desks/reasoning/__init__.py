"""Reasoning about a case: what speaks for and against each explanation, and which acts an offence takes.
Nothing is decided by the program."""
