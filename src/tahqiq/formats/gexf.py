"""GEXF (Gephi), in and out. Nodes and edges as records (:mod:`tahqiq.formats.graphrows`); attributes become
columns by their title.

Written: colour and place in the ``viz`` namespace, the rest as attributes, so that reading gives the same
chart. Not written, since GEXF has no place for them: cards. Standard: gexf.net 1.3; files of 1.1 and 1.2 are
read too. Values that change in time stand one a line with their time, ``value [start – end]``; spells of
existence in ``attribute:spells``; the node around a node in ``attribute:within``; a default stands for every
element without a value.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

from tahqiq.formats.base import FormatReader
from tahqiq.formats.chart import EDGE_COLUMNS, NODE_COLUMNS, PREFIX, Chart, ChartItem, ChartLink, columns_of
from tahqiq.formats.graphrows import EDGES, NODES, GraphRows, columns, title_of
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.sniff import xml_root
from tahqiq.formats.xmlwalk import child, children, local, text_of, walk
from tahqiq.formats.xmlwrite import tag
from tahqiq.kit.reasons import reason
from tahqiq.model.account import LOOK, TECHNICAL
from tahqiq.model.place import Place

_DIRECTIONS = {"directed": "forward", "undirected": "none", "mutual": "both"}
_KINDS = {"forward": "directed", "backward": "directed", "none": "undirected", "both": "mutual"}
_OWN = frozenset(["id", "source", "target", "label", "weight", "colour", "x", "y"])
Values = dict[str, str | None]
_STRUCTURE = frozenset(["id", "source", "target", "label", "weight", "start", "type", "pid"])
Titles = dict[tuple[str, str], tuple[str, str | None]]


def sniff(head: bytes, name: str) -> Confidence:
    """The root element."""
    return Confidence(0.98, reason("format-begins", what="<gexf>")) if xml_root(head) == "gexf" else NO


def read(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    """Nodes and edges in the order of the file."""
    graph = GraphRows(rows)
    titles: Titles = {}
    owner, default = "node", "undirected"
    around: list[str] = []
    with path.open("rb") as stream:
        for event, kind, element in walk(stream, ("node", "edge")):
            if event == "start" and kind == "graph":
                default = element.get("defaultedgetype", default)
                _technical(rows, element, "graph")
            elif event == "start" and kind == "attributes":
                owner = element.get("class", "node")
                _technical(rows, element, kind)
            elif event == "start" and kind == "node":
                around.append(element.get("id", ""))
            elif event == "end" and kind == "attribute":
                preset = child(element, "default")
                key = element.get("id", "")
                titles[owner, key] = (
                    element.get("title") or key,
                    preset.text if preset is not None else None,
                )
                _technical(rows, element, kind)
            elif event == "end" and kind == "node":
                around.pop()
                graph.node(
                    _node(
                        element,
                        titles,
                        around[-1] if around else None,
                        Sight(rows, Place(NODES, len(graph.nodes) + 1)),
                    )
                )
            elif event == "end" and kind == "edge":
                graph.edge(_edge(element, titles, default, Sight(rows, Place(EDGES, graph.count + 1))))
            elif event == "end" and kind == "meta":
                _meta(graph, element)
            elif event == "end" and kind in ("gexf", "nodes", "edges"):
                _technical(rows, element, kind)
            yield from rows.ready()
    graph.finish()


class Sight(NamedTuple):
    """Where an element stands, for what is left out of it."""

    rows: Rows
    place: Place


def _technical(rows: Rows, element: Element, kind: str) -> None:
    for name, value in element.attrib.items():
        if value.strip() and "schemaLocation" not in name:
            rows.aside(f"{kind}/{local(name)}", Place(), TECHNICAL)


def _meta(graph: GraphRows, meta: Element) -> None:
    for name, value in meta.attrib.items():
        graph.about(local(name), value)
    for one in meta:
        graph.about(local(one.tag), text_of(one))


def _node(element: Element, titles: Titles, within: str | None, sight: Sight) -> Values:
    values: Values = {"when": element.get("start")}
    values |= columns(_attributes(element, titles, "node", sight), NODE_COLUMNS)
    place = child(element, "position")
    if place is not None:
        values["x"], values["y"] = place.get("x"), place.get("y")
    parent = element.get("pid") or within
    if parent:
        values.setdefault(PREFIX + "within", parent)
    return values | {"id": element.get("id"), "label": element.get("label"), "colour": _colour(element)}


def _edge(element: Element, titles: Titles, default: str, sight: Sight) -> Values:
    values: Values = {
        "when": element.get("start"),
        "direction": _DIRECTIONS.get(element.get("type") or default, "none"),
    }
    values |= columns(_attributes(element, titles, "edge", sight), EDGE_COLUMNS)
    own = {name: element.get(name) for name in ("id", "source", "target", "label", "weight")}
    return values | own | {"colour": _colour(element)}


def _attributes(element: Element, titles: Titles, owner: str, sight: Sight) -> Values:
    """Values by title: what the file lists as values, further XML attributes, spells and parents; how it is
    drawn is set aside."""
    found: dict[str, list[str]] = {}
    for one in element:
        tag = local(one.tag)
        if tag == "attvalues":
            for value in children(one, "attvalue"):
                key = value.get("for") or value.get("id") or ""
                name, default = titles.get((owner, key), (key, None))
                text = value.get("value") or default
                if text:
                    found.setdefault(PREFIX + name if name in _OWN else name, []).append(text + _time(value))
        elif tag == "spells":
            found["spells"] = [_time(spell).strip(" []") for spell in children(one, "spell")]
        elif tag == "parents":
            found["within"] = [parent.get("for", "") for parent in children(one, "parent")]
        elif tag not in ("nodes", "edges", ""):
            _drawn(one, sight)
    for name, text in element.attrib.items():
        if local(name) not in _STRUCTURE and text.strip():
            found.setdefault(local(name), []).append(text)
    if element.get("type") and element.get("type") not in _DIRECTIONS:
        found.setdefault("type", []).append(element.get("type", ""))
    for (of, _), (name, default) in titles.items():
        if of == owner and default and (PREFIX + name if name in _OWN else name) not in found:
            found[PREFIX + name if name in _OWN else name] = [default]
    return {name: "\n".join(dict.fromkeys(filter(None, texts))) for name, texts in found.items()}


def _drawn(element: Element, sight: Sight) -> None:
    """Colour and place of a node are columns; the rest of ``viz`` says how something looks."""
    read = {"position": ("x", "y"), "color": ("r", "g", "b", "hex")}.get(local(element.tag), ())
    for one in element.iter():
        for name, value in one.attrib.items():
            if value.strip() and local(name) not in read:
                sight.rows.aside(f"{local(one.tag)}/{local(name)}", sight.place, LOOK)


def _time(element: Element) -> str:
    """The time of a value, with a blank before it; empty when it holds always."""
    stamp = element.get("timestamp")
    start, end = (element.get(name) or element.get(f"{name}open") for name in ("start", "end"))
    if stamp:
        return f" [{stamp}]"
    return f" [{start or ''} – {end or ''}]" if start or end else ""


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
    """Writes ``chart`` as UTF-8 GEXF 1.3; the same chart gives the same bytes. Raises ``OSError`` for the
    disk."""
    with path.open("w", encoding="utf-8", newline="") as out:
        out.writelines(lines(chart))


def lines(chart: Chart) -> Iterator[str]:
    """The text of the file, piece by piece."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" '
        'xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    )
    yield '<graph defaultedgetype="undirected">\n'
    names = {
        owner: sorted({name for one in ones for name in _rest(one)})
        for owner, ones in (("node", chart.items), ("edge", chart.links))
    }
    for owner, used in names.items():
        yield f'<attributes class="{owner}">\n'
        yield from (
            tag("attribute", {"id": str(number), "title": name, "type": "string"}) + "\n"
            for number, name in enumerate(used)
        )
        yield "</attributes>\n"
    yield "<nodes>\n"
    for item in chart.items:
        yield (
            tag("node", {"id": item.id, "label": item.label}, closed=False)
            + _values(item, names["node"])
            + _viz(item)
            + "</node>\n"
        )
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
    found = [
        tag("attvalue", {"for": str(number), "value": values[name]})
        for number, name in enumerate(names)
        if name in values
    ]
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


READER = FormatReader("gexf", 2, "Graph (GEXF)", (".gexf",), sniff, read)
