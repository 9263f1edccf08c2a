"""The cargo desk: papers read and held against each other, models that learn from what was opened and rank what comes next, a list that fits the shift."""

from tahqiq.desk import Desk
from tahqiq.desks.cargo.check_tool import CHECK
from tahqiq.desks.cargo.list_tool import LIST
from tahqiq.desks.cargo.read_tool import READ
from tahqiq.desks.cargo.tools import TOOLS

DESK = Desk("cargo", operations=(), tools=(READ, CHECK, *TOOLS, LIST))
