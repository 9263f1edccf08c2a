"""Which statements about an incident are missing."""

from tahqiq.desks.custody.incidents.record import Incident


def count_statements(body: Incident) -> None:
    """How many statements are missing, and how many of those who deal with it are implicated."""
    body.statements_missing = len(set(body.staff) - set(body.statements))
    body.conflicted = len(set(body.handled_by) & set(body.implicated))
