"""One consignment by whatever it is called, and the openings of some."""

from collections.abc import Sequence

from tahqiq.casework.shelves import Kept
from tahqiq.desk import Desktop
from tahqiq.desks.cargo.arrivals.arrival import ARRIVAL, Arrival
from tahqiq.desks.cargo.outcomes.outcome import OUTCOME, Outcome
from tahqiq.desks.cargo.rulebook.trial import names_of
from tahqiq.kit.errors import NotFound
from tahqiq.store.shelf_where import OneOf


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


def openings_of(at: Desktop, bodies: Sequence[Kept[Arrival]]) -> list[Kept[Outcome]]:
    """Openings of some consignments, the first began first."""
    names = {name for one in bodies for name in names_of(one.body)}
    return (
        list(at.shelf(OUTCOME).every({"consignment": OneOf(tuple(sorted(names)))}, "began")) if names else []
    )
