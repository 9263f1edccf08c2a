"""The desk as it is declared."""

from tahqiq.desk import Desk
from tahqiq.desks.custody.acts.every import OPERATIONS
from tahqiq.desks.custody.acts.gregorian import guarded
from tahqiq.desks.custody.admitting import ADMIT, MATCH
from tahqiq.desks.custody.contraband import PATTERNS
from tahqiq.desks.custody.daily import DAY
from tahqiq.desks.custody.importing import IMPORT
from tahqiq.desks.custody.judging import RULES
from tahqiq.desks.custody.kinds import KINDS, OF_THINGS
from tahqiq.desks.custody.moves.allocation import ALLOCATE
from tahqiq.desks.custody.moves.operations import MOVING
from tahqiq.desks.custody.person_file import PERSON, PLACES
from tahqiq.desks.custody.reporting import REPORT
from tahqiq.desks.custody.roll_call import ROLL_CALL, WHERE
from tahqiq.desks.custody.roll_checks.operations import COUNT
from tahqiq.desks.custody.sample import SAMPLE
from tahqiq.desks.custody.synthetic.making import MAKE
from tahqiq.desks.custody.timing import CLOCKS

DESK = Desk(
    "custody",
    operations=tuple(
        guarded(one) if one.effect == "act" else one
        for one in (
            IMPORT,
            RULES,
            ROLL_CALL,
            WHERE,
            ALLOCATE,
            CLOCKS,
            REPORT,
            MATCH,
            ADMIT,
            MOVING,
            COUNT,
            DAY,
            PATTERNS,
            PLACES,
            PERSON,
            *OPERATIONS,
        )
    ),
    kinds=KINDS,
    folder="tahqiq.desks.custody",
    form_home="desk",
    tools=(MAKE,),
    of_things=OF_THINGS,
    sample=SAMPLE,
)
