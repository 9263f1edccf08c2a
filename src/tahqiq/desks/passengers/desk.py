"""The desk as it is declared."""

from tahqiq.desk import Desk, Lifecycle
from tahqiq.desk.destruction_requests import destruction
from tahqiq.desks.passengers.answer_desk import ANSWER, IAPI
from tahqiq.desks.passengers.board_desk import OPERATIONS as BOARD
from tahqiq.desks.passengers.case_lists import OPERATION as CASE_LIST
from tahqiq.desks.passengers.clock_desk import CLOCK
from tahqiq.desks.passengers.clock_desk import OPERATION as RUN_CLOCK
from tahqiq.desks.passengers.log_desk import OPERATION as LOG
from tahqiq.desks.passengers.people_desk import OPERATIONS as PEOPLE
from tahqiq.desks.passengers.queue_desk import OPERATIONS as QUEUE
from tahqiq.desks.passengers.reading import READ
from tahqiq.desks.passengers.records import HIT, KINDS
from tahqiq.desks.passengers.report import REPORT
from tahqiq.desks.passengers.rules_desk import OPERATIONS as RULES
from tahqiq.desks.passengers.rules_desk import RULE
from tahqiq.desks.passengers.sample import SAMPLE
from tahqiq.desks.passengers.screen_tool import SCREEN
from tahqiq.desks.passengers.screening_desk import OPERATIONS
from tahqiq.desks.passengers.unmasking import OPENING, over_example
from tahqiq.desks.passengers.unmasking import OPERATIONS as UNMASKING

DESTRUCTION, DESTROYING = destruction("passengers", over_example)
DESK = Desk(
    "passengers",
    operations=(
        *OPERATIONS,
        CASE_LIST,
        *QUEUE,
        *BOARD,
        *PEOPLE,
        ANSWER,
        IAPI,
        REPORT,
        RUN_CLOCK,
        *DESTROYING,
        *UNMASKING,
        LOG,
        *RULES,
    ),
    kinds=(*KINDS, OPENING, RULE, DESTRUCTION),
    tools=(READ, SCREEN),
    folder="tahqiq.desks.passengers",
    form_home="desk",
    lifecycles=(
        Lifecycle(HIT.name, "hit"),
        Lifecycle(OPENING.name, "unmasking"),
        Lifecycle(RULE.name, "rule"),
    ),
    clocks=(CLOCK,),
    sample=SAMPLE,
)
