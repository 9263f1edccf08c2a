"""The desk as it is declared."""

from tahqiq.desk import Desk
from tahqiq.desks.cargo.check_tool import CHECK
from tahqiq.desks.cargo.choosing.kept import LIST as KEPT_LIST
from tahqiq.desks.cargo.choosing.kept import OPERATIONS as LISTS
from tahqiq.desks.cargo.list_tool import LIST
from tahqiq.desks.cargo.outcomes.outcome import OUTCOME
from tahqiq.desks.cargo.outcomes.recording import OPERATIONS
from tahqiq.desks.cargo.outcomes.report import REPORT
from tahqiq.desks.cargo.outcomes.seizing import SEIZE
from tahqiq.desks.cargo.read_tool import READ
from tahqiq.desks.cargo.tools import TOOLS

KINDS = (KEPT_LIST, OUTCOME)
DESK = Desk(
    "cargo", operations=(*LISTS, *OPERATIONS, SEIZE, REPORT), kinds=KINDS, tools=(READ, CHECK, *TOOLS, LIST), folder="tahqiq.desks.cargo",
    of_things=tuple(kind.name for kind in KINDS),
)  # fmt: skip
