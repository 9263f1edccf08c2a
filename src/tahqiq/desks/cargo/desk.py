"""The desk as it is declared."""

from tahqiq.desk import Desk, Lifecycle
from tahqiq.desks.cargo.arrivals.arrival import ARRIVAL
from tahqiq.desks.cargo.check_tool import CHECK
from tahqiq.desks.cargo.choosing.kept import LIST as KEPT_LIST
from tahqiq.desks.cargo.choosing.kept import OPERATIONS as LISTS
from tahqiq.desks.cargo.choosing.making import MAKE
from tahqiq.desks.cargo.choosing.message import MESSAGE
from tahqiq.desks.cargo.consignments.operations import OPERATIONS as ARRIVALS
from tahqiq.desks.cargo.indicators.operations import OPERATIONS as RULES
from tahqiq.desks.cargo.indicators.record import RULE
from tahqiq.desks.cargo.list_tool import LIST
from tahqiq.desks.cargo.openings.operations import OPERATIONS
from tahqiq.desks.cargo.openings.report import REPORT
from tahqiq.desks.cargo.openings.seizures import SEIZE
from tahqiq.desks.cargo.outcomes.outcome import OUTCOME
from tahqiq.desks.cargo.read_tool import READ
from tahqiq.desks.cargo.road.queue import OPERATIONS as ROAD
from tahqiq.desks.cargo.road.transfers import OPERATIONS as TRANSFERS
from tahqiq.desks.cargo.sample import SAMPLE
from tahqiq.desks.cargo.tools import TOOLS

KINDS = (KEPT_LIST, OUTCOME, ARRIVAL, RULE)
DESK = Desk(
    "cargo",
    operations=(*ARRIVALS, *ROAD, *TRANSFERS, *RULES, MAKE, *LISTS, MESSAGE, *OPERATIONS, SEIZE, REPORT),
    kinds=KINDS,
    tools=(READ, CHECK, *TOOLS, LIST),
    folder="tahqiq.desks.cargo",
    lifecycles=(Lifecycle(RULE.name, "rule"),),
    sample=SAMPLE,
    of_things=(KEPT_LIST.name, OUTCOME.name),
)
