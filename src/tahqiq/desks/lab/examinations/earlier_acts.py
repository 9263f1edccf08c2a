"""Custody of exhibits that an older program kept as a list in their examination."""

from tahqiq.access.door import Door
from tahqiq.desk.acts import acts_listed
from tahqiq.desk.log_migration import ListedLog, carry_lines
from tahqiq.desks.lab.examinations.record import ACT_LINE, EXAMINATION

NAME = "lab-lines"


def carry_over(door: Door) -> int:
    """Carry over what is not there yet; how many lines came."""
    return carry_lines(door, NAME, (ListedLog(EXAMINATION, ACT_LINE, "steps", acts_listed),))
