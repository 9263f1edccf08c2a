"""Every operation of the desk, in the order in which the command line and the page list them."""

from typing import Any

from tahqiq.desk import Operation
from tahqiq.desks.custody.admissions import withdrawal
from tahqiq.desks.custody.admissions.completion import COMPLETE
from tahqiq.desks.custody.admissions.correction import CORRECT
from tahqiq.desks.custody.admissions.operations import ADMIT, MATCH
from tahqiq.desks.custody.alerts import operations as alerts
from tahqiq.desks.custody.arrivals import operations as arrivals
from tahqiq.desks.custody.cells import operations as cells
from tahqiq.desks.custody.complaint_notices import operations as complaint_notices
from tahqiq.desks.custody.complaints import operations as complaints
from tahqiq.desks.custody.contraband.operations import PATTERNS
from tahqiq.desks.custody.contradictions import operations as contradictions
from tahqiq.desks.custody.court_days import operations as court_days
from tahqiq.desks.custody.court_days.calendar import COURT_DAYS
from tahqiq.desks.custody.days.operations import DAY
from tahqiq.desks.custody.drawings import operations as drawings
from tahqiq.desks.custody.due_times.operations import CLOCKS
from tahqiq.desks.custody.extracts import operations as extracts
from tahqiq.desks.custody.finds import case_link
from tahqiq.desks.custody.finds import operations as finds
from tahqiq.desks.custody.gate import operations as gate
from tahqiq.desks.custody.hijri_days import without_hijri_days
from tahqiq.desks.custody.house_map.operations import PLACES
from tahqiq.desks.custody.imports.operations import IMPORT
from tahqiq.desks.custody.incidents import inquiry, open_incidents
from tahqiq.desks.custody.incidents import operations as incidents
from tahqiq.desks.custody.inspections import operations as inspections
from tahqiq.desks.custody.inspections.rule_board import RULES
from tahqiq.desks.custody.levels import operations as levels
from tahqiq.desks.custody.moves.allocation import ALLOCATE
from tahqiq.desks.custody.moves.arrival import ARRIVING
from tahqiq.desks.custody.moves.correction import CORRECTION
from tahqiq.desks.custody.moves.operations import MOVING
from tahqiq.desks.custody.orders import operations as orders
from tahqiq.desks.custody.people_search.operations import FIND_PEOPLE
from tahqiq.desks.custody.person_file.operations import PERSON
from tahqiq.desks.custody.photographs import operations as photographs
from tahqiq.desks.custody.plans import operations as plans
from tahqiq.desks.custody.releases import operations as releases
from tahqiq.desks.custody.residents.operations import FACILITIES, RESIDENTS
from tahqiq.desks.custody.roll_call.operations import ROLL_CALL, WHERE
from tahqiq.desks.custody.roll_checks.operations import COUNT
from tahqiq.desks.custody.searches import operations as searches
from tahqiq.desks.custody.separations import operations as separations
from tahqiq.desks.custody.transfers import operations as transfers
from tahqiq.desks.custody.visit_bookings import operations as visit_bookings
from tahqiq.desks.custody.visit_bookings.day import VISITS
from tahqiq.desks.custody.visits import operations as visits
from tahqiq.desks.custody.years import operations as years
from tahqiq.desks.custody.years.figures import REPORT

_ALL: tuple[Operation[Any, Any], ...] = (
    IMPORT,
    RULES,
    ROLL_CALL,
    WHERE,
    ALLOCATE,
    CLOCKS,
    REPORT,
    MATCH,
    ADMIT,
    COMPLETE,
    CORRECT,
    MOVING,
    ARRIVING,
    CORRECTION,
    COUNT,
    DAY,
    PATTERNS,
    PLACES,
    PERSON,
    RESIDENTS,
    FACILITIES,
    FIND_PEOPLE,
    COURT_DAYS,
    *transfers.OPERATIONS,
    *withdrawal.OPERATIONS,
    *court_days.OPERATIONS,
    *cells.OPERATIONS,
    *photographs.OPERATIONS,
    *arrivals.OPERATIONS,
    *gate.OPERATIONS,
    *searches.OPERATIONS,
    *finds.OPERATIONS,
    *case_link.OPERATIONS,
    *drawings.OPERATIONS,
    *separations.OPERATIONS,
    *incidents.OPERATIONS,
    *open_incidents.OPERATIONS,
    *visits.OPERATIONS,
    *visit_bookings.OPERATIONS,
    VISITS,
    *complaints.OPERATIONS,
    *complaint_notices.OPERATIONS,
    *levels.OPERATIONS,
    *extracts.OPERATIONS,
    *orders.OPERATIONS,
    *releases.OPERATIONS,
    *alerts.OPERATIONS,
    *plans.OPERATIONS,
    *inquiry.OPERATIONS,
    *inspections.OPERATIONS,
    *contradictions.OPERATIONS,
    *years.OPERATIONS,
)
OPERATIONS: tuple[Operation[Any, Any], ...] = tuple(
    without_hijri_days(one) if one.effect == "act" else one for one in _ALL
)
