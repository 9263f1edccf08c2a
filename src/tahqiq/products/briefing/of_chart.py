"""A chart of the screen as slides: the drawing with its legend, the strongest lines, the items, and the
documents it rests on."""

from collections.abc import Mapping, Sequence

from tahqiq.model.source import Source
from tahqiq.products.briefing.content import Block, Composed, Drawn
from tahqiq.products.briefing.grids import lines_grid, things_grid
from tahqiq.products.briefing.slides import slides
from tahqiq.products.bundle.pages import Act
from tahqiq.products.chart.content import Gathered
from tahqiq.products.paper.furniture import Furniture
from tahqiq.products.paper.marks import Picture
from tahqiq.products.product_words import Tongue

MOST_LINES, MOST_ITEMS = 30, 60
ROOM = (870.0, 330.0)
"""Width and height of the drawing on a slide, in points."""


def chart_slides(
    title: str,
    case: str,
    language: str,
    found: Gathered,
    drawn: tuple[Picture, Picture],
    told: Sequence[str],
    handling: Sequence[str],
    by: tuple[str, str],
    photographed: Sequence[Source],
    frame: Furniture,
) -> bytes:
    """The bytes of the file. ``drawn`` are the picture and its legend, ``told`` the sentences below it,
    ``by`` the name of who made it and when (ISO 8601 UTC), ``photographed`` the sources of photographs,
    ``frame`` what the agency puts round the chart."""
    say = Tongue(language)
    blocks: tuple[Block, ...] = (
        Drawn(*drawn, title or say.say("chart"), tuple(told)),
        lines_grid(say, found, say.say("lines"), MOST_LINES),
        things_grid(say, found, say.say("things"), MOST_ITEMS),
    )
    sources = tuple(
        {one.id: one for one in (*(one.source for one in found.exhibits), *photographed)}.values()
    )
    made = Composed(
        title or say.say("chart"),
        case,
        say.tag,
        "",
        blocks,
        (),
        sources,
        tuple(handling),
        (),
        {},
        frame=frame,
    )
    names: Mapping[str, str] = {"": by[0]}
    return slides(made, (Act("prepared", "", by[1]),), dict(names), draft=False)
