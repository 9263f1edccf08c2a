"""The desk as it is declared."""

from tahqiq.desk import Desk, Lifecycle
from tahqiq.desks.lab import carried, examinations, holding
from tahqiq.desks.lab.bench import controls
from tahqiq.desks.lab.bench import operations as bench
from tahqiq.desks.lab.debris import entering as sheets
from tahqiq.desks.lab.debris.tools import FIRE, PROPELLANT
from tahqiq.desks.lab.exhibit import EXAMINATION
from tahqiq.desks.lab.in_house_library import entry as house
from tahqiq.desks.lab.kinds import KINDS
from tahqiq.desks.lab.reference_entries import operations as library
from tahqiq.desks.lab.report import making
from tahqiq.desks.lab.report.verifying import VERIFY
from tahqiq.desks.lab.results.listing import LIST
from tahqiq.desks.lab.results.stating import STATE
from tahqiq.desks.lab.sample import SAMPLE
from tahqiq.desks.lab.sampling import SAMPLING
from tahqiq.desks.lab.tools.finding import COMPONENTS
from tahqiq.desks.lab.tools.libraries import BUILD, IMPORT, INFO
from tahqiq.desks.lab.tools.looking import READ
from tahqiq.desks.lab.tools.packing import PACK
from tahqiq.desks.lab.tools.repeating import REPLICATES
from tahqiq.desks.lab.tools.searching import SEARCH
from tahqiq.desks.lab.tools.sequencing import SEQUENCE
from tahqiq.desks.lab.tools.shipped import IONS, OPEN

DESK = Desk(
    "lab",
    operations=(
        *examinations.OPERATIONS,
        *holding.OPERATIONS,
        *bench.OPERATIONS,
        *controls.OPERATIONS,
        *library.OPERATIONS,
        *sheets.OPERATIONS,
        *making.OPERATIONS,
        LIST,
        STATE,
    ),
    kinds=KINDS,
    tools=(
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
    ),
    folder="tahqiq.desks.lab",
    lifecycles=(
        Lifecycle(EXAMINATION.name, "examination", record=examinations.guarded),
        Lifecycle(house.ENTRY.name, "reference", record=house.guarded),
    ),
    carries=carried.carry_over,
    sample=SAMPLE,
)
