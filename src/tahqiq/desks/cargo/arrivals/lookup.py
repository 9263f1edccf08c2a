"""One consignment by whatever it is called."""

from tahqiq.casework.shelves import Kept
from tahqiq.desk import Desktop
from tahqiq.desks.cargo.arrivals.record import ARRIVAL, Arrival
from tahqiq.kit.errors import NotFound


def consignment_named(at: Desktop, name: str) -> Kept[Arrival]:
    """A consignment by the id of its record, its number or its key. Raises ``NotFound``
    (``cargo-no-consignment``)."""
    shelf = at.shelf(ARRIVAL)
    for key in ("number", "same"):
        if found := shelf.find({key: name}, order="recorded", descending=True, limit=1).records:
            return found[0]
    try:
        return shelf.get(name)
    except NotFound:
        raise NotFound("cargo-no-consignment", consignment=name[:60]) from None
