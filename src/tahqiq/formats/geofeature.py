"""Places and tracks of KML and GeoJSON as records of kind ``geo.feature``.

Columns: ``id``, ``name``, ``description``, ``folder``, ``geometry`` (Point, LineString, Polygon, TrackPoint
…), ``longitude``, ``latitude``, ``altitude`` (of a point, degrees WGS 84 and metres as written),
``coordinates`` (all positions of what is no point: ``lon,lat[,alt]`` separated by blanks), ``time``,
``begin``, ``end`` (as written), ``feature`` (of a point of a track: the number of its placemark). Each
further property of the file is a column ``attribute:NAME``. ``geo.about`` (``name``, ``value``) is what the
file or one of its folders says of itself. Row = number of the feature, counted from 1; a point of a track is
a record of its own.
"""

from tahqiq.formats.rows import Rows
from tahqiq.model.place import Part

KIND = "geo.feature"
COLUMNS = (
    *(
        "id",
        "name",
        "description",
        "folder",
        "geometry",
        "longitude",
        "latitude",
        "altitude",
        "coordinates",
        "time",
        "begin",
        "end",
    ),
    "feature",
)
PREFIX = "attribute:"
ABOUT = "geo.about"
ABOUT_COLUMNS = ("name", "value")
ABOUT_PART = Part(1, "entry", "about the file")


def about(rows: Rows, name: str, value: str | None) -> None:
    """What the file or a folder of it says of itself."""
    if value and value.strip():
        rows.add(ABOUT, ABOUT_PART, ABOUT_COLUMNS, rows.next(ABOUT), (name, value.strip()))


def attribute(name: str) -> str:
    """The column of a property of the file."""
    return PREFIX + name
