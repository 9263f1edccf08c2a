"""Every kind of the desk."""

from typing import Any

from tahqiq.desks.custody.moves.record import MOVE
from tahqiq.desks.custody.records.coming import ARRIVAL, GATE
from tahqiq.desks.custody.records.holding import BOOKING, HEALTH, INTELLIGENCE, ORDER
from tahqiq.desks.custody.records.inquiries import INQUIRY
from tahqiq.desks.custody.records.papers import BOARD, EXHIBIT, EXTRACT, YEAR
from tahqiq.desks.custody.records.people import ALERT, APART, ASSESSMENT, PERSON, PLAN
from tahqiq.desks.custody.records.places import DRAWING, PASSES, PLACE
from tahqiq.desks.custody.records.rights import COMPLAINT, FIND, INCIDENT, SEARCH, SEEN, SPELL, VISIT
from tahqiq.desks.custody.roll_checks.record import ROLL
from tahqiq.model.kind import Kind

READ: tuple[Kind[Any], ...] = (
    PERSON,
    BOOKING,
    ORDER,
    PLACE,
    MOVE,
    ALERT,
    APART,
    ASSESSMENT,
    PLAN,
    SPELL,
    SEEN,
    ROLL,
    SEARCH,
    FIND,
    INCIDENT,
    COMPLAINT,
    VISIT,
    PASSES,
    HEALTH,
    INTELLIGENCE,
    ARRIVAL,
    GATE,
)
"""Kinds that registers in files are read as."""
KINDS: tuple[Kind[Any], ...] = (*READ, DRAWING, EXTRACT, BOARD, YEAR, EXHIBIT, INQUIRY)
OF_THINGS = (
    "custody-place",
    "custody-drawing",
    "custody-roll",
    "custody-passes",
    "custody-find",
    "custody-search",
    "custody-incident",
    "custody-board",
    "custody-year",
    "custody-exhibit",
    "custody-inquiry",
)
"""Kinds that are about no person."""
