"""GraphML, in and out. Nodes and edges as records (:mod:`tahqiq.formats.graphrows`); data keys become columns
by their ``attr.name``.

Written: every column of an item or link as a typed key, so that reading gives the same chart. Not written,
since GraphML has no place for them: cards. Standard: graphml.graphdrawing.org. Labels and texts that yEd
keeps inside its graphics are read; XML attributes beyond the standard's (``label`` of TinkerPop) are
attributes. A node inside a node says so in ``attribute:within``. A default stands for every element of its
kind without a value. A hyperedge has no two ends: it is a problem.
"""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from tahqiq.formats.base import FormatReader
from tahqiq.formats.chart import EDGE_COLUMNS, NODE_COLUMNS, PREFIX, Chart, ChartItem, ChartLink, columns_of
from tahqiq.formats.graphrows import EDGES, NODES, GraphRows, columns, title_of
from tahqiq.formats.leftover import leaves
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.sniff import xml_root
from tahqiq.formats.xmlwalk import child, children, local, text_of, walk
from tahqiq.formats.xmlwrite import tag, text
from tahqiq.kit.reasons import reason
from tahqiq.model.account import LOOK, TECHNICAL, UNKNOWN
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem

Keys = dict[str, tuple[str, str | None, str]]
"""What a key is called, its default, and which elements it is for."""
Values = dict[str, str | None]
_STRUCTURE = frozenset(["id", "source", "target", "directed"])
_LABEL_TEXTS = frozenset(["Label.Text"])


def sniff(head: bytes, name: str) -> Confidence:
    """The root element."""
    return Confidence(0.98, reason("format-begins", what="<graphml>")) if xml_root(head) == "graphml" else NO


def read(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    """Nodes and edges in the order of the file."""
    file = _File(rows)
    with path.open("rb") as stream:
        for event, kind, element in walk(stream, ("node", "edge", "hyperedge")):
            file.take(event, kind, element)
            yield from rows.ready()
    file.graph.finish()


class _File:
    """Keeps what the structure around an element says: keys, direction, the nodes it lies in."""

    def __init__(self, rows: Rows) -> None:
        self.graph = GraphRows(rows)
        self._rows = rows
        self._keys: Keys = {}
        self._directed = True
        self._around: list[str] = []
        self._hyper = 0

    def take(self, event: str, kind: str, element: Element) -> None:
        """One start or end of an element."""
        if kind == "node" and event == "start":
            self._around.append(element.get("id", ""))
        elif kind == "graph" and event == "start":
            self._directed = element.get("edgedefault", "directed") != "undirected"
        elif event != "end":
            return
        elif kind == "key":
            self._key(element)
        elif kind == "node":
            self._around.pop()
            self._node(element)
        elif kind == "edge":
            self._edge(element)
        elif kind == "hyperedge":
            self._hyper += 1
            place = Place(Part(4, "entry", "hyperedges"), self._hyper)
            ends = ", ".join(one.get("node", "") for one in children(element, "endpoint"))
            count = sum(1 for _ in leaves(element))
            self._rows.tell(
                Problem(
                    "chart-item-not-modelled",
                    place,
                    "hyperedge",
                    ends or element.get("id"),
                    records=1,
                    fields=count,
                )
            )
        elif kind in ("graph", "graphml"):
            self._about(kind, element)

    def _key(self, element: Element) -> None:
        default = child(element, "default")
        key = element.get("id", "")
        name = element.get("attr.name") or element.get("yfiles.type") or key
        self._keys[key] = (name, default.text if default is not None else None, element.get("for", "all"))
        for attribute, value in element.attrib.items():
            if value.strip():
                self._rows.aside(f"key/{local(attribute)}", Place(), TECHNICAL)
        if default is not None:
            for leaf, _ in leaves(default):
                self._rows.aside(leaf, Place(), TECHNICAL)
        self._stray(element)

    def _about(self, kind: str, element: Element) -> None:
        for one in element:
            if local(one.tag) == "desc":
                self.graph.about(f"{kind} desc", text_of(one))
            elif local(one.tag) == "data":
                name = self._keys.get(one.get("key", ""), (one.get("key", ""),))[0]
                if len(one):
                    for leaf, _ in leaves(one):
                        self._rows.aside(leaf, Place(), LOOK)
                else:
                    self.graph.about(f"{kind} {name}", one.text)
        for attribute, value in element.attrib.items():
            if value.strip() and "schemaLocation" not in attribute:
                self._rows.aside(f"{kind}/{local(attribute)}", Place(), TECHNICAL)
        self._stray(element)

    def _stray(self, element: Element) -> None:
        """Text where the standard has none."""
        if (element.text or "").strip() or any((one.tail or "").strip() for one in element):
            self._rows.aside(local(element.tag), Place(), UNKNOWN)

    def _node(self, element: Element) -> None:
        place = Place(NODES, len(self.graph.nodes) + 1)
        values = columns(self._data(element, "node", place), NODE_COLUMNS)
        if self._around:
            values.setdefault(PREFIX + "within", self._around[-1])
        self.graph.node({**values, "id": element.get("id")})

    def _edge(self, element: Element) -> None:
        own = element.get("directed")
        directed = own.strip().lower() in ("true", "1") if own else self._directed
        place = Place(EDGES, self.graph.count + 1)
        values: Values = {"direction": "forward" if directed else "none"}
        values |= columns(self._data(element, "edge", place), EDGE_COLUMNS)
        values["source"], values["target"] = element.get("source"), element.get("target")
        values["id"] = element.get("id") or values.get("id")
        self.graph.edge(values)

    def _data(self, element: Element, owner: str, place: Place) -> Values:
        """Values by name; an attribute called like a part of the structure (id, source, target) keeps its own
        column."""
        found: Values = {}
        for name, value in element.attrib.items():
            if local(name) not in _STRUCTURE:
                found[_own(local(name))] = value
        for one in element:
            tag = local(one.tag)
            if tag == "data":
                self._one(one, found, place)
            elif tag == "desc":
                found["description"] = text_of(one)
            elif tag == "port":
                ports = " ".join(text for _, text in leaves(one))
                found["port"] = "\n".join(filter(None, (found.get("port"), ports)))
            elif tag not in ("graph", ""):
                _looks(self._rows, place, one)
        for name, default, of in self._keys.values():
            if default and of in (owner, "all") and _own(name) not in found:
                found[_own(name)] = default
        return found

    def _one(self, data: Element, found: Values, place: Place) -> None:
        name, default, _ = self._keys.get(data.get("key", ""), (data.get("key", ""), None, ""))
        if not len(data):
            text = data.text or default
            before = found.get(_own(name))
            found[_own(name)] = f"{before}\n{text}" if before and text and text != before else text or before
            return
        labels = [text for one in data.iter() if _is_label(one) and (text := _label(one))]
        if labels:
            found["label"] = "\n".join(dict.fromkeys(filter(None, (found.get("label"), *labels))))
        others = [
            text
            for one in data.iter()
            if not _is_label(one)
            and not len(one)
            and (text := (one.text or "").strip())
            and local(one.tag) not in _LABEL_TEXTS
        ]
        if others:
            found[_own(name)] = "\n".join(others)
        for one in data:
            _looks(self._rows, place, one)


def _looks(rows: Rows, place: Place, element: Element) -> None:
    """What a drawing program keeps beside the texts: attributes and numbers say how something looks."""
    for one in element.iter():
        for attribute, value in one.attrib.items():
            if value.strip() and not (_is_label(one) and value.strip() == _label(one)):
                rows.aside(f"{local(one.tag)}/{local(attribute)}", place, LOOK)


def _own(name: str) -> str:
    return PREFIX + name if name in ("id", "source", "target") else name


def _is_label(element: Element) -> bool:
    tag = local(element.tag)
    return tag.endswith("Label") or tag == "Label.Text"


def _label(element: Element) -> str:
    """What a label says: its own text (old yEd) or its attribute (``Text`` of newer programs)."""
    return ((element.text or "").strip() or element.get("Text") or element.get("text") or "").strip()


def write(path: Path, chart: Chart) -> None:
    """Writes ``chart`` as UTF-8 GraphML; the same chart gives the same bytes. Raises ``OSError`` for the
    disk."""
    with path.open("w", encoding="utf-8", newline="") as out:
        out.writelines(lines(chart))


def lines(chart: Chart) -> Iterator[str]:
    """The text of the file, piece by piece."""
    item_keys = _names(chart.items)
    link_keys = _names(chart.links)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for prefix, owner, names in (("n", "node", item_keys), ("e", "edge", link_keys)):
        for number, name in enumerate(names):
            yield (
                tag(
                    "key", {"id": f"{prefix}{number}", "for": owner, "attr.name": name, "attr.type": "string"}
                )
                + "\n"
            )
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
    return "".join(
        f'<data key="{prefix}{number}">{text(values[name])}</data>'
        for number, name in enumerate(names)
        if name in values
    )


READER = FormatReader("graphml", 2, "Graph (GraphML)", (".graphml",), sniff, read)
