"""Every kind of the desk."""

from typing import Any

from tahqiq.desks.custody.alerts.record import ALERT
from tahqiq.desks.custody.arrivals.record import ARRIVAL
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.complaint_notices.record import NOTICE
from tahqiq.desks.custody.complaints.record import COMPLAINT
from tahqiq.desks.custody.court_days.record import COURT_DAY
from tahqiq.desks.custody.doors.record import PASSES
from tahqiq.desks.custody.drawings.record import DRAWING
from tahqiq.desks.custody.exhibits.record import EXHIBIT
from tahqiq.desks.custody.extracts.record import EXTRACT
from tahqiq.desks.custody.finds.record import FIND
from tahqiq.desks.custody.gate.record import GATE
from tahqiq.desks.custody.health_notes.record import HEALTH
from tahqiq.desks.custody.health_visits.record import SEEN
from tahqiq.desks.custody.incidents.record import INCIDENT
from tahqiq.desks.custody.inquiries.record import INQUIRY
from tahqiq.desks.custody.inspections.record import BOARD
from tahqiq.desks.custody.intelligence.record import INTELLIGENCE
from tahqiq.desks.custody.levels.record import ASSESSMENT
from tahqiq.desks.custody.moves.record import MOVE
from tahqiq.desks.custody.non_associations.record import APART
from tahqiq.desks.custody.orders.record import ORDER
from tahqiq.desks.custody.people.record import PERSON
from tahqiq.desks.custody.photographs.record import PHOTOGRAPH
from tahqiq.desks.custody.places.record import PLACE
from tahqiq.desks.custody.plans.record import PLAN
from tahqiq.desks.custody.roll_checks.record import ROLL
from tahqiq.desks.custody.searches.record import SEARCH
from tahqiq.desks.custody.separations.record import SPELL
from tahqiq.desks.custody.visit_bookings.record import VISIT_BOOKING
from tahqiq.desks.custody.visits.record import VISIT
from tahqiq.desks.custody.years.record import YEAR
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
KINDS: tuple[Kind[Any], ...] = (
    *READ,
    DRAWING,
    EXTRACT,
    BOARD,
    YEAR,
    EXHIBIT,
    INQUIRY,
    COURT_DAY,
    PHOTOGRAPH,
    NOTICE,
    VISIT_BOOKING,
)
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
