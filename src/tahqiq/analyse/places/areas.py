"""Areas on the earth as a person draws or types them, each with an optional period; and which points lie in
one."""

import re
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.places.sites import Reals, distance
from tahqiq.kit.errors import WrongUse
from tahqiq.store.facts.record import micros

MOST_CORNERS = 500
_POINT = re.compile(r"(-?\d{1,2}(?:\.\d+)?)[ ,]+(-?\d{1,3}(?:\.\d+)?)(?:[ ,]+(\d+(?:\.\d+)?))?")


@dataclass(frozen=True, slots=True)
class Area:
    """``corners`` in degrees (latitude, longitude); a single one with ``metres`` is a circle. ``since`` and
    ``until`` (µs UTC) where it has a period of its own."""

    corners: tuple[tuple[float, float], ...]
    metres: float = 0.0
    since: int | None = None
    until: int | None = None

    def holds(self, lat: Reals, lon: Reals) -> NDArray[np.bool_]:
        """Which points lie inside; a point without a position (NaN) lies in none. Straight edges in degrees,
        which suits areas of some hundred kilometres."""
        if len(self.corners) == 1:
            apart = distance(
                np.full(len(lat), self.corners[0][0]), np.full(len(lat), self.corners[0][1]), lat, lon
            )
            return np.asarray(apart <= self.metres, dtype=np.bool_)
        inside = np.zeros(len(lat), dtype=np.bool_)
        for (y1, x1), (y2, x2) in zip(self.corners, (*self.corners[1:], self.corners[0]), strict=True):
            if y1 == y2:
                continue
            crosses = (lat < max(y1, y2)) & (lat >= min(y1, y2))
            inside ^= crosses & (lon < x1 + (lat - y1) / (y2 - y1) * (x2 - x1))
        return inside


def area(text: str) -> Area:
    """``LAT LON; LAT LON; LAT LON`` is a polygon, ``LAT LON METRES`` a circle; ``@BEGIN/END`` behind it
    (aware ISO 8601) gives it a period of its own.

    Raises ``WrongUse`` (``area-unreadable``).

    >>> area("33.3 44.4 500").metres, len(area("33 44; 34 44; 34 45").corners)
    (500.0, 3)
    """
    shape, at, period = text.partition("@")
    points = [_POINT.fullmatch(part.strip()) for part in shape.split(";") if part.strip()]
    try:
        since, until = (_moment(part) for part in period.split("/")) if at else (None, None)
        corners = tuple((float(found[1]), float(found[2])) for found in points if found)
        circle = len(points) == 1 and points[0] is not None and points[0][3] is not None
        radii = sum(found is not None and found[3] is not None for found in points)
        if (
            len(corners) != len(points)
            or radii != circle
            or not (circle or 3 <= len(points) <= MOST_CORNERS)
            or any(abs(y) > 90 or abs(x) > 180 for y, x in corners)
        ):
            raise ValueError
        if since is not None and until is not None and since >= until:
            raise ValueError
    except (ValueError, TypeError):
        raise WrongUse("area-unreadable", value=text[:80]) from None
    return Area(corners, float(points[0][3]) if circle and points[0] else 0.0, since, until)


def _moment(text: str) -> int:
    """µs UTC of an aware time; raises ``ValueError``."""
    found = datetime.fromisoformat(text.strip())
    if found.tzinfo is None:
        raise ValueError("no zone")
    return micros(found)
