"""GeoJSON (RFC 7946): features with their geometry and properties; see :mod:`tahqiq.formats.geofeature` for
the columns.

Numbers stand as the file writes them. The whole file is held in memory.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from tahqiq.formats.base import FormatReader, TooMuch
from tahqiq.formats.geofeature import COLUMNS, KIND, about, attribute
from tahqiq.formats.jsontext import Json, as_text, field, items_of, leaves
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.text_encoding import decode
from tahqiq.kit.reasons import reason
from tahqiq.model.account import CHECK, TECHNICAL
from tahqiq.model.place import WHOLE, Place
from tahqiq.model.problem import Problem

_GEOMETRIES = frozenset(
    ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"]
)
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
    if text.startswith("{") and re.match(
        r'\{\s*"type"\s*:\s*"(Multi)?(Point|LineString|Polygon)"\s*,\s*"coordinates"', text
    ):
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
    system = _system(whole)
    if kind == "FeatureCollection" and isinstance(whole, dict):
        _about(rows, whole)
    if system:
        rows.tell(Problem("coordinates-of-another-system", Place(), "crs", system))
    for row, feature in enumerate(features, start=1):
        if isinstance(kind, str) and kind in _GEOMETRIES:
            feature = {"type": "Feature", "geometry": feature}
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            lost = sum(1 for _ in leaves("", feature))
            rows.tell(
                Problem(
                    "entry-unreadable",
                    Place(WHOLE, row),
                    value=(as_text(feature) or "")[:200],
                    params={"reason": "no feature"},
                    records=1,
                    fields=lost,
                )
            )
        else:
            rows.add(KIND, WHOLE, COLUMNS, row, _values(rows, Place(WHOLE, row), feature, system is None))
        yield from rows.ready()


def _about(rows: Rows, whole: dict[str, Json]) -> None:
    """Members of the collection beside its features."""
    for name, value in whole.items():
        for path, text in leaves(name, value) if name not in ("type", "features", "bbox", "crs") else ():
            about(rows, path, text)
    if whole.get("bbox"):
        rows.aside("bbox", Place(), CHECK)
    for path, _ in leaves("crs", whole.get("crs")):
        rows.aside(path.rpartition(".")[2], Place(), TECHNICAL)


def _system(whole: Json) -> str | None:
    """The system of coordinates where the file names one (as files before RFC 7946 do) that is not degrees of
    WGS 84; None otherwise."""
    said = field(field(whole, "crs"), "properties")
    name = as_text(field(said, "name")) or as_text(field(said, "code")) or as_text(field(said, "href"))
    return (
        name
        if name and not re.search(r"CRS:?84|(?:EPSG|epsg)[:/\d.]*[:/]?4326|^4326$|WGS ?84$", name)
        else None
    )


def _values(rows: Rows, place: Place, feature: dict[str, Json], degrees: bool) -> dict[str, str | None]:
    properties = feature.get("properties")
    given = properties if isinstance(properties, dict) else {}
    values: dict[str, str | None] = {attribute(name): as_text(value) for name, value in given.items()}
    if properties is not None and not isinstance(properties, dict):  # a value where an object should stand
        values[attribute("properties")] = as_text(properties)
    for name, value in feature.items():
        if name not in ("type", "id", "geometry", "properties", "bbox"):
            values[attribute(name)] = as_text(value)
    for _ in items_of(feature.get("bbox")):
        rows.aside("bbox", place, CHECK)
    values["id"] = as_text(feature.get("id"))
    for column, names in (("name", ("name",)), ("description", ("description",)), ("time", _TIMES)):
        taken = next(
            (name for wanted in names for name in given if name.lower() == wanted and as_text(given[name])),
            None,
        )
        if taken is not None:
            values[column] = values.pop(attribute(taken))
    return values | _geometry(rows, place, feature.get("geometry"), degrees)


def _geometry(rows: Rows, place: Place, geometry: Json, degrees: bool) -> dict[str, str | None]:
    kind = as_text(field(geometry, "type"))
    places = list(_positions(field(geometry, "coordinates")))
    inner = items_of(field(geometry, "geometries"))
    for one in inner:
        places += _positions(field(one, "coordinates"))
    if inner:
        kind = (
            f"{kind} "
            f"({' + '.join(dict.fromkeys(filter(None, (as_text(field(one, 'type')) for one in inner))))})"
        )
    found: dict[str, str | None] = {"geometry": kind}
    if isinstance(geometry, dict):
        for _ in items_of(geometry.get("bbox")):
            rows.aside("bbox", place, CHECK)
        for name, value in geometry.items():
            if name not in ("type", "coordinates", "geometries", "bbox"):
                found[attribute(f"geometry.{name}")] = as_text(value)
    if kind == "Point" and places and degrees:
        padded = [*places[0], None, None, None]
        further = [*places[0][3:], *(number for place in places[1:] for number in place)]
        return found | {
            "longitude": padded[0],
            "latitude": padded[1],
            "altitude": padded[2],
            "coordinates": ",".join(further),
        }
    return found | {"coordinates": " ".join(",".join(place) for place in places)}


def _positions(value: Json) -> Iterator[list[str]]:
    """The positions in nested lists, in order."""
    stack = [value]
    while stack:
        top = stack.pop()
        if isinstance(top, list) and top and all(isinstance(one, str) for one in top):
            yield [str(one) for one in top]
        elif isinstance(top, list):
            stack += reversed(top)


READER = FormatReader("geojson", 2, "Places (GeoJSON)", (".geojson", ".json"), sniff, read)
