"""The desk as it is declared."""

from tahqiq.desk import Desk
from tahqiq.desks.reasoning.crime_scripts import operations as crime_scripts
from tahqiq.desks.reasoning.exercises import EXERCISES
from tahqiq.desks.reasoning.hypotheses import operations as hypotheses
from tahqiq.desks.reasoning.kinds import KINDS
from tahqiq.desks.reasoning.name import NAME
from tahqiq.desks.reasoning.older_documents import move_older_documents
from tahqiq.desks.reasoning.sample import SAMPLE

DESK = Desk(
    NAME,
    operations=(*hypotheses.OPERATIONS, *crime_scripts.OPERATIONS),
    spelled={
        "hypotheses-change": "hypotheses edit",
        "hypotheses-file": "hypotheses export",
        "scripts-change": "scripts edit",
        "scripts-file": "scripts export",
    },
    kinds=KINDS,
    general=True,
    carries=move_older_documents,
    sample=SAMPLE,
    exercises=EXERCISES,
)
