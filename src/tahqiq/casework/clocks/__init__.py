"""Clocks of casework: periods by a named convention, deadlines that explain themselves, what is due, and
clocks that catch up after an outage.

Nothing here asks what time it is: every function is given the moment. See docs/explanation/clocks.md and
docs/decisions/0028.
"""

from tahqiq.casework.clocks.caveat import Caveat
from tahqiq.casework.clocks.convention import (
    AFTER,
    AFTER_OPEN,
    BEGINNING_WITH,
    CONVENTIONS,
    TO_THE_TIME,
    Convention,
)
from tahqiq.casework.clocks.days import ends_at, ends_with, first_moment, last_moment
from tahqiq.casework.clocks.deadline import ZONE, Deadline, deadline, renewed
from tahqiq.casework.clocks.due import Due, DuePage, Obligation, Standing, due_list, standing
from tahqiq.casework.clocks.hijri import HijriDate, hijri
from tahqiq.casework.clocks.period import Period, Unit
from tahqiq.casework.clocks.stops import Stop
from tahqiq.casework.clocks.ticks import Clock, Round, Tick, catch_up
from tahqiq.casework.clocks.workdays import (
    JURISDICTIONS,
    Awaited,
    Calendar,
    Closed,
    Holiday,
    Jurisdiction,
    Names,
    jurisdiction_name,
)

__all__ = [
    "AFTER",
    "AFTER_OPEN",
    "BEGINNING_WITH",
    "CONVENTIONS",
    "JURISDICTIONS",
    "TO_THE_TIME",
    "ZONE",
    "Awaited",
    "Calendar",
    "Caveat",
    "Clock",
    "Closed",
    "Convention",
    "Deadline",
    "Due",
    "DuePage",
    "HijriDate",
    "Holiday",
    "Jurisdiction",
    "Names",
    "Obligation",
    "Period",
    "Round",
    "Standing",
    "Stop",
    "Tick",
    "Unit",
    "catch_up",
    "deadline",
    "due_list",
    "ends_at",
    "ends_with",
    "first_moment",
    "hijri",
    "jurisdiction_name",
    "last_moment",
    "renewed",
    "standing",
]
