"""The desk as it is declared."""

from tahqiq.desk import Desk, Lifecycle
from tahqiq.desks.passengers.reading import READ
from tahqiq.desks.passengers.records import HIT, KINDS
from tahqiq.desks.passengers.report import REPORT
from tahqiq.desks.passengers.screen_tool import SCREEN
from tahqiq.desks.passengers.screening_desk import OPERATIONS

DESK = Desk(
    "passengers", operations=(*OPERATIONS, REPORT), kinds=KINDS, tools=(READ, SCREEN), folder="tahqiq.desks.passengers", form_home="desk",
    lifecycles=(Lifecycle(HIT.name, "hit"),),
)  # fmt: skip
