"""The desk as it is declared."""

from tahqiq.desk import Desk, Lifecycle
from tahqiq.desks.lab.due_times.due import due
from tahqiq.desks.lab.examinations import earlier_acts
from tahqiq.desks.lab.examinations.operations import guarded
from tahqiq.desks.lab.examinations.record import EXAMINATION
from tahqiq.desks.lab.exercises import EXERCISES
from tahqiq.desks.lab.exhibit_list.finder import EXHIBITS
from tahqiq.desks.lab.in_house_library import record as in_house_library
from tahqiq.desks.lab.kinds import KINDS
from tahqiq.desks.lab.operations import OPERATIONS, TOOLS
from tahqiq.desks.lab.sample import SAMPLE

DESK = Desk(
    "lab",
    operations=OPERATIONS,
    kinds=KINDS,
    tools=TOOLS,
    spelled={
        "bench-run": "bench show",
        "bench-load": "bench add",
        "house-enter": "house add",
        "house-version": "house show",
    },
    folder="tahqiq.desks.lab",
    finders=(EXHIBITS,),
    lifecycles=(
        Lifecycle(EXAMINATION.name, "examination", record=guarded),
        Lifecycle(in_house_library.ENTRY.name, "reference", record=in_house_library.guarded),
    ),
    carries=earlier_acts.carry_over,
    due=due,
    sample=SAMPLE,
    exercises=EXERCISES,
)
