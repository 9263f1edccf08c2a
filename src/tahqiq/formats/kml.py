"""KML (Google Earth and phone tools): placemarks with points, lines, areas and tracks, their times and extended data.

See :mod:`tahqiq.formats.geofeature` for the columns. Descriptions in HTML come as their visible text. Standard: OGC 12-007r2, with ``gx:Track``.
"""

from collections.abc import Iterator
from itertools import count, zip_longest
from pathlib import Path
from xml.etree.ElementTree import Element

from tahqiq.formats.base import FormatReader
from tahqiq.formats.geofeature import COLUMNS, KIND, attribute
from tahqiq.formats.html import visible
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.xmlwalk import child, children, local, looks_like, text_of, walk
from tahqiq.kit.reasons import reason
from tahqiq.model.place import WHOLE

Values = dict[str, str | None]
_SHAPES = ("Point", "LineString", "LinearRing", "Polygon", "Model")


def sniff(head: bytes, name: str) -> Confidence:
    """The root element."""
    return Confidence(0.98, reason("format-begins", what="<kml>")) if looks_like(head[:4096], "<kml") else NO


def read(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    """Placemarks in the order of the file, each followed by the points of its tracks."""
    folders: list[Element] = []
    numbers = count(1)
    with path.open("rb") as stream:
        for event, kind, element in walk(stream, ("Placemark", "Style", "StyleMap")):
            if kind in ("Folder", "Document"):
                folders.append(element) if event == "start" else folders.pop()
            elif event == "end" and kind == "Placemark":
                folder = " / ".join(filter(None, (text_of(child(one, "name")) for one in folders)))
                _placemark(rows, element, folder, numbers)
                yield from rows.ready()


def _placemark(rows: Rows, element: Element, folder: str, numbers: Iterator[int]) -> None:
    span, stamp = child(element, "TimeSpan"), child(element, "TimeStamp")
    description = text_of(child(element, "description"))
    row = next(numbers)
    values: Values = {
        "id": element.get("id"),
        "name": text_of(child(element, "name")),
        "description": visible(description).text if description and "<" in description else description,
        "folder": folder,
        "time": text_of(child(stamp, "when")) if stamp is not None else None,
        "begin": text_of(child(span, "begin")) if span is not None else None,
        "end": text_of(child(span, "end")) if span is not None else None,
    }
    values |= _extended(element)
    shapes = [one for one in element.iter() if local(one.tag) in _SHAPES]
    outer = [one for one in shapes if local(one.tag) != "LinearRing"] or shapes
    tracks = [one for one in element.iter() if local(one.tag) == "Track"]
    if outer:
        values |= _geometry(outer)
    elif tracks:
        values["geometry"] = "Track"
    rows.add(KIND, WHOLE, COLUMNS, row, values)
    for track in tracks:
        for moment, place in zip_longest(
            (text_of(one) for one in children(track, "when")), (text_of(one) for one in children(track, "coord"))
        ):
            point: Values = {"name": values["name"], "folder": folder, "geometry": "TrackPoint", "time": moment, "feature": str(row)}
            rows.add(KIND, WHOLE, COLUMNS, next(numbers), point | _position((place or "").split()))


def _geometry(shapes: list[Element]) -> Values:
    first = shapes[0]
    texts = [text_of(one) or "" for shape in shapes for one in shape.iter() if local(one.tag) == "coordinates"]
    if len(shapes) == 1 and local(first.tag) == "Point" and texts:
        return {"geometry": "Point", **_position(texts[0].split(","))}
    kinds = dict.fromkeys(local(shape.tag) for shape in shapes)
    return {"geometry": "+".join(kinds), "coordinates": " ".join(" ".join(text.split()) for text in texts)}


def _position(pieces: list[str]) -> Values:
    padded = [piece.strip() or None for piece in pieces] + [None] * 3
    return dict(zip(("longitude", "latitude", "altitude"), padded, strict=False))


def _extended(element: Element) -> Values:
    found: Values = {}
    data = child(element, "ExtendedData")
    for one in data.iter() if data is not None else ():
        if local(one.tag) == "Data":
            found[attribute(one.get("name", ""))] = text_of(child(one, "value"))
        elif local(one.tag) == "SimpleData":
            found[attribute(one.get("name", ""))] = text_of(one)
    return found


READER = FormatReader("kml", 1, "Places and tracks (KML)", (".kml",), sniff, read)
