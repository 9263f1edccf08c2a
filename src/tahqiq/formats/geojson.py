"""GeoJSON (RFC 7946): features with their geometry and properties; see :mod:`tahqiq.formats.geofeature` for the columns.

Numbers stand as the file writes them. The whole file is held in memory.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from tahqiq.formats.base import FormatReader, TooMuch
from tahqiq.formats.decoding import decode
from tahqiq.formats.geofeature import COLUMNS, KIND, attribute
from tahqiq.formats.jsontext import Json, as_text, field, items_of
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.kit.reasons import reason
from tahqiq.model.place import WHOLE, Place
from tahqiq.model.problem import Problem

_GEOMETRIES = frozenset(["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"])
_TIMES = ("time", "timestamp", "datetime", "when")


class _Number(str):
    """A number as the file writes it."""


def sniff(head: bytes, name: str) -> Confidence:
    """A type of GeoJSON and the members that go with it."""
    text = head.decode("utf-8", "ignore").lstrip("\ufeff \r\n\t")
    if (
        text.startswith("{")
        and re.search(r'"type"\s*:\s*"(Feature|FeatureCollection)"', text)
        and ('"geometry"' in text or '"features"' in text)
    ):
        return Confidence(0.97, reason("format-contains", what="FeatureCollection"))
    if text.startswith("{") and re.match(r'\{\s*"type"\s*:\s*"(Multi)?(Point|LineString|Polygon)"\s*,\s*"coordinates"', text):
        return Confidence(0.9, reason("format-contains", what="coordinates"))
    return NO


def read(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    """Features in the order of the file."""
    if path.stat().st_size > rows.limits.max_member_bytes:
        raise TooMuch(f"{rows.limits.max_member_bytes} B")
    decoded = decode(path.read_bytes())
    if decoded.problem is not None:
        yield decoded.problem
    whole: Json = json.loads(decoded.text, parse_float=_Number, parse_int=_Number)
    kind = field(whole, "type")
    features = items_of(field(whole, "features")) if kind == "FeatureCollection" else [whole]
    for row, feature in enumerate(features, start=1):
        if isinstance(kind, str) and kind in _GEOMETRIES:
            feature = {"type": "Feature", "geometry": feature}
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            rows.tell(Problem("entry-unreadable", Place(WHOLE, row), params={"reason": "no feature"}, records=1))
        else:
            rows.add(KIND, WHOLE, COLUMNS, row, _values(feature))
        yield from rows.ready()


def _values(feature: dict[str, Json]) -> dict[str, str | None]:
    properties = feature.get("properties")
    given = properties if isinstance(properties, dict) else {}
    lower = {name.lower(): as_text(value) for name, value in given.items()}
    values: dict[str, str | None] = {attribute(name): as_text(value) for name, value in given.items()}
    values |= {"id": as_text(feature.get("id")), "name": lower.get("name"), "description": lower.get("description")}
    values["time"] = next((lower[name] for name in _TIMES if lower.get(name)), None)
    return values | _geometry(feature.get("geometry"))


def _geometry(geometry: Json) -> dict[str, str | None]:
    kind = as_text(field(geometry, "type"))
    places = list(_positions(field(geometry, "coordinates")))
    for inner in items_of(field(geometry, "geometries")):
        places += _positions(field(inner, "coordinates"))
    if kind == "Point" and places:
        padded = [*places[0], None, None, None]
        return {"geometry": kind, "longitude": padded[0], "latitude": padded[1], "altitude": padded[2]}
    return {"geometry": kind, "coordinates": " ".join(",".join(place) for place in places)}


def _positions(value: Json) -> Iterator[list[str]]:
    """The positions in nested lists, in order."""
    stack = [value]
    while stack:
        top = stack.pop()
        if isinstance(top, list) and top and all(isinstance(one, str) for one in top):
            yield [str(one) for one in top]
        elif isinstance(top, list):
            stack += reversed(top)


READER = FormatReader("geojson", 1, "Places (GeoJSON)", (".geojson", ".json"), sniff, read)
