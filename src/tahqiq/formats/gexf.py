"""GEXF (Gephi), in and out. Nodes and edges as records (:mod:`tahqiq.formats.graphrows`); attributes become columns by their title.

Written: colour and place in the ``viz`` namespace, the rest as attributes, so that reading gives the same chart. Not written, since GEXF has no
place for them: cards. Standard: gexf.net 1.3; files of 1.1 and 1.2 are read too.
"""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from tahqiq.formats.base import FormatReader
from tahqiq.formats.chart import EDGE_COLUMNS, NODE_COLUMNS, PREFIX, Chart, ChartItem, ChartLink, columns_of
from tahqiq.formats.graphrows import GraphRows, columns, title_of
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.xmlwalk import child, children, looks_like, walk
from tahqiq.formats.xmlwrite import tag
from tahqiq.kit.reasons import reason

_DIRECTIONS = {"directed": "forward", "undirected": "none", "mutual": "both"}
_KINDS = {"forward": "directed", "backward": "directed", "none": "undirected", "both": "mutual"}
_OWN = frozenset(["id", "source", "target", "label", "weight", "colour", "x", "y"])
Titles = dict[tuple[str, str], tuple[str, str | None]]


def sniff(head: bytes, name: str) -> Confidence:
    """The root element."""
    return Confidence(0.98, reason("format-begins", what="<gexf>")) if looks_like(head[:4096], "<gexf") else NO


def read(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    """Nodes and edges in the order of the file."""
    graph = GraphRows(rows)
    titles: Titles = {}
    owner, default = "node", "undirected"
    with path.open("rb") as stream:
        for event, kind, element in walk(stream, ("node", "edge")):
            if event == "start" and kind == "graph":
                default = element.get("defaultedgetype", default)
            elif event == "start" and kind == "attributes":
                owner = element.get("class", "node")
            elif event == "end" and kind == "attribute":
                preset = child(element, "default")
                key = element.get("id", "")
                titles[owner, key] = (element.get("title") or key, preset.text if preset is not None else None)
            elif event == "end" and kind == "node":
                graph.node(_node(element, titles))
            elif event == "end" and kind == "edge":
                graph.edge(_edge(element, titles, default))
            yield from rows.ready()
    graph.finish()


def _node(element: Element, titles: Titles) -> dict[str, str | None]:
    values: dict[str, str | None] = {"when": element.get("start")}
    values |= columns(_attributes(element, titles, "node"), NODE_COLUMNS)
    place = child(element, "position")
    if place is not None:
        values["x"], values["y"] = place.get("x"), place.get("y")
    return values | {"id": element.get("id"), "label": element.get("label"), "colour": _colour(element)}


def _edge(element: Element, titles: Titles, default: str) -> dict[str, str | None]:
    values: dict[str, str | None] = {"when": element.get("start"), "direction": _DIRECTIONS.get(element.get("type") or default, "none")}
    values |= columns(_attributes(element, titles, "edge"), EDGE_COLUMNS)
    own = {name: element.get(name) for name in ("id", "source", "target", "label", "weight")}
    return values | own | {"colour": _colour(element)}


def _attributes(element: Element, titles: Titles, owner: str) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for values in children(element, "attvalues"):
        for value in children(values, "attvalue"):
            key = value.get("for") or value.get("id") or ""
            name, default = titles.get((owner, key), (key, None))
            found[PREFIX + name if name in _OWN else name] = value.get("value") or default
    return found


def _colour(element: Element) -> str | None:
    """``viz:color`` as ``#rrggbb``; None when there is none or it is no colour."""
    colour = child(element, "color")
    if colour is None:
        return None
    if colour.get("hex"):
        return str(colour.get("hex"))
    parts = [colour.get(name, "") for name in "rgb"]
    if not all(part.isascii() and part.isdigit() and int(part) < 256 for part in parts):
        return None
    return "#" + "".join(f"{int(part):02x}" for part in parts)


def write(path: Path, chart: Chart) -> None:
    """Writes ``chart`` as UTF-8 GEXF 1.3; the same chart gives the same bytes. Raises ``OSError`` for the disk."""
    with path.open("w", encoding="utf-8", newline="") as out:
        out.writelines(lines(chart))


def lines(chart: Chart) -> Iterator[str]:
    """The text of the file, piece by piece."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield '<graph defaultedgetype="undirected">\n'
    names = {owner: sorted({name for one in ones for name in _rest(one)}) for owner, ones in (("node", chart.items), ("edge", chart.links))}
    for owner, used in names.items():
        yield f'<attributes class="{owner}">\n'
        yield from (tag("attribute", {"id": str(number), "title": name, "type": "string"}) + "\n" for number, name in enumerate(used))
        yield "</attributes>\n"
    yield "<nodes>\n"
    for item in chart.items:
        yield tag("node", {"id": item.id, "label": item.label}, closed=False) + _values(item, names["node"]) + _viz(item) + "</node>\n"
    yield "</nodes>\n<edges>\n"
    for link in chart.links:
        own: dict[str, str | None] = {
            "id": link.id,
            "source": link.source,
            "target": link.target,
            "label": link.label,
            "weight": link.weight,
        }
        own["type"] = _KINDS[link.direction]
        yield tag("edge", own, closed=False) + _values(link, names["edge"]) + _viz(link) + "</edge>\n"
    yield "</edges>\n</graph>\n</gexf>\n"


def _rest(one: ChartItem | ChartLink) -> dict[str, str]:
    values = {name: value for name, value in columns_of(one).items() if name not in _OWN}
    if values.get("direction") != "backward":
        values.pop("direction", None)
    fixed = NODE_COLUMNS if isinstance(one, ChartItem) else EDGE_COLUMNS
    return values | {title_of(name, fixed): value for name, value in one.attributes if value}


def _values(one: ChartItem | ChartLink, names: list[str]) -> str:
    values = _rest(one)
    found = [tag("attvalue", {"for": str(number), "value": values[name]}) for number, name in enumerate(names) if name in values]
    return f"<attvalues>{''.join(found)}</attvalues>" if found else ""


def _viz(one: ChartItem | ChartLink) -> str:
    pieces = ""
    if one.colour:
        red, green, blue = (str(int(one.colour[at : at + 2], 16)) for at in (1, 3, 5))
        pieces += tag("viz:color", {"r": red, "g": green, "b": blue})
    if isinstance(one, ChartItem) and one.x is not None and one.y is not None:
        values = columns_of(one)
        pieces += tag("viz:position", {"x": values["x"], "y": values["y"], "z": "0"})
    return pieces


READER = FormatReader("gexf", 1, "Graph (GEXF)", (".gexf",), sniff, read)
