"""What airlines send about the people on a flight: PAXLST (passengers and crew) and PNRGOV (bookings), as
EDIFACT and as XML (docs/decisions/0037)."""
