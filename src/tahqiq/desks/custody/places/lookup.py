"""Places as they are named."""

from tahqiq.desk import Desktop
from tahqiq.desk.records import every
from tahqiq.desks.custody.places.record import PLACE
from tahqiq.kit.errors import NotFound


def require_facility(at: Desktop, code: str) -> None:
    """Raise ``NotFound`` (``custody-no-facility``, with the facilities that are there) where no place belongs
    to the facility."""
    if not at.records(PLACE).count({"facility": code})[None]:
        known = sorted({kept.body.facility for kept in every(at, PLACE)})
        raise NotFound("custody-no-facility", value=code or "-", known=", ".join(known) or "-")
