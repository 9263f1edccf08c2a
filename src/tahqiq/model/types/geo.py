"""Points on the earth: decimal degrees or degrees, minutes and seconds."""

import math
import re
from decimal import Decimal
from typing import ClassVar, NamedTuple

from tahqiq.kit.text import tidy_code
from tahqiq.model.types.base import Clean, Context, PropertyType
from tahqiq.model.types.codes import is_placeholder
from tahqiq.model.types.number import plain

_QUOTES = str.maketrans(
    {
        "′": "'",
        "’": "'",
        "‘": "'",
        "´": "'",
        "″": '"',
        "”": '"',
        "“": '"',
        "º": "°",
        "˚": "°",
        "،": ",",
        "؛": ";",
        "٫": ".",
        "\u2212": "-",
    }
)
_PREFIX = re.compile(
    r"^(?:geo:|https?://\S*?(?:[?&](?:q|ll|query|center)=|@)|point\s*)?\(?\s*", re.IGNORECASE
)
_LABELS = re.compile(
    r"\b(?:latitude|lat|longitude|long|lon|lng)\b\s*[:=]?\s*|خط العرض|خط الطول|[:=]\s*", re.IGNORECASE
)
_WORDS = (
    ("شمالا", "N"),
    ("شمال", "N"),
    ("جنوبا", "S"),
    ("جنوب", "S"),
    ("شرقا", "E"),
    ("شرق", "E"),
    ("غربا", "W"),
    ("غرب", "W"),
)
_ITEM = (
    r"(?P<pre{0}>[NSEW])?\s*(?P<sign{0}>[+-])?(?P<deg{0}>[0-9]{{1,3}}(?:\.[0-9]{{1,20}})?)\s*(?:°|D\b)?\s*"
    r"(?:(?P<min{0}>[0-9]{{1,2}}(?:\.[0-9]{{1,20}})?)\s*['M]\s*)?(?:(?P<sec{0}>[0-9]{{1,"
    r"2}}(?:\.[0-9]{{1,20}})?)\s*(?:\"|''|S\b)\s*)?(?P<post{0}>[NSEW])?"
)
_PAIR = re.compile(_ITEM.format(1) + r"\s*[,;/|\s]\s*" + _ITEM.format(2) + r"\s*\)?(?:,[0-9.]+Z?)?")
_COMMAS = re.compile(r"([+-]?[0-9]{1,3}),([0-9]{2,})\s*([;/|\s])\s*([+-]?[0-9]{1,3}),([0-9]{2,})")
_CANONICAL = re.compile(r"(-?[0-9]{1,2}(?:\.[0-9]{1,7})?),(-?[0-9]{1,3}(?:\.[0-9]{1,7})?)")

BOXES = {"IQ": (29.0, 37.5, 38.5, 49.0)}
"""Rough frame of a country: least and greatest latitude, least and greatest longitude. Used only to suspect
an exchanged order."""


class Point(NamedTuple):
    """WGS 84 degrees: ``lat`` north positive, -90 to 90; ``lon`` east positive, -180 to 180."""

    lat: float
    lon: float


class GeoType(PropertyType):
    """A point. Canonical: ``33.3128,44.3615`` (latitude, longitude, WGS 84, at most seven decimals).

    Decimal degrees with point or comma, degrees-minutes-seconds, N/S/E/W or Arabic words in any order,
    ``geo:`` addresses and map links. Without such letters latitude comes first. When the first number cannot
    be a latitude the two are exchanged (``geo-order-swapped``); when only the exchanged point would lie in
    the country of the context it is noted and left (``geo-order-suspect``). ``0,0`` is not used
    (``geo-null``), nor is anything else (``geo-invalid``).

    >>> GeoType().clean("33°18'46.1\\"N 44°21'41.4\\"E").value, GeoType().clean("44.3615, 33.3128").note
    ('33.3128056,44.3615', 'geo-order-suspect')
    """

    name: ClassVar[str] = "geo"
    exact: ClassVar[str] = ""

    def clean_one(self, value: str, context: Context) -> Clean:
        text = tidy_code(value)
        if not text:
            return Clean(None)
        if is_placeholder(text):
            return Clean(None, "placeholder")
        pair = _parse(text) if len(text) <= 300 else None
        if pair is None:
            return Clean(None, "geo-invalid")
        lat, lon, lettered = pair
        note = None
        if not lettered and abs(lat) > 90 >= abs(lon):
            lat, lon, note = lon, lat, "geo-order-swapped"
        if abs(lat) > 90 or abs(lon) > 180:
            return Clean(None, "geo-invalid")
        if lat == 0 and lon == 0:
            return Clean(None, "geo-null")
        if note is None and not lettered and _suspect(float(lat), float(lon), context.country):
            note = "geo-order-suspect"
        return Clean(f"{plain(lat)},{plain(lon)}", note)

    def compare(self, left: str, right: str) -> float:
        """1 within 10 m, 0.9 within 100 m, 0.5 within 1 km, else 0."""
        far = distance(point(left), point(right))
        return next((score for limit, score in ((10, 1.0), (100, 0.9), (1000, 0.5)) if far <= limit), 0.0)

    def display(self, value: str, locale: str) -> str:
        """``33.3128° N, 44.3615° E`` in Latin letters in all locales, as devices and maps print it."""
        found = _CANONICAL.fullmatch(value)
        if not found:
            return value
        lat, lon = found.groups()
        return (
            f"{lat.lstrip('-')}° {'S' if lat[0] == '-' else 'N'}, {lon.lstrip('-')}° "
            f"{'W' if lon[0] == '-' else 'E'}"
        )


def point(value: str) -> Point:
    """The numbers of a cleaned value; raises ``ValueError`` for other texts."""
    found = _CANONICAL.fullmatch(value)
    if not found:
        raise ValueError("not a cleaned point")
    return Point(float(found[1]), float(found[2]))


def distance(one: Point, two: Point) -> float:
    """Metres between two points on a sphere of radius 6 371 008.8 m (haversine formula); within 0.6 % of the
    ellipsoid.

    >>> round(distance(Point(33.3128, 44.3615), Point(36.19, 44.009)) / 1000)
    322
    """
    lat1, lat2 = math.radians(one.lat), math.radians(two.lat)
    step = math.radians(two.lon - one.lon)
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(step / 2) ** 2
    return 2 * 6_371_008.8 * math.asin(min(1.0, math.sqrt(half)))


def _suspect(lat: float, lon: float, country: str) -> bool:
    box = BOXES.get(country)
    return box is not None and not _inside(lat, lon, box) and _inside(lon, lat, box)


def _inside(lat: float, lon: float, box: tuple[float, float, float, float]) -> bool:
    return box[0] <= lat <= box[1] and box[2] <= lon <= box[3]


def _parse(text: str) -> tuple[Decimal, Decimal, bool] | None:
    """Latitude, longitude and whether letters said which is which."""
    bare = _PREFIX.sub("", text.translate(_QUOTES), count=1)
    for word, letter in _WORDS:
        bare = bare.replace(word, letter)
    bare = " ".join(_LABELS.sub(" ", bare).split()).upper()
    commas = _COMMAS.fullmatch(bare)
    if commas:
        bare = f"{commas[1]}.{commas[2]}{commas[3]}{commas[4]}.{commas[5]}"
    found = _PAIR.match(bare)
    if not found or (found.end() != len(bare) and not text.lower().startswith("http")):
        return None
    first, second = (_degrees(found, number) for number in "12")
    if first is None or second is None:
        return None
    if first[1] in ("E", "W") or second[1] in ("N", "S"):
        first, second = second, first
    if first[1] in ("E", "W") or second[1] in ("N", "S"):
        return None
    return first[0], second[0], bool(first[1] or second[1])


def _degrees(found: "re.Match[str]", number: str) -> tuple[Decimal, str] | None:
    pre, sign, deg, minutes, seconds, post = (
        found[f"{part}{number}"] for part in ("pre", "sign", "deg", "min", "sec", "post")
    )
    if (pre and post) or Decimal(minutes or 0) >= 60 or Decimal(seconds or 0) >= 60:
        return None
    value = Decimal(deg) + Decimal(minutes or 0) / 60 + Decimal(seconds or 0) / 3600
    letter = pre or post or ""
    negative = (sign == "-") != (letter in ("S", "W"))
    return round(-value if negative else value, 7), letter


__all__ = ["GeoType", "Point", "distance", "point"]
