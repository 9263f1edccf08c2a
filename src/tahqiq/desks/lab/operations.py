"""Every operation and tool of the desk, in the order in which the command line and the page list them."""

from typing import Any

from tahqiq.desk import Operation, Tool
from tahqiq.desks.lab.backlog.operations import BACKLOG
from tahqiq.desks.lab.balances import operations as balances
from tahqiq.desks.lab.batch.evaluation import SEQUENCE
from tahqiq.desks.lab.batch.operations import PACK
from tahqiq.desks.lab.components.operations import COMPONENTS
from tahqiq.desks.lab.examinations import operations as examinations
from tahqiq.desks.lab.exhibit_acts.operations import HANDLE
from tahqiq.desks.lab.exhibit_acts.purities import PURITY
from tahqiq.desks.lab.exhibit_acts.unit_draws import PICK
from tahqiq.desks.lab.exhibit_acts.weighings import WEIGH
from tahqiq.desks.lab.exhibit_acts.withdrawals import WITHDRAW
from tahqiq.desks.lab.exhibit_list.operations import LIST
from tahqiq.desks.lab.findings.operations import TAKE_UP
from tahqiq.desks.lab.instruments import operations as instruments
from tahqiq.desks.lab.library.operations import BUILD, IMPORT, INFO
from tahqiq.desks.lab.library_search.operations import SEARCH
from tahqiq.desks.lab.open_records.operations import IONS, OPEN
from tahqiq.desks.lab.reference_entries import operations as reference_entries
from tahqiq.desks.lab.replicates.operations import REPLICATES
from tahqiq.desks.lab.reported_runs.operations import RUNS
from tahqiq.desks.lab.reports import operations as reports
from tahqiq.desks.lab.reports.verification import VERIFY
from tahqiq.desks.lab.results.operations import RESULT, SUBSTANCES
from tahqiq.desks.lab.run_files.operations import READ
from tahqiq.desks.lab.sampling_plans.operations import SAMPLING
from tahqiq.desks.lab.sequences import operations as sequences
from tahqiq.desks.lab.statements.operations import STATE
from tahqiq.desks.lab.worksheets.operations import WORKSHEET
from tahqiq.desks.lab.worksheets.run_sheets import FIRE, PROPELLANT

OPERATIONS: tuple[Operation[Any, Any], ...] = (
    *examinations.OPERATIONS,
    RESULT,
    HANDLE,
    PICK,
    WEIGH,
    PURITY,
    WITHDRAW,
    RUNS,
    *balances.OPERATIONS,
    *sequences.OPERATIONS,
    TAKE_UP,
    *instruments.OPERATIONS,
    *reference_entries.OPERATIONS,
    WORKSHEET,
    *reports.OPERATIONS,
    LIST,
    BACKLOG,
    STATE,
    SUBSTANCES,
)
TOOLS: tuple[Tool[Any, Any], ...] = (
    READ,
    BUILD,
    IMPORT,
    INFO,
    OPEN,
    IONS,
    SEARCH,
    COMPONENTS,
    REPLICATES,
    SEQUENCE,
    SAMPLING,
    FIRE,
    PROPELLANT,
    PACK,
    VERIFY,
)
