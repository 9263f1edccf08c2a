"""Photographs of the items of a chart: pictures among the originals, made small and square, so that nothing
of the file but what is seen goes along."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tahqiq.access.closed import LEAVING
from tahqiq.access.door import Door
from tahqiq.formats.pictures import square
from tahqiq.model.scope import Scope
from tahqiq.model.source import GONE, Source
from tahqiq.products.paper.layout import Layout

SIDE = 256
"""Pixels of a side."""
MOST = 20_000_000
"""Bytes of an original beyond which it is not made small here: the page says the same
(``ui/src/core/chart/photos.ts``)."""


@dataclass(frozen=True, slots=True)
class Photographs:
    """JPEG bytes by the id of the item; the sources they are of; how many of the chart are not there: not
    visible for a product, too large, or no picture."""

    shown: Mapping[str, bytes]
    sources: tuple[str, ...]
    missing: int


def photographs(door: Door, scope: Scope, layout: Layout) -> Photographs:
    """The photographs of a layout through the scope for products; one of an original that a register keeps
    closed is missing."""
    workspace = door.workspace
    if not layout.photos:
        return Photographs({}, (), 0)
    visible = {source.id: source for source in workspace.sources.all(scope)}
    made: dict[str, bytes | None] = {}
    for identity in dict.fromkeys(layout.photos.values()):
        source = visible.get(identity)
        made[identity] = (
            small(workspace.originals.path(source.sha256))
            if source is not None and _here(door, source)
            else None
        )
    shown = {item: data for item, source in layout.photos.items() if (data := made[source]) is not None}
    return Photographs(
        shown, tuple(one for one, data in made.items() if data is not None), len(layout.photos) - len(shown)
    )


def _here(door: Door, source: Source) -> bool:
    return (
        source.original_here
        and source.state not in GONE
        and not door.closed.is_closed(LEAVING, source.sha256)
    )


def small(path: Path) -> bytes | None:
    """The middle of a picture as a square JPEG of :data:`SIDE` pixels, the same bytes each time; None for
    what is no picture, or larger than :data:`MOST`."""
    if path.stat().st_size > MOST:
        return None
    return square(path, SIDE)
