"""KML and GeoJSON."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tahqiq.formats import geojson, kml
from tahqiq.formats.base import FormatReader
from tahqiq.formats.geojson import _positions
from tahqiq.formats.jsontext import Json
from tahqiq.formats.reader import Item, Records
from tahqiq.model.problem import Problem

KML = """<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><name>Phone</name>
<Style id="s"><IconStyle/></Style><Folder><name>Places</name>
<Placemark id="p1"><name>البيت</name><description><![CDATA[<b>Home</b><script>x</script>]]></description><TimeStamp><when>2026-01-01T10:00:00+03:00</when></TimeStamp>
<ExtendedData><Data name="accuracy"><value>12</value></Data><SchemaData><SimpleData name="app">Maps</SimpleData></SchemaData></ExtendedData>
<Point><coordinates> 44.36,33.31,34 </coordinates></Point></Placemark>
<Placemark><name>Route</name><TimeSpan><begin>t1</begin><end>t2</end></TimeSpan><LineString><coordinates>44,33
45,34</coordinates></LineString></Placemark></Folder>
<Placemark><name>Drive</name><gx:Track><when>2026-01-01T10:00:00Z</when><when>2026-01-01T10:01:00Z</when><gx:coord>44.1 33.1 0</gx:coord><gx:coord>44.2 33.2</gx:coord></gx:Track></Placemark>
<Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>1,1 2,2 1,1</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>
</Document></kml>"""  # noqa: E501


def read(
    tmp_path: Path, reader: FormatReader, text: str
) -> tuple[list[dict[str, str | None]], list[tuple[str, int, int]]]:
    path = tmp_path / "x"
    path.write_text(text, "utf-8")
    items: list[Item] = list(reader.read(path, "x"))
    found = [
        {"row": str(row), **values}
        for item in items
        if isinstance(item, Records)
        for row, values in zip(item.rows.tolist(), item.columns.to_pylist(), strict=True)
    ]
    return found, [(item.code, item.place.row, item.records) for item in items if isinstance(item, Problem)]


def test_kml(tmp_path: Path) -> None:
    rows, problems = read(tmp_path, kml.READER, KML)
    home, route, drive, first, second, area = rows
    assert problems == []
    assert (home["id"], home["name"], home["description"], home["folder"]) == (
        "p1",
        "البيت",
        "Home",
        "Phone / Places",
    )
    assert (home["longitude"], home["latitude"], home["altitude"], home["time"]) == (
        "44.36",
        "33.31",
        "34",
        "2026-01-01T10:00:00+03:00",
    )
    assert (home["attribute:accuracy"], home["attribute:app"]) == ("12", "Maps")
    assert (route["geometry"], route["coordinates"], route["begin"], route["end"]) == (
        "LineString",
        "44,33 45,34",
        "t1",
        "t2",
    )
    assert (drive["geometry"], drive["row"], drive["folder"]) == ("Track", "3", "Phone")
    assert (first["geometry"], first["feature"], first["longitude"], first["latitude"], first["time"]) == (
        "TrackPoint",
        "3",
        "44.1",
        "33.1",
        "2026-01-01T10:00:00Z",
    )
    assert second["row"] == "5"
    assert (area["geometry"], area["coordinates"]) == ("Polygon", "1,1 2,2 1,1")


def test_a_cut_kml_keeps_its_whole_placemarks(tmp_path: Path) -> None:
    rows, problems = read(tmp_path, kml.READER, KML[: KML.index("<name>Route")])
    assert [row["name"] for row in rows] == ["البيت"]
    assert [problem[0] for problem in problems] == ["document-damaged"]


GEOJSON = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "id": 7,
            "geometry": {"type": "Point", "coordinates": [44.36, 33.31]},
            "properties": {"Name": "بيت", "time": "2026", "n": 5, "flag": True},
        },
        {
            "type": "Feature",
            "geometry": {"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [1, 2]]]},
            "properties": None,
        },
        {"type": "Feature", "geometry": None, "properties": {}},
        "broken",
    ],
}


def test_properties_that_are_no_object_are_kept_as_they_stand(tmp_path: Path) -> None:
    given = [
        {"type": "Feature", "geometry": None, "properties": value} for value in (4711, ["plum", 5], "قيمة")
    ]
    rows, problems = read(
        tmp_path, geojson.READER, json.dumps({"type": "FeatureCollection", "features": given})
    )
    assert [row["attribute:properties"] for row in rows] == ["4711", '["plum","5"]', "قيمة"]
    assert problems == []


def test_geojson(tmp_path: Path) -> None:
    rows, problems = read(tmp_path, geojson.READER, json.dumps(GEOJSON).replace("44.36", "44.360"))
    point, area, nowhere = rows
    assert (point["id"], point["name"], point["longitude"], point["latitude"], point["time"]) == (
        "7",
        "بيت",
        "44.360",
        "33.31",
        "2026",
    )
    assert (point["attribute:n"], point["attribute:flag"]) == ("5", "true")
    assert (area["geometry"], area["coordinates"], area["longitude"]) == ("Polygon", "1,2 3,4 1,2", None)
    assert nowhere["geometry"] is None
    assert problems == [("entry-unreadable", 4, 1)]


def test_one_geometry_and_damage(tmp_path: Path) -> None:
    rows, _ = read(tmp_path, geojson.READER, '{"type": "Point", "coordinates": [1, 2]}')
    assert (rows[0]["longitude"], rows[0]["latitude"]) == ("1", "2")
    assert read(tmp_path, geojson.READER, '{"type": "Feature"')[1] == [("document-damaged", 0, 1)]


NESTED: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.text(max_size=3), lambda inner: st.lists(inner, max_size=3), max_leaves=10
)


@given(NESTED)
def test_any_nesting_is_survived(value: Json) -> None:
    for place in _positions(value):
        assert place


def test_sniff() -> None:
    assert kml.READER.sniff(KML.encode(), "x").score > 0.9
    assert geojson.READER.sniff(json.dumps(GEOJSON).encode(), "x").score > 0.9
    assert geojson.READER.sniff(b'{"type": "Report"}', "x.geojson").score == 0
