"""The desk as it is declared."""

from tahqiq.desk import Desk, Lifecycle
from tahqiq.desks.cargo.arrivals.operations import IMPORT
from tahqiq.desks.cargo.arrivals.record import ARRIVAL
from tahqiq.desks.cargo.assignments.operations import OPERATIONS as ASSIGNMENTS
from tahqiq.desks.cargo.assignments.record import ASSIGNMENT
from tahqiq.desks.cargo.check_tool import CHECK
from tahqiq.desks.cargo.consignments.finder import CONSIGNMENTS
from tahqiq.desks.cargo.consignments.operations import OPERATIONS as ARRIVALS
from tahqiq.desks.cargo.due_times.due import due
from tahqiq.desks.cargo.examinations.operations import OPERATIONS
from tahqiq.desks.cargo.examinations.report import REPORT
from tahqiq.desks.cargo.examinations.seizures import SEIZE
from tahqiq.desks.cargo.exercises import EXERCISES
from tahqiq.desks.cargo.indicators.operations import OPERATIONS as RULES
from tahqiq.desks.cargo.indicators.record import RULE
from tahqiq.desks.cargo.list_tool import LIST as LIST_TOOL
from tahqiq.desks.cargo.model_tools import TOOLS
from tahqiq.desks.cargo.outcomes.record import OUTCOME
from tahqiq.desks.cargo.read_tool import READ
from tahqiq.desks.cargo.road.queue import OPERATIONS as ROAD
from tahqiq.desks.cargo.road.transfers import OPERATIONS as TRANSFERS
from tahqiq.desks.cargo.sample import SAMPLE
from tahqiq.desks.cargo.selection_lists.customs_message import MESSAGE
from tahqiq.desks.cargo.selection_lists.from_arrivals import MAKE
from tahqiq.desks.cargo.selection_lists.on_paper import opened_first
from tahqiq.desks.cargo.selection_lists.operations import OPERATIONS as LISTS
from tahqiq.desks.cargo.selection_lists.record import LIST

KINDS = (LIST, OUTCOME, ARRIVAL, RULE, ASSIGNMENT)
DESK = Desk(
    "cargo",
    operations=(
        IMPORT,
        *ARRIVALS,
        *ROAD,
        *TRANSFERS,
        *RULES,
        MAKE,
        *LISTS,
        *ASSIGNMENTS,
        MESSAGE,
        *OPERATIONS,
        SEIZE,
        REPORT,
    ),
    kinds=KINDS,
    tools=(READ, CHECK, *TOOLS, LIST_TOOL),
    spelled={
        "arrivals-board": "arrivals list",
        "arrivals-take": "arrivals add",
        "lists-make": "lists add",
        "lists-keep": "lists edit",
        "lists-sign": "lists approve",
        "lists-message": "lists export",
    },
    folder="tahqiq.desks.cargo",
    finders=(CONSIGNMENTS,),
    on_paper=opened_first,
    lifecycles=(Lifecycle(RULE.name, "rule"),),
    sample=SAMPLE,
    exercises=EXERCISES,
    of_things=(LIST.name, OUTCOME.name),
    due=due,
)
