"""Photographs of the items of a chart: pictures among the originals, made small and square, so that nothing of the file but what is seen goes along."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from tahqiq.model.scope import Scope
from tahqiq.model.source import Source
from tahqiq.products.paper.layout import Layout
from tahqiq.store.workspace import Workspace

SIDE = 256
"""Pixels of a side."""
MOST = 20_000_000
"""Bytes of an original beyond which it is not made small here: the page says the same (``ui/src/core/chart/photos.ts``)."""


@dataclass(frozen=True, slots=True)
class Photographs:
    """JPEG bytes by the id of the item; the sources they are of; how many of the chart are not there: not visible for a product, too large, or no picture."""

    shown: Mapping[str, bytes]
    sources: tuple[str, ...]
    missing: int


def photographs(workspace: Workspace, scope: Scope, layout: Layout) -> Photographs:
    """The photographs of a layout through the scope for products."""
    if not layout.photos:
        return Photographs({}, (), 0)
    visible = {source.id: source for source in workspace.sources.all(scope)}
    made: dict[str, bytes | None] = {}
    for identity in dict.fromkeys(layout.photos.values()):
        source = visible.get(identity)
        made[identity] = small(workspace.originals.path(source.sha256)) if source is not None and _here(source) else None
    shown = {item: data for item, source in layout.photos.items() if (data := made[source]) is not None}
    return Photographs(shown, tuple(one for one, data in made.items() if data is not None), len(layout.photos) - len(shown))


def _here(source: Source) -> bool:
    return source.original_here and source.state not in ("erasing", "erased")


def small(path: Path) -> bytes | None:
    """The middle of a picture as a square JPEG of :data:`SIDE` pixels, the same bytes each time; None for what is no picture, or larger than :data:`MOST`."""
    if path.stat().st_size > MOST:
        return None
    try:
        with Image.open(path) as opened:
            opened.draft("RGB", (SIDE, SIDE))
            picture = ImageOps.fit(ImageOps.exif_transpose(opened).convert("RGB"), (SIDE, SIDE))
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError, ValueError):
        return None
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()
