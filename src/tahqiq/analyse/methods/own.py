"""What acts for an item: the telephones, accounts and cars that are recorded with it."""

from functools import cache

import numpy as np

from tahqiq.analyse.graph.arrays import Int64
from tahqiq.analyse.ways.walk import Walk
from tahqiq.model.vocabulary import vocabulary
from tahqiq.store.linktable import FACT

MEANS = ("CommunicationMeans", "BankAccount", "CryptoWallet", "UserAccount", "Vehicle", "Plate")
"""Types of things that act for the person they are recorded with: what a telephone did stands for its user,
as far as that is recorded."""


@cache
def of_types(roots: tuple[str, ...]) -> frozenset[str]:
    """Names of some types and of all that are derived from them."""
    return frozenset(
        name
        for name, schema in vocabulary().schemata.items()
        if any(root in schema.lineage for root in roots)
    ) | {*roots}


def stated(walk: Walk, place: int) -> list[int]:
    """Places of what is linked to a thing otherwise than by events; ``place`` is one in the graph of the
    walk."""
    graph = walk.graph
    begin, end = int(graph.offsets[place]), int(graph.offsets[place + 1])
    edges: Int64 = graph.edges[begin:end].astype(np.int64)
    good = (walk.mask[edges] > 0) & (graph.kind[edges] != FACT)
    found: list[int] = np.unique(graph.heads[begin:end][good]).tolist()
    return found


def means(walk: Walk, place: int) -> list[int]:
    """Places of the telephones, accounts and cars recorded with an item; none for -1."""
    near = stated(walk, place) if place >= 0 else []
    rows = walk.context.things.rows(walk.number(one) for one in near)
    return [one for one in near if rows[walk.number(one)][1] in of_types(MEANS)]


def owners(walk: Walk, items: list[int], places: list[int], with_means: bool) -> dict[int, set[int]]:
    """For each node number that stands for an item (the item, what was judged the same, what acts for it):
    the items it stands for."""
    found: dict[int, set[int]] = {}
    for item, place in zip(items, places, strict=True):
        own = [item, *(walk.number(one) for one in (means(walk, place) if with_means else ()))]
        for node in own:
            for member in walk.context.members(node):
                found.setdefault(member, set()).add(item)
    return found
