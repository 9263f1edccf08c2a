"""KML (Google Earth and phone tools): placemarks with points, lines, areas and tracks, their times and
extended data.

See :mod:`tahqiq.formats.geofeature` for the columns. Descriptions in HTML come as their visible text.
Whatever else a placemark says (address, telephone, links, data of other programs) is an attribute by the name
of its element. What a folder or the document says of itself is ``geo.about``. A file may begin with a folder,
a document or a placemark. Links into the network and overlays are problems: what they show is elsewhere or a
picture. Standard: OGC 12-007r2, with ``gx:Track``.
"""

import re
from collections.abc import Callable, Iterator
from itertools import count, zip_longest
from pathlib import Path
from xml.etree.ElementTree import Element

from tahqiq.formats.base import FormatReader
from tahqiq.formats.geofeature import COLUMNS, KIND, about, attribute
from tahqiq.formats.html import visible
from tahqiq.formats.leftover import leaves
from tahqiq.formats.mailbody import links_of
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.sniff import xml_root
from tahqiq.formats.xmlwalk import child, children, local, looks_like, text_of, walk
from tahqiq.kit.reasons import reason
from tahqiq.model.account import LOOK, TECHNICAL
from tahqiq.model.place import WHOLE, Place
from tahqiq.model.problem import Problem

Values = dict[str, str | None]
Keep = Callable[[str, str | None], None]
_SHAPES = ("Point", "LineString", "LinearRing", "Polygon", "Model")
_GEOMETRIES = frozenset([*_SHAPES, "MultiGeometry", "Track", "MultiTrack"])
_CONTAINERS = frozenset(["Document", "Folder"])
_ELSEWHERE = frozenset(["NetworkLink", "GroundOverlay", "ScreenOverlay", "PhotoOverlay", "Tour"])
_STYLES = frozenset(["Style", "StyleMap", "CascadingStyle"])
_ROOTS = frozenset(
    ["Placemark", *_CONTAINERS, *_ELSEWHERE, *_STYLES, *_GEOMETRIES, "Update", "NetworkLinkControl"]
)
_LOOKS = frozenset(
    [
        "visibility",
        "open",
        "styleUrl",
        "LookAt",
        "Camera",
        "AbstractView",
        "Region",
        "balloonVisibility",
        *_STYLES,
    ]
)
_DRAWN = frozenset(
    [
        "altitudeMode",
        "extrude",
        "tessellate",
        "drawOrder",
        "interpolate",
        "Orientation",
        "Scale",
        "ResourceMap",
        "seaFloorAltitudeMode",
        "altitudeOffset",
    ]
)
_KNOWN = frozenset(["name", "description", "TimeSpan", "TimeStamp", "ExtendedData", *_GEOMETRIES])


def sniff(head: bytes, name: str) -> Confidence:
    """The root element, or one of those that may stand in its place with the namespace, a placemark or the
    ending of such a file."""
    if looks_like(head[:4096], "<kml") or looks_like(head[:4096], ":kml"):
        return Confidence(0.98, reason("format-begins", what="<kml>"))
    root = xml_root(head)
    if root and name.lower().endswith(".kml"):
        return Confidence(0.85, reason("format-named", what=".kml"))
    if root in _ROOTS and (
        looks_like(head, "/kml/") or looks_like(head, "Placemark>") or name.lower().endswith(".kml")
    ):
        return Confidence(0.9, reason("format-begins", what=f"<{root}>"))
    return NO


def read(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    """Placemarks in the order of the file, each followed by the points of its tracks."""
    folders: list[_Folder] = []
    numbers = count(1)
    inside = depth = 0
    with path.open("rb") as stream:
        for event, kind, element in walk(stream, ("Placemark", *_STYLES, *_ELSEWHERE)):
            depth += 1 if event == "start" else -1
            if kind in _ELSEWHERE:
                inside += 1 if event == "start" else -1
                if event == "end" and not inside:
                    _elsewhere(rows, element, next(numbers))
            elif inside:
                continue
            elif kind in _CONTAINERS:
                if event == "start":
                    folders.append(_Folder(element))
                else:
                    folders.pop().tell(rows, " / ".join(filter(None, (one.name for one in folders))))
            elif event == "end" and kind in _STYLES:
                _aside(rows, Place(), element)
            elif event == "end" and kind == "Placemark":
                for one in folders:
                    one.empty = False
                _placemark(rows, element, " / ".join(filter(None, (one.name for one in folders))), numbers)
            elif event == "end" and not depth:
                _root(rows, element, numbers)
            yield from rows.ready()


class _Folder:
    """A folder or document: its name stands with each placemark in it, the rest with the file."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self.empty = True

    @property
    def name(self) -> str | None:
        """Its name, as far as it was read."""
        return text_of(child(self.element, "name"))

    def tell(self, rows: Rows, above: str) -> None:
        """What it says of itself."""
        own = " / ".join(filter(None, (above, self.name))) or local(self.element.tag)
        if self.empty and self.name:
            about(rows, "name", own)
        for one in self.element:
            tag = local(one.tag)
            if tag == "name" or tag in _CONTAINERS or not tag:
                continue
            if tag in _LOOKS or tag in _DRAWN:
                _aside(rows, Place(), one)
            elif tag == "Schema":
                _aside(rows, Place(), one, TECHNICAL)
            else:
                for name, text in leaves(one):
                    about(rows, f"{own} · {name}", _seen(text) if tag == "description" else text)
        _attributes(rows, self.element)


def _root(rows: Rows, element: Element, numbers: Iterator[int]) -> None:
    """What stands outside folders: a geometry alone is a place, the rest is what the file says of itself."""
    if local(element.tag) in _GEOMETRIES:
        alone = Element("Placemark")
        alone.append(element)
        _placemark(rows, alone, "", numbers)
        return
    _attributes(rows, element)
    for one in element:
        if local(one.tag) not in ("", *_CONTAINERS):
            for name, text in leaves(one):
                about(rows, name, text)


def _attributes(rows: Rows, element: Element) -> None:
    for name, value in element.attrib.items():
        if value.strip() and "schemaLocation" not in name:
            rows.aside(f"{local(element.tag)}/{local(name)}", Place(), TECHNICAL)


def _aside(rows: Rows, place: Place, element: Element, why: str = LOOK) -> None:
    for name, _ in leaves(element):
        rows.aside(name, place, why)


def _elsewhere(rows: Rows, element: Element, row: int) -> None:
    """A link or an overlay: a problem that names it and where it leads."""
    target = next(
        (text_of(one) for one in element.iter() if local(one.tag) in ("href", "Url") and text_of(one)), None
    )
    name = text_of(child(element, "name")) or element.get("id") or ""
    lost = sum(1 for _ in leaves(element))
    params: dict[str, str | int] = {"kind": local(element.tag), "name": name}
    rows.tell(
        Problem(
            "feature-elsewhere",
            Place(WHOLE, row),
            local(element.tag),
            target,
            records=1,
            params=params,
            fields=lost,
        )
    )


def _seen(text: str | None) -> str | None:
    return visible(text).text or text if text and "<" in text else text


def _placemark(rows: Rows, element: Element, folder: str, numbers: Iterator[int]) -> None:
    span, stamp = child(element, "TimeSpan"), child(element, "TimeStamp")
    row = next(numbers)
    place = Place(WHOLE, row)
    said = text_of(child(element, "description"))
    values: Values = {
        "id": element.get("id"),
        "name": text_of(child(element, "name")),
        "description": _seen(said),
        attribute("links"): "\n".join(links_of(said)) if said else None,
        "folder": folder,
        "time": text_of(child(stamp, "when")) if stamp is not None else None,
        "begin": text_of(child(span, "begin")) if span is not None else None,
        "end": text_of(child(span, "end")) if span is not None else None,
    }
    values = {name: value for name, value in values.items() if value or name in COLUMNS} | _further(
        rows, place, element
    )
    shapes = [one for one in element.iter() if local(one.tag) in _SHAPES]
    outer = [one for one in shapes if local(one.tag) != "LinearRing"] or shapes
    tracks = [one for one in element.iter() if local(one.tag) == "Track"]
    if outer:
        values |= _geometry(outer)
    elif tracks:
        values["geometry"] = "Track"
    rows.add(KIND, WHOLE, COLUMNS, row, values)
    for track in tracks:
        _points(
            rows,
            track,
            {"name": values["name"], "folder": folder, "geometry": "TrackPoint", "feature": str(row)},
            numbers,
        )


def _points(rows: Rows, track: Element, shared: Values, numbers: Iterator[int]) -> None:
    """The points of a track, with what was measured at each."""
    moments, places, angles = (
        [text_of(one) for one in children(track, tag)] for tag in ("when", "coord", "angles")
    )
    measured: dict[str, list[str | None]] = {}
    for array in (one for one in track.iter() if local(one.tag) == "SimpleArrayData"):
        measured[attribute(array.get("name", ""))] = [text_of(one) for one in children(array, "value")]
    lists = [moments, places, angles, *measured.values()]
    for moment, place, angle, *more in zip_longest(*lists):
        own: Values = {"time": moment, **dict(zip(measured, more, strict=True))}
        if angle:
            own[attribute("angles")] = angle
        rows.add(KIND, WHOLE, COLUMNS, next(numbers), shared | own | _position((place or "").split()))


def _geometry(shapes: list[Element]) -> Values:
    first = shapes[0]
    texts = [
        text_of(one) or "" for shape in shapes for one in shape.iter() if local(one.tag) == "coordinates"
    ]
    if len(shapes) == 1 and local(first.tag) == "Point" and texts:
        pieces = re.split(r"\s*,\s*|\s+", texts[0].strip())
        return {"geometry": "Point", **_position(pieces), "coordinates": ",".join(pieces[3:])}
    location = child(first, "Location")
    if len(shapes) == 1 and local(first.tag) == "Model" and location is not None:
        return {
            "geometry": "Model",
            **{name: text_of(child(location, name)) for name in ("longitude", "latitude", "altitude")},
        }
    kinds = dict.fromkeys(local(shape.tag) for shape in shapes)
    return {"geometry": "+".join(kinds), "coordinates": " ".join(" ".join(text.split()) for text in texts)}


def _position(pieces: list[str]) -> Values:
    padded = [piece.strip() or None for piece in pieces] + [None] * 3
    return dict(zip(("longitude", "latitude", "altitude"), padded, strict=False))


def _further(rows: Rows, place: Place, element: Element) -> Values:
    """Extended data and whatever else the placemark says, as attributes; how it is drawn is set aside."""
    found: dict[str, list[str]] = {}

    def keep(name: str, text: str | None) -> None:
        if text and text.strip():
            found.setdefault(attribute(name), []).append(text.strip())

    for name, value in element.attrib.items():
        if local(name) != "id":
            keep(local(name), value)
    for one in element:
        tag = local(one.tag)
        if tag in _LOOKS:
            _aside(rows, place, one)
        elif tag == "ExtendedData":
            _extended(rows, place, one, keep)
        elif tag in _GEOMETRIES:
            _drawn(rows, place, one, keep)
        elif tag in _KNOWN:
            for inner in [one, *one]:
                for name, value in inner.attrib.items():
                    if value.strip():
                        rows.aside(f"{local(inner.tag)}/{local(name)}", place, TECHNICAL)
        elif tag:
            for name, text in leaves(one):
                keep(name, text)
    return {name: "\n".join(dict.fromkeys(texts)) for name, texts in found.items()}


def _extended(rows: Rows, place: Place, data: Element, keep: Keep) -> None:
    for one in data:
        tag = local(one.tag)
        if tag == "Data":
            keep(one.get("name", ""), text_of(child(one, "value")))
            if text_of(child(one, "displayName")):
                rows.aside("displayName", place, TECHNICAL)
        elif tag == "SchemaData":
            if one.get("schemaUrl"):
                rows.aside("SchemaData/schemaUrl", place, TECHNICAL)
            for simple in one:
                if local(simple.tag) != "SimpleArrayData":
                    keep(simple.get("name") or local(simple.tag), text_of(simple))
        elif tag:
            for name, text in leaves(one):
                keep(name, text)


def _drawn(rows: Rows, place: Place, geometry: Element, keep: Keep) -> None:
    """What a geometry says beside its positions."""
    read = {
        "coordinates",
        "when",
        "coord",
        "angles",
        "value",
        "longitude",
        "latitude",
        "altitude",
        "Location",
    }
    for one in geometry.iter():
        tag = local(one.tag)
        for name, value in one.attrib.items():
            if value.strip() and not (tag == "SimpleArrayData" and name == "name"):
                rows.aside(f"{tag}/{local(name)}", place, TECHNICAL)
        text = (one.text or "").strip()
        if not text or tag in read:
            continue
        if tag in _DRAWN or tag in ("heading", "tilt", "roll", "x", "y", "z"):
            rows.aside(tag, place, LOOK)
        else:
            keep(tag, text)


READER = FormatReader("kml", 2, "Places and tracks (KML)", (".kml",), sniff, read)
