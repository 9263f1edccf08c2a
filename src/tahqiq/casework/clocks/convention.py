"""How a period is counted: whether its first day counts, what a missing day becomes, when on its last day it
ends, what a closed day does."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Convention:
    """One way of counting, declared beside the article that asks for it. Which one an Iraqi law means is for
    counsel to say.

    * ``first_day_counts``: "beginning with the day" (1 January + 3 months is over at the end of 31 March) or
    the day itself is left out (1 January + 3 months is over at the end of 1 April).
    * ``absent``: what the 30th of February is: the first of the next month or the last of this one.
    * ``ends``: at the last second of the last day, or at the time of day at which the period began.
    * ``closed``: a last day on which offices are closed stays, or moves to the next or the previous open day.

    Hours and minutes are always counted by the hand of the clock and end at their second; only ``closed`` may
    move them, to the end of the open day.
    """

    name: str
    first_day_counts: bool
    absent: Literal["first-of-next", "last-of-month"] = "last-of-month"
    ends: Literal["end-of-day", "same-time"] = "end-of-day"
    closed: Literal["stays", "next-open", "previous-open"] = "stays"


BEGINNING_WITH = Convention("beginning-with-the-day", True, "first-of-next")
"""Authorisations of covert work: the corresponding day less one, until 23:59:59. A worked model (UK codes of
practice), for counsel to confirm."""

AFTER = Convention("after-the-day", False)
"""The day of the event is left out; the period ends with the last second of the corresponding day."""

AFTER_OPEN = Convention("after-the-day-open", False, closed="next-open")
"""As :data:`AFTER`, and a last day on which offices are closed moves to the next open day."""

TO_THE_TIME = Convention("to-the-time", False, ends="same-time")
"""Retention that runs from a moment, such as a transfer of passenger data: the same time of day, so many
months on."""

CONVENTIONS = {item.name: item for item in (BEGINNING_WITH, AFTER, AFTER_OPEN, TO_THE_TIME)}
"""By the name under which a desk's YAML declares one."""
