"""The groups of PNRGOV (PADIS, 10.1 to 21.1). The same tag stands in many of them; where it stands says what
it means."""

from tahqiq.formats.edifact.tree import MANY, Node


def _leaves(*tags: str, **limited: int) -> dict[str, int]:
    return {**dict.fromkeys(tags, MANY), **limited}


HISTORY_LEG = Node("history-leg", _leaves("TRA", "RPI", "APD"))
_SAC = Node(
    "history-line",
    _leaves("TIF", "SSR", "IFT", "TBD", "SSD", "RCI", "FOP", "TKT", "FAR", "ADD", "DAT"),
    {"TVL": HISTORY_LEG},
)
HISTORY = Node("history", _leaves("DAT", "ORG"), {"SAC": _SAC})
_SPLIT = Node("split", _leaves("RCI"))
_OTHER = Node("other-travel", _leaves("IFT", "SSR", "RPI", TVL=1))
_CHECKED = Node("checked-in", _leaves("SSD", "TBD", "SSR", "IFT", "REF", "FTI", TIF=1))
_CHECK_IN = Node("check-in", _leaves("ORG", "IFT"), {"TRI": _CHECKED})
LEG = Node(
    "leg", _leaves("TRA", "RPI", "APD", "SSR", "RCI", "IFT", "ORG"), {"DAT": _CHECK_IN, "TRI": _CHECKED}
)
_PAYMENT = Node("payment", _leaves("IFT", "ADD"))
_TICKET = Node("ticket", _leaves("MON", "PTK", "TXD", "DAT"), {"FOP": _PAYMENT})
_TRAVELLER = Node(
    "traveller",
    _leaves("FTI", "IFT", "REF", "EBD", "FAR", "SSR", "ADD", "NAT", "ATT"),
    {"TKT": _TICKET, "FOP": _PAYMENT},
)
BOOKING = Node(
    "booking",
    _leaves("RCI", "SSR", "DAT", "IFT", "ORG", "ADD", "EBD", "LTS", "RMK", "OSI"),
    {"TIF": _TRAVELLER, "TVL": LEG, "EQN": _SPLIT, "MSG": _OTHER, "ABI": HISTORY, "FOP": _PAYMENT},
)
TREE = Node("message", _leaves("MSG", "ORG", "TVL", "EQN", "DAT", "RCI"), {"SRC": BOOKING})
