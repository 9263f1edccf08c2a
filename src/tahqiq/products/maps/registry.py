"""Which layers a map has, in the order in which they are drawn: the first lies at the bottom."""

from tahqiq.kit.errors import NotFound
from tahqiq.products.maps.layer import Layer
from tahqiq.products.maps.places import PASSAGES, PLACES
from tahqiq.products.maps.routes import MEETINGS, ROUTE, TOGETHER
from tahqiq.products.maps.sightings import RECORDED
from tahqiq.products.maps.sites import SITES, USED

LAYERS: tuple[Layer, ...] = (SITES, PLACES, PASSAGES, RECORDED, USED, ROUTE, MEETINGS, TOGETHER)


def layer(name: str) -> Layer:
    """The layer called ``name``; raises ``NotFound`` (``no-such-layer``)."""
    for one in LAYERS:
        if one.id == name:
            return one
    raise NotFound("no-such-layer", name=name[:80], known=", ".join(one.id for one in LAYERS))
