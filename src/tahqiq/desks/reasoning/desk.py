"""The declaration of the desk."""

from tahqiq.desk import Desk
from tahqiq.desks.reasoning import crime_scripts, hypotheses
from tahqiq.desks.reasoning.carried import carry_over
from tahqiq.desks.reasoning.papers import DESK as NAME
from tahqiq.desks.reasoning.papers import KINDS
from tahqiq.desks.reasoning.sample import SAMPLE

DESK = Desk(
    NAME,
    kinds=KINDS,
    general=True,
    carries=carry_over,
    sample=SAMPLE,
    operations=(*hypotheses.OPERATIONS, *crime_scripts.OPERATIONS),
)
