"""What is set for a whole office, on its machine: the zone in which screens and papers say moments."""

import os
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

VARIABLE = "TAHQIQ_ZONE"
USUAL = "Asia/Baghdad"


def office_zone() -> str:
    """The zone of the office (IANA name): that of the variable ``TAHQIQ_ZONE``; Baghdad where it is not set
    or names no zone. Periods of the law are counted in the zone of the law, whatever this is.

    >>> office_zone() == (os.environ.get(VARIABLE) or USUAL)
    True
    """
    wanted = os.environ.get(VARIABLE, "")
    return wanted if known_zone(wanted) else USUAL


def known_zone(name: str) -> bool:
    """Whether there is a zone of that name.

    >>> known_zone("Asia/Baghdad"), known_zone("Baghdad"), known_zone("../etc")
    (True, False, False)
    """
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
