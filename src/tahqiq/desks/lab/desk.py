"""The desk as it is declared."""

from tahqiq.desk import Desk, Lifecycle
from tahqiq.desks.lab.examinations import EXAMINATION, KINDS, OPERATIONS, guarded
from tahqiq.desks.lab.sampling import SAMPLING
from tahqiq.desks.lab.tools.finding import COMPONENTS
from tahqiq.desks.lab.tools.libraries import BUILD, IMPORT, INFO
from tahqiq.desks.lab.tools.looking import READ
from tahqiq.desks.lab.tools.searching import SEARCH
from tahqiq.desks.lab.tools.sequencing import SEQUENCE

DESK = Desk(
    "lab", operations=OPERATIONS, kinds=KINDS, tools=(READ, BUILD, IMPORT, INFO, SEARCH, COMPONENTS, SEQUENCE, SAMPLING), folder="tahqiq.desks.lab",
    lifecycles=(Lifecycle(EXAMINATION.name, "examination", record=guarded),),
)  # fmt: skip
