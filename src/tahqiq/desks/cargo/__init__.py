"""The cargo desk. So far: models that learn from what was opened and found, and rank what comes next."""

from tahqiq.desk import Desk
from tahqiq.desks.cargo.tools import TOOLS

DESK = Desk("cargo", operations=(), tools=TOOLS)
