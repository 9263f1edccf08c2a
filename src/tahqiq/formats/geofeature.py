"""Places and tracks of KML and GeoJSON as records of kind ``geo.feature``.

Columns: ``id``, ``name``, ``description``, ``folder``, ``geometry`` (Point, LineString, Polygon, TrackPoint …), ``longitude``, ``latitude``, ``altitude`` (of a point, degrees WGS 84 and metres
as written), ``coordinates`` (all positions of what is no point: ``lon,lat[,alt]`` separated by blanks), ``time``, ``begin``, ``end`` (as written), ``feature`` (of a point of a track: the number of its placemark). Each further property of the file
is a column ``attribute:NAME``. Row = number of the feature, counted from 1; a point of a track is a record of its own.
"""

KIND = "geo.feature"
COLUMNS = (
    *("id", "name", "description", "folder", "geometry", "longitude", "latitude", "altitude", "coordinates", "time", "begin", "end"),
    "feature",
)
PREFIX = "attribute:"


def attribute(name: str) -> str:
    """The column of a property of the file."""
    return PREFIX + name
