"""Where all things of a chart were recorded, at once: telephones, SIMs and handsets at the cells they used,
plates and documents at gates and cameras."""

import numpy as np

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import Word
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.places.own import KINDS, own_of_many, thing
from tahqiq.analyse.places.sites import known
from tahqiq.analyse.terms import PERIOD, Terms, reference
from tahqiq.analyse.values import Values
from tahqiq.kit.ids import whole_id
from tahqiq.products.maps.layer import Drawing, Layer, Mark
from tahqiq.products.maps.layer_reader import by_id
from tahqiq.products.maps.sites import MOST, located

ITEMS = Parameter(
    "items",
    "texts",
    required=True,
    high=20_000,
    of=("PhoneNumber", "Handset", "Sim", "Plate", "DocumentNumber", "BankAccount"),
)


def _recorded(context: Context, values: Values) -> Drawing:
    """One mark for each thing and place: how a mark looks is how its thing looks."""
    asked = Terms(context, values)
    asked.held_back(KINDS)
    rows, who = own_of_many(asked, _nodes(asked, values.texts("items")), KINDS)
    found = located(asked, rows)
    place, start, lat, lon = found.place, found.start, found.lat, found.lon
    cells = context.things.of_type("Cell", known(place).tolist())
    spots: dict[tuple[int, int, float, float], list[int]] = {}
    for at in np.flatnonzero(~np.isnan(lat)).tolist():
        spots.setdefault((int(who[at]), int(place[at]), float(lat[at]), float(lon[at])), []).append(at)
    order = {no: at for at, no in enumerate(by_id(context, {one for spot in spots for one in spot[:2]}))}
    limit = values.integer("limit")
    asked.left_out["beyond-limit"] += max(len(spots) - limit, 0)
    marks = []
    for node, spot, y, x in sorted(spots, key=lambda one: (order[one[0]], order[one[1]], one[2:]))[:limit]:
        here = spots[node, spot, y, x]
        begin, end = int(start[here[0]]), int(start[here[-1]])
        evidence = tuple(reference(rows, one) for one in dict.fromkeys((here[0], here[-1])))
        word = Word("map-cell-used" if spot in cells else "map-passages", {"count": len(here)})
        kind = "Cell" if spot in cells else "Place"
        marks.append(
            Mark(
                kind,
                y,
                x,
                "coordinates",
                0.0,
                found.title(spot, begin),
                (node, spot),
                evidence,
                word,
                len(here),
                begin,
                end,
            )
        )
    return Drawing(
        tuple(marks), left_out=asked.left_out, notes=() if len(start) else (Word("note-nothing-left"),)
    )


def _nodes(asked: Terms, texts: tuple[str, ...]) -> list[int]:
    """The nodes of what was asked about: ids together, what is written otherwise one by one; an id that leads
    to nothing that may be seen gives none."""
    ids = {text: identity for text in texts if (identity := whole_id(text)) is not None}
    found = list(asked.context.things.numbers(list(ids.values())).values())
    seen = asked.context.seen(found)
    return sorted(
        {*(no for no in found if no in seen), *(thing(asked, text) for text in texts if text not in ids)}
    )


RECORDED = Layer("recorded", (ITEMS, *PERIOD, MOST), _recorded)
