"""Every kind of the desk."""

from typing import Any

from tahqiq.desks.custody.records.holding import BOOKING, HEALTH, INTELLIGENCE, ORDER
from tahqiq.desks.custody.records.people import ALERT, APART, ASSESSMENT, PERSON, PLAN
from tahqiq.desks.custody.records.places import MOVE, PASSES, PLACE, ROLL
from tahqiq.desks.custody.records.rights import COMPLAINT, FIND, INCIDENT, SEARCH, SEEN, SPELL, VISIT
from tahqiq.model.kind import Kind

KINDS: tuple[Kind[Any], ...] = (
    PERSON, BOOKING, ORDER, PLACE, MOVE, ALERT, APART, ASSESSMENT, PLAN, SPELL, SEEN, ROLL, SEARCH, FIND, INCIDENT, COMPLAINT, VISIT, PASSES, HEALTH, INTELLIGENCE,
)  # fmt: skip
OF_THINGS = ("custody-place", "custody-roll", "custody-passes", "custody-find", "custody-search", "custody-incident")
"""Kinds that are about no person."""
