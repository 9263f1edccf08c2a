"""A chart drawn as far apart as on the screen, without a room to fit into."""

from collections.abc import Callable, Mapping, Sequence

from tahqiq.products.board import Item
from tahqiq.products.board_events import Happened
from tahqiq.products.board_lines import Line
from tahqiq.products.board_rules import Styled
from tahqiq.products.paper.chart_picture import UNIT, Drawable, drawn
from tahqiq.products.paper.joined_lines import Joined
from tahqiq.products.paper.layout import Layout
from tahqiq.products.paper.marks import Picture
from tahqiq.products.paper.rule_styles import PLAIN


def draw(
    layout: Layout,
    items: Mapping[str, Item],
    lines: Sequence[Line],
    locale: str,
    saying: Callable[[Joined, bool], str] | None = None,
    styled: Styled = PLAIN,
    events: Sequence[Happened] = (),
    photos: Mapping[str, bytes] | None = None,
) -> Picture:
    return drawn(Drawable(layout, items, lines, locale, saying, styled, events, photos or {}), UNIT)[0]
