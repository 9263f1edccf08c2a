"""Authorisations: the register, applications, decisions, what is in force when."""
