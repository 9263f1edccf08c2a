"""Where the lists say that cells stand and look; and the cells that one thing used."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import Reference, Word
from tahqiq.analyse.events.occurrences import TELEPHONE
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.places.own import own_records, thing
from tahqiq.analyse.places.sites import Sites, known, sites
from tahqiq.analyse.places.where import where
from tahqiq.analyse.terms import PERIOD, Terms, reference
from tahqiq.analyse.values import Values
from tahqiq.model.caption import caption
from tahqiq.model.entity import Entity
from tahqiq.products.maps.layer import Drawing, Layer, Mark, Sector
from tahqiq.products.maps.layer_reader import by_id, dated, days_only, each_entity, nodes_of, within
from tahqiq.store.facts.columns import Columns

MOST = Parameter("limit", "integer", 3000, 1, 20_000)
ITEM = Parameter("item", "text", required=True, of=("PhoneNumber", "Handset", "Sim"))


def _sites(context: Context, values: Values) -> Drawing:
    asked = Terms(context, values)
    marks: list[Mark] = []
    for node, entity in each_entity(context, nodes_of(context, ("CellSite",))):
        place = where(entity)
        if place is None or place.exactness != "coordinates":
            asked.left_out["places-without-coordinates"] += 1
            continue
        begin, end = dated(entity)
        if not within(asked.span, begin, end):
            asked.left_out["outside-period"] += 1
            continue
        targets = [item.target for item in entity.statements if item.prop == "cell" and item.target]
        cells = by_id(context, context.things.numbers(targets).values())
        evidence = (Reference(place.said.source, place.said.entity, place.said.id),)
        marks.append(
            Mark(
                "CellSite",
                place.lat,
                place.lon,
                place.exactness,
                place.metres,
                caption(entity),
                (node, *cells),
                evidence,
                Word("map-cell-site"),
                begin=begin,
                end=end,
                sector=sector(entity),
                days=days_only(entity),
            )
        )
    limit = values.integer("limit")
    asked.left_out["beyond-limit"] += max(len(marks) - limit, 0)
    return Drawing(tuple(marks[:limit]), left_out=asked.left_out)


def sector(entity: Entity) -> Sector | None:
    """Where a site list says an antenna looks, None when it does not say."""
    azimuth, width, reach = (_number(entity, prop) for prop in ("azimuth", "beamWidth", "rangeMetres"))
    return None if azimuth is None else Sector(azimuth % 360, width, reach)


def _number(entity: Entity, prop: str) -> float | None:
    for text in entity.values(prop):
        try:
            found = float(text)
        except ValueError:
            continue
        if np.isfinite(found):
            return found
    return None


class Located(NamedTuple):
    """Where records were made: a place, the moment it began (microseconds, UTC) and coordinates (NaN: none)
    for each row, positions and names by place."""

    place: NDArray[np.int64]
    start: NDArray[np.int64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    positions: Sites
    names: dict[int, str]

    def title(self, node: int, begin: int) -> str:
        """What a place is called on the day of a moment: by the list of that day, and by what is recorded of
        it."""
        site = self.positions.at(node, str(np.datetime64(begin, "us").astype("datetime64[D]")))
        return " · ".join(dict.fromkeys(filter(None, (site.name if site else "", self.names.get(node, "")))))


def located(asked: Terms, rows: Columns) -> Located:
    """Where these records were made; those without coordinates are counted as left out."""
    place, start = rows["place"].astype(np.int64), rows["start"].astype(np.int64)
    positions = sites(asked.context, known(place))
    lat, lon = positions.arrays(place, start)
    asked.left_out["places-without-coordinates"] += len(known(place[np.isnan(lat)]))
    asked.left_out["records-without-coordinates"] += int(np.isnan(lat).sum())
    names = {no: caption(entity) for no, entity in asked.context.entities(known(place).tolist()).items()}
    return Located(place, start, lat, lon, positions, names)


def _used(context: Context, values: Values) -> Drawing:
    asked = Terms(context, values)
    asked.held_back(TELEPHONE)
    node = thing(asked, values.text("item"))
    rows = own_records(asked, node, TELEPHONE)
    found = located(asked, rows)
    place, start, lat, lon = found.place, found.start, found.lat, found.lon
    marks: list[Mark] = []
    for cell in by_id(context, known(place).tolist()):
        spots = {(float(lat[at]), float(lon[at])) for at in np.flatnonzero((place == cell) & ~np.isnan(lat))}
        for y, x in sorted(spots):
            at = np.flatnonzero((place == cell) & (lat == y) & (lon == x))
            begin, end = int(start[at[0]]), int(start[at[-1]])
            evidence = tuple(reference(rows, int(one)) for one in dict.fromkeys((int(at[0]), int(at[-1]))))
            marks.append(
                Mark(
                    "Cell",
                    y,
                    x,
                    "coordinates",
                    0.0,
                    found.title(cell, begin),
                    (cell, node),
                    evidence,
                    Word("map-cell-used", {"count": len(at)}),
                    len(at),
                    begin,
                    end,
                )
            )
    return Drawing(
        tuple(marks),
        left_out=asked.left_out,
        notes=() if len(rows["start"]) else (Word("note-nothing-left"),),
    )


SITES = Layer("cell-sites", (*PERIOD, MOST), _sites)
USED = Layer("cells-used", (ITEM, *PERIOD), _used)
