"""Places of recorded things (arrests, seizures, addresses), and what happened at gates and cameras."""

from collections.abc import Iterator
from functools import cache

import numpy as np

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import Reference, Word
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.places.own import thing
from tahqiq.analyse.places.where import Where, names_a_place, where
from tahqiq.analyse.terms import PERIOD, Terms, reference
from tahqiq.analyse.values import Values
from tahqiq.model.caption import caption
from tahqiq.model.entity import Entity
from tahqiq.model.statement import Statement
from tahqiq.model.vocabulary import Schema, vocabulary
from tahqiq.products.maps.layer import Drawing, Layer, Mark
from tahqiq.products.maps.layer_reader import by_id, dated, days_only, each_entity, nodes_of, within
from tahqiq.products.maps.sites import MOST
from tahqiq.store.facts.columns import NULL32, NULL64, take

PASSING = ("Crossing", "Sighting")
MOST_NAMED = 20
"""How many of those that passed a gate its mark names; the count tells of all."""
_PLACED = ("place", "location")


@cache
def placed_types() -> tuple[str, ...]:
    """Places and addresses themselves, and all types that happen or stand at one. Cell sites have a layer of
    their own, events kept as facts another."""
    return tuple(
        name
        for name, schema in vocabulary().schemata.items()
        if schema.fact is None and not schema.is_a("CellSite") and _placed(schema)
    )


def _placed(schema: Schema) -> bool:
    return (
        schema.is_a("Place") or schema.is_a("Address") or any(prop in schema.properties for prop in _PLACED)
    )


def _places(context: Context, values: Values) -> Drawing:
    asked = Terms(context, values)
    types = [name for name in placed_types() if not values.texts("types") or name in values.texts("types")]
    marks: list[Mark] = []
    for node, entity in each_entity(context, nodes_of(context, types)):
        place = where(entity) or _of_its_place(context, entity)
        if place is None:
            asked.left_out["place-not-known"] += names_a_place(entity)
            continue
        begin, end = dated(entity)
        if not within(asked.span, begin, end if end is not None else begin):
            asked.left_out["outside-period"] += 1
            continue
        marks.append(
            Mark(
                entity.schema,
                place.lat,
                place.lon,
                place.exactness,
                place.metres,
                caption(entity),
                (node,),
                _rests(place.said),
                _exactness(place),
                begin=begin,
                end=end,
                days=days_only(entity),
            )
        )
    limit = values.integer("limit")
    asked.left_out["beyond-limit"] += max(len(marks) - limit, 0)
    return Drawing(tuple(marks[:limit]), left_out=asked.left_out)


def _of_its_place(context: Context, entity: Entity) -> Where | None:
    """The place of the place that a thing points to."""
    targets = [item.target for item in entity.statements if item.target and item.prop in _PLACED]
    nodes = by_id(context, context.things.numbers(targets).values())
    read = context.things.statements(nodes)
    for node in nodes:
        found = where(Entity(b"", "Place", "", "", tuple(read.get(node, ()))))
        if found is not None:
            return found
    return None


def _rests(said: Statement) -> tuple[Reference, ...]:
    return (Reference(said.source, said.entity, said.id),)


def _exactness(place: Where) -> Word:
    """How exactly the place is known, and in which words it was written."""
    if place.exactness == "town":
        return Word("map-exact-town", {"said": place.said.value})
    if place.exactness == "governorate":
        return Word("map-exact-governorate", {"said": place.said.value})
    return (
        Word("map-exact-within", {"metres": round(place.metres)})
        if place.metres
        else Word("map-exact-coordinates")
    )


def _passages(context: Context, values: Values) -> Drawing:
    asked = Terms(context, values)
    kinds = values.texts("passing") or PASSING
    asked.held_back(kinds)
    node = thing(asked, values.text("item-optional")) if values.text("item-optional") else None
    marks = [mark for kind in kinds for mark in _passages_of(asked, kind, node)]
    return Drawing(tuple(marks), left_out=asked.left_out)


def _passages_of(asked: Terms, kind: str, node: int | None) -> Iterator[Mark]:
    """One mark for each place where anything of the kind was recorded."""
    rows = asked.facts.columns(
        asked.scope, "by_place", ("place", "start", "self", "other", "source", "part", "row"), kinds=(kind,)
    )
    rows = take(rows, rows["place"] != NULL32)
    asked.left_out["untimed"] += int((rows["start"] == NULL64).sum())
    rows = take(rows, rows["start"] != NULL64)
    if asked.span is not None:
        rows = take(rows, (rows["start"] >= asked.span[0]) & (rows["start"] < asked.span[1]))
    if node is not None:
        rows = take(rows, (rows["self"] == node) | (rows["other"] == node))
    rows = take(rows, np.lexsort((rows["row"], rows["source"], rows["start"])))
    places = by_id(asked.context, np.unique(rows["place"]).tolist())
    read = asked.context.things.statements(places)
    schemata = asked.context.things.rows(places)
    for no in places:
        entity = Entity(schemata[no][0], schemata[no][1], "", schemata[no][3], tuple(read.get(no, ())))
        place = where(entity)
        at = np.flatnonzero(rows["place"] == no)
        if place is None:
            asked.left_out["places-without-coordinates"] += 1
            asked.left_out["records-without-coordinates"] += len(at)
            continue
        evidence = (
            *_rests(place.said),
            *(reference(rows, int(one)) for one in dict.fromkeys((int(at[0]), int(at[-1])))),
        )
        who = [int(one) for one in dict.fromkeys(rows["self"][at].tolist()) if one != NULL32][:MOST_NAMED]
        yield Mark(
            kind,
            place.lat,
            place.lon,
            place.exactness,
            place.metres,
            caption(entity),
            (no, *who),
            evidence,
            Word("map-passages", {"count": len(at)}),
            len(at),
            int(rows["start"][at[0]]),
            int(rows["start"][at[-1]]),
        )


PLACES = Layer("places", (*PERIOD, Parameter("types", "texts", of=("type",)), MOST), _places)
PASSAGES = Layer(
    "passages",
    (
        Parameter("item-optional", "text", of=("Plate", "DocumentNumber")),
        *PERIOD,
        Parameter("passing", "choices", (), choices=PASSING),
    ),
    _passages,
)
