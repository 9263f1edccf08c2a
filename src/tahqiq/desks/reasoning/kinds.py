"""Every kind of the desk."""

from typing import Any

from tahqiq.desks.reasoning.crime_scripts.record import SCRIPT
from tahqiq.desks.reasoning.hypotheses.record import BOARD, EVIDENCE
from tahqiq.model.kind import Kind

KINDS: tuple[Kind[Any], ...] = (BOARD, EVIDENCE, SCRIPT)
