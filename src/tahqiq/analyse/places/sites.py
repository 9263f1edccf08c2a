"""Where cells and places stand: positions from the site lists and places that the scope shows, each with the
time for which it holds."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.context import Context
from tahqiq.kit.parts import parts
from tahqiq.model.entity import Entity
from tahqiq.store.facts.columns import NULL32

Numbers = NDArray[np.int64]
Reals = NDArray[np.float64]
EARTH_METRES = 6_371_008.8
_SCHEMATA = ("CellSite", "Place")


@dataclass(frozen=True, slots=True)
class Position:
    """Degrees WGS 84, from and until when (ISO dates, empty = open) a list says so, under which name."""

    lat: float
    lon: float
    since: str
    until: str
    name: str


class Sites:
    """Positions by node number of a cell or place."""

    def __init__(self, positions: dict[int, list[Position]]) -> None:
        self.positions = {
            node: sorted(found, key=lambda one: (one.since, one.until, one.name))
            for node, found in positions.items()
        }

    def at(self, node: int, day: str) -> Position | None:
        """The position on a day (ISO date): the last list whose period holds the day, else the first without
        a period, else None."""
        known = self.positions.get(node, [])
        within = [one for one in known if (one.since or "0") <= day <= (one.until or "9")]
        dated = [one for one in within if one.since or one.until]
        chosen = dated or within
        return chosen[-1] if chosen else None

    def arrays(self, places: Numbers, start: Numbers) -> tuple[Reals, Reals]:
        """Latitude and longitude of each (place, µs UTC), NaN where none is known."""
        lat, lon = np.full(len(places), np.nan), np.full(len(places), np.nan)
        nodes, at = np.unique(places, return_inverse=True)
        by = np.argsort(at, kind="stable")
        cuts = np.searchsorted(at[by], np.arange(len(nodes) + 1))
        for number, node in enumerate(nodes.tolist()):
            known = self.positions.get(int(node))
            if not known:
                continue
            rows = by[cuts[number] : cuts[number + 1]]
            if len(known) == 1 and not (known[0].since or known[0].until):
                lat[rows], lon[rows] = known[0].lat, known[0].lon
                continue
            days, day_at = np.unique(start[rows] // 86_400_000_000, return_inverse=True)
            found = [self.at(int(node), str(np.datetime64(int(day), "D"))) for day in days.tolist()]
            lat[rows] = np.array([one.lat if one else np.nan for one in found])[day_at]
            lon[rows] = np.array([one.lon if one else np.nan for one in found])[day_at]
        return lat, lon


def sites(context: Context, only: Numbers | None = None) -> Sites:
    """All positions that the scope shows: cell sites with the cell they carry, and places (shops, gates,
    cameras) by themselves; or those of ``only``."""
    positions: dict[int, list[Position]] = {}
    for schema in _SCHEMATA:
        nodes = _of_schema(context, schema) if only is None else _carrying(context, schema, only)
        for chunk in parts(nodes, 2000):
            for node, statements in context.things.statements(chunk).items():
                entity = Entity(b"", schema, "", "", tuple(statements))
                place = _position(entity)
                if place is None:
                    continue
                targets = [item.target for item in statements if item.prop == "cell" and item.target]
                holders = [node] if schema == "Place" else list(_numbers(context, targets))
                for holder in holders:
                    positions.setdefault(holder, []).append(place)
    return Sites(positions)


def _of_schema(context: Context, schema: str) -> list[int]:
    return context.things.of_types((schema,))


def _carrying(context: Context, schema: str, places: Numbers) -> list[int]:
    """The sites of some cells, or the places themselves."""
    if schema == "Place":
        return sorted(context.things.of_type(schema, places.tolist()))
    return context.things.pointing(places.tolist(), "CellSite")


def _numbers(context: Context, ids: list[bytes]) -> list[int]:
    return list(context.things.numbers(ids).values())


def _position(entity: Entity) -> Position | None:
    for text in entity.values("coordinates"):
        lat, _, lon = text.partition(",")
        try:
            found = float(lat), float(lon)
        except ValueError:
            continue
        if abs(found[0]) <= 90 and abs(found[1]) <= 180:
            return Position(
                *found,
                _first(entity, "startDate")[:10],
                _first(entity, "endDate")[:10],
                _first(entity, "name"),
            )
    return None


def _first(entity: Entity, prop: str) -> str:
    return next(iter(entity.values(prop)), "")


def distance(lat: Reals, lon: Reals, lat2: Reals, lon2: Reals) -> Reals:
    """Metres on the sphere (haversine) between points in degrees; NaN where one is unknown.

    >>> round(float(distance(np.array([33.3]), np.array([44.4]), np.array([33.3]), np.array([44.5]))[0]))
    9294
    """
    one, two = np.radians(lat), np.radians(lat2)
    half = np.sin((two - one) / 2) ** 2 + np.cos(one) * np.cos(two) * np.sin(np.radians(lon2 - lon) / 2) ** 2
    metres: Reals = 2 * EARTH_METRES * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    return metres


def known(places: NDArray[np.int32] | Numbers) -> Numbers:
    """The distinct places without null."""
    found: Numbers = np.unique(places).astype(np.int64)
    chosen: Numbers = found[found != NULL32]
    return chosen
