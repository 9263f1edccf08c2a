"""Every kind of the desk."""

from typing import Any

from tahqiq.desks.passengers.airline_files.record import FILE
from tahqiq.desks.passengers.duty.record import DUTY
from tahqiq.desks.passengers.flights.record import FLIGHT
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.desks.passengers.risk_rules.operations import RULE
from tahqiq.desks.passengers.travels.record import TRAVEL
from tahqiq.desks.passengers.unmasking.record import UNMASKING
from tahqiq.desks.passengers.watchlists.record import WATCHLIST
from tahqiq.model.kind import Kind

KINDS: tuple[Kind[Any], ...] = (WATCHLIST, HIT, TRAVEL, FLIGHT, FILE, UNMASKING, RULE, DUTY)
