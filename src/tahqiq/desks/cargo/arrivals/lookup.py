"""One consignment by whatever it is called."""

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop
from tahqiq.desks.cargo.arrivals.record import ARRIVAL, Arrival
from tahqiq.kit.errors import NotFound


def consignment_named(at: Desktop, name: str) -> RecordVersion[Arrival]:
    """A consignment by the id of its record, its number or its key. Raises ``NotFound``
    (``cargo-no-consignment``)."""
    records = at.records(ARRIVAL)
    for key in ("number", "same"):
        if found := records.find({key: name}, order="recorded", descending=True, limit=1).records:
            return found[0]
    try:
        return records.get(name)
    except NotFound:
        raise NotFound("cargo-no-consignment", consignment=name[:60]) from None
