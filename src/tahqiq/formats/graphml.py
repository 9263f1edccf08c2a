"""GraphML, in and out. Nodes and edges as records (:mod:`tahqiq.formats.graphrows`); data keys become columns by their ``attr.name``.

Written: every column of an item or link as a typed key, so that reading gives the same chart. Not written, since GraphML has no place for them:
cards. Standard: graphml.graphdrawing.org. Labels that yEd keeps inside its graphics are read.
"""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from tahqiq.formats.base import FormatReader
from tahqiq.formats.chart import EDGE_COLUMNS, NODE_COLUMNS, PREFIX, Chart, ChartItem, ChartLink, columns_of
from tahqiq.formats.graphrows import GraphRows, columns, title_of
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.xmlwalk import child, children, local, looks_like, text_of, walk
from tahqiq.formats.xmlwrite import tag, text
from tahqiq.kit.reasons import reason

Keys = dict[str, tuple[str, str | None]]


def sniff(head: bytes, name: str) -> Confidence:
    """The root element."""
    return Confidence(0.98, reason("format-begins", what="<graphml>")) if looks_like(head[:4096], "<graphml") else NO


def read(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    """Nodes and edges in the order of the file."""
    graph = GraphRows(rows)
    keys: Keys = {}
    directed = True
    with path.open("rb") as stream:
        for event, kind, element in walk(stream, ("node", "edge")):
            if event == "start" and kind == "graph":
                directed = element.get("edgedefault", "directed") != "undirected"
            elif event == "end" and kind == "key":
                default = child(element, "default")
                key = element.get("id", "")
                keys[key] = (element.get("attr.name") or key, default.text if default is not None else None)
            elif event == "end" and kind == "node":
                graph.node({**columns(_data(element, keys, "node"), NODE_COLUMNS), "id": element.get("id")})
            elif event == "end" and kind == "edge":
                graph.edge(_edge(element, keys, directed))
            yield from rows.ready()
    graph.finish()


def _edge(element: Element, keys: Keys, directed: bool) -> dict[str, str | None]:
    own = element.get("directed")
    values: dict[str, str | None] = {"direction": "forward" if (own == "true" if own else directed) else "none"}
    values |= columns(_data(element, keys, "edge"), EDGE_COLUMNS)
    values["source"], values["target"] = element.get("source"), element.get("target")
    values["id"] = element.get("id") or values.get("id")
    return values


def _data(element: Element, keys: Keys, owner: str) -> dict[str, str | None]:
    """Values by name; an attribute called like a part of the structure (id, source, target) keeps its own column."""
    found: dict[str, str | None] = {}
    for data in children(element, "data"):
        name, default = keys.get(data.get("key", ""), (data.get("key", ""), None))
        if len(data):
            label = next((text_of(inner) for inner in data.iter() if local(inner.tag) in ("NodeLabel", "EdgeLabel")), None)
            found.setdefault("label", label)
        else:
            name = PREFIX + name if name in ("id", "source", "target") else name
            found[name] = data.text or default
    return found


def write(path: Path, chart: Chart) -> None:
    """Writes ``chart`` as UTF-8 GraphML; the same chart gives the same bytes. Raises ``OSError`` for the disk."""
    with path.open("w", encoding="utf-8", newline="") as out:
        out.writelines(lines(chart))


def lines(chart: Chart) -> Iterator[str]:
    """The text of the file, piece by piece."""
    item_keys = _names(chart.items)
    link_keys = _names(chart.links)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for prefix, owner, names in (("n", "node", item_keys), ("e", "edge", link_keys)):
        for number, name in enumerate(names):
            yield tag("key", {"id": f"{prefix}{number}", "for": owner, "attr.name": name, "attr.type": "string"}) + "\n"
    yield '<graph edgedefault="directed">\n'
    for item in chart.items:
        yield tag("node", {"id": item.id}, closed=False) + _datas(_values(item), item_keys, "n") + "</node>\n"
    for link in chart.links:
        ends: dict[str, str | None] = {"id": link.id, "source": link.source, "target": link.target}
        if link.direction == "none":
            ends["directed"] = "false"
        yield tag("edge", ends, closed=False) + _datas(_values(link), link_keys, "e") + "</edge>\n"
    yield "</graph>\n</graphml>\n"


def _values(one: ChartItem | ChartLink) -> dict[str, str]:
    values = columns_of(one)
    for name in ("id", "source", "target"):
        values.pop(name, None)
    fixed = NODE_COLUMNS if isinstance(one, ChartItem) else EDGE_COLUMNS
    return values | {title_of(name, fixed): value for name, value in one.attributes if value}


def _names(ones: tuple[ChartItem, ...] | tuple[ChartLink, ...]) -> list[str]:
    """Key names in a fixed order: the fixed columns, then attributes by name."""
    used = {name for one in ones for name in _values(one)}
    fixed = [name for name in dict.fromkeys((*NODE_COLUMNS, *EDGE_COLUMNS)) if name in used]
    return fixed + sorted(used.difference(fixed))


def _datas(values: dict[str, str], names: list[str], prefix: str) -> str:
    return "".join(f'<data key="{prefix}{number}">{text(values[name])}</data>' for number, name in enumerate(names) if name in values)


READER = FormatReader("graphml", 1, "Graph (GraphML)", (".graphml",), sniff, read)
