"""The telephone analyses, for the entry point ``tahqiq.analyses``."""

from tahqiq.analyse.places.declared_cells import CO_LOCATION, HOME, MEETINGS, TOGETHER
from tahqiq.analyse.places.tower_dumps import DUMPS
from tahqiq.analyse.telephone.declared_cards import HANDSET_CHANGE, SIM_SWAP
from tahqiq.analyse.telephone.declared_change import NUMBER_CHANGE
from tahqiq.analyse.telephone.declared_everybody import MOST_CONNECTED, SESSIONS
from tahqiq.analyse.telephone.declared_number import BURSTS, COMMON, CONTACTS, FIRST_CALLER, SILENCES, WHEEL

ANALYSES = (
    CONTACTS,
    WHEEL,
    BURSTS,
    SILENCES,
    FIRST_CALLER,
    COMMON,
    SIM_SWAP,
    HANDSET_CHANGE,
    NUMBER_CHANGE,
    CO_LOCATION,
    MEETINGS,
    TOGETHER,
    HOME,
    DUMPS,
    MOST_CONNECTED,
    SESSIONS,
)
