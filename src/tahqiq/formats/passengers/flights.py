"""A flight as a key: the same flight in every message, whoever marketed the seat."""

import re
from collections.abc import Sequence

from tahqiq.kit.text import fold_digits


def number_of(text: str) -> tuple[str, str]:
    """Carrier and number of a flight written in one word.

    A blank or hyphen between both, and digits of other scripts, are read too.

    >>> number_of("UA0989"), number_of("A92707"), number_of("AA12A"), number_of("CICA")
    (('UA', '989'), ('A9', '2707'), ('AA', '12A'), ('', 'CICA'))
    >>> number_of("IA-114"), number_of("ia 114"), number_of("IA ١١٤"), number_of("IA–114")
    (('IA', '114'), ('IA', '114'), ('IA', '114'), ('IA', '114'))
    """
    plain = fold_digits(text).strip().upper()
    found = re.fullmatch(r"([A-Z]{3}|[A-Z0-9]{2})(?: *[-‐-―−] *| *)0*(\d{1,4}[A-Z]?)", plain)
    if found is None:
        return "", plain
    return found[1], found[2]


def key(carrier: str, number: str, departs: str, origin: str) -> str:
    """Carrier, number, day and airport of departure in one text; what is not known is left out.

    >>> key("LA", "0532", "2020-01-19T23:00", "SCL")
    'LA532/2020-01-19/SCL'
    """
    return "/".join(filter(None, (f"{carrier}{number.lstrip('0')}", departs[:10], origin)))


def journey(legs: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Where a journey begins and where it leads, from the airports of its legs in order: to the end of the
    last leg, and of one that comes back to where it began, to where it turns.

    >>> journey([("BGW", "IST"), ("IST", "BGW")]), journey([("BGW", "IST"), ("IST", "LHR")]), journey([])
    (('BGW', 'IST'), ('BGW', 'LHR'), ('', ''))
    """
    if not legs:
        return "", ""
    origin, returns = legs[0][0], len(legs) > 1 and legs[-1][1] == legs[0][0]
    return origin, (legs[(len(legs) - 1) // 2] if returns else legs[-1])[1]
