"""A chart file as the rules of the chart let it look, and with what is written on it: the styles of the
screen in the words of other programs."""

from collections.abc import Mapping
from dataclasses import replace

from tahqiq.formats.chart import Chart, ChartItem, ChartLink, Size
from tahqiq.products.board_lines import line_id
from tahqiq.products.board_rules import Look, Styled
from tahqiq.products.paper.chart_positions import SCALE
from tahqiq.products.paper.layout import Layout
from tahqiq.products.selection_chart import RELATION

SHOWN = "shown"
"""The attribute that holds what stands below a name."""
_SIZES: tuple[tuple[float, Size], ...] = (
    (0.75, "half"),
    (1.5, "single"),
    (2.5, "double"),
    (3.5, "triple"),
    (float("inf"), "quadruple"),
)
_DASHES = {"solid": "confirmed", "dashed": "unconfirmed", "dotted": "tentative"}


def dressed(
    name: str, chart: Chart, styled: Styled, displayed: Mapping[str, str]
) -> tuple[Chart, dict[str, int]]:
    """The chart in the colours, icons, frames, sizes and widths of the rules; and what a file of the format
    ``name`` cannot say of them, each with how many: ``dashes`` of lines that are dashed otherwise than as
    sure as they are (there dashes mean how sure a line is), ``looks`` of items and lines beside their colour,
    which only ANX holds. ``displayed`` as for :func:`tahqiq.products.paper.chart_positions.placed`."""
    links = tuple(_link(link, styled, displayed) for link in chart.links)
    looks = [_look(link, styled, displayed) for link in chart.links]
    other = sum(
        1
        for link, look in zip(chart.links, looks, strict=True)
        if look and look.dash and _DASHES[look.dash] != link.strength
    )
    items = tuple(_item(item, styled, displayed) for item in chart.items)
    drawn = sum(1 for item in items if item.icon or item.frame or item.size) + sum(
        1 for link in links if link.width
    )
    return Chart(items, links), {"dashes": other, "looks": drawn if name != "anx" else 0}


def pictured(chart: Chart, photos: Mapping[str, bytes], displayed: Mapping[str, str]) -> Chart:
    """The chart with the photographs of its items (JPEG)."""
    if not photos:
        return chart
    items = tuple(
        replace(item, picture=photos.get(displayed.get(item.id, ""), item.picture)) for item in chart.items
    )
    return replace(chart, items=items)


def written_on(chart: Chart, layout: Layout, displayed: Mapping[str, str]) -> Chart:
    """The chart with its titles, texts and notes as items of text, each note tied to the item it is about."""
    under = {shown: item for item, shown in displayed.items()}
    here = {item.id for item in chart.items}
    made, ties = [], []
    for number, text in enumerate(layout.texts, start=1):
        identity = f"text-{number}"
        kind = {"title": "Title", "note": "Note", "source": "Source"}.get(text.kind, "Text")
        made.append(
            ChartItem(
                identity,
                text.text,
                kind,
                x=float(round(text.x * SCALE)),
                y=float(round(text.y * SCALE)),
                shape="text",
            )
        )
        about = under.get(text.of, text.of)
        if about in here:
            ties.append(ChartLink(identity, about, f"T{number}", type="Note", strength="tentative"))
    return Chart((*chart.items, *made), (*chart.links, *ties))


def _item(item: ChartItem, styled: Styled, displayed: Mapping[str, str]) -> ChartItem:
    style = styled.items.get(displayed.get(item.id, ""))
    if style is None:
        return item
    look, words = style.look, [word for word in style.words if word]
    about = dict(item.attributes) | ({SHOWN: "; ".join(words)} if words else {})
    return replace(
        item,
        colour=look.colour or item.colour,
        frame=look.frame or item.frame,
        icon=look.icon or item.icon,
        size=size_of(look.size),
        attributes=tuple(sorted(about.items())),
    )


def size_of(factor: float) -> Size:
    """The nearest size that a file has for a factor of the usual one; "" for 0, which leaves it as it is.

    >>> size_of(0), size_of(0.5), size_of(1.8)
    ('', 'half', 'double')
    """
    return next(name for most, name in _SIZES if factor < most) if factor else ""


def _link(link: ChartLink, styled: Styled, displayed: Mapping[str, str]) -> ChartLink:
    look = _look(link, styled, displayed)
    if look is None:
        return link
    return replace(
        link,
        colour=look.colour or link.colour,
        width=str(max(1, round(look.width))) if look.width else link.width,
    )


def _look(link: ChartLink, styled: Styled, displayed: Mapping[str, str]) -> Look | None:
    if not styled.lines:
        return None
    about = dict(link.attributes)
    ends = (displayed.get(link.source, ""), displayed.get(link.target, ""))
    for a, b in (ends, ends[::-1]):
        style = styled.lines.get(
            line_id(a, b, about.get("entity", ""), about.get("kind", ""), about.get(RELATION, ""))
        )
        if style is not None:
            return style.look
    return None
