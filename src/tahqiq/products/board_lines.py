"""The lines of a chart on the screen: what is drawn between items, each with the documents or the decision it
rests on."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NotRequired, TypedDict

from tahqiq.model.link import Evidence, Link
from tahqiq.model.pair import Pair
from tahqiq.model.scope import Scope
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.dated_lines import dated
from tahqiq.products.selection_chart import merged, strength, surest
from tahqiq.resolve.clusters import Clustering
from tahqiq.resolve.queue import waiting
from tahqiq.store.database import text
from tahqiq.store.links import Links
from tahqiq.store.nodes import node_rows
from tahqiq.store.source_rows import source_rows
from tahqiq.store.workspace import Workspace

Directed = TypedDict("Directed", {"out": int, "in": int})
"""Distinct events from ``a`` to ``b`` and from ``b`` to ``a``; both 0 where a line is no events."""


class Line(TypedDict):
    """A line between items ``a`` and ``b`` (ids), over all classes. ``strength`` is confirmed, unconfirmed or
    tentative; ``entity`` the id of the record that opens behind it, "" when there is none; ``sources`` the
    ids of the sources it rests on. ``weight`` is how often it counts: for events ``out`` + ``in``, told by
    ``records``.

    Of kind ``sameness``: what a program proposes and nobody has decided; ``pair`` are the very fragments it
    is about. Of kind ``same``: what a person judged to be one; ``judgement`` is the id of that decision.
    """

    id: str
    a: str
    b: str
    kind: str
    label: str
    strength: str
    directed: bool
    weight: int
    events: "Directed"
    records: int
    first: str
    last: str
    entity: str
    sources: Sequence[str]
    pair: NotRequired[Sequence[str]]
    judgement: NotRequired[str]


def recorded(
    workspace: Workspace, links: Links, scope: Scope, between: Iterable[Link], ids: Mapping[int, str]
) -> list[Line]:
    """Links whose ends have ids in ``ids`` as lines, those of several classes as one."""
    drawn = dated(workspace.facts, scope, merged(between))
    vias = sorted({link.via for link in drawn if link.via})
    names = {no: found.hex() for no, found in links.ids(vias).items()}
    rests_on = source_rows(workspace.database, {item.source for link in drawn for item in link.evidence})
    grades = {no: text(row[3] or "") for no, row in rests_on.items() if row[2] in scope.classes}
    rests: dict[
        int, tuple[tuple[str, ...], list[str]]
    ] = {}  # by evidence: many lines rest on the same documents
    made: list[Line] = []
    for link in drawn:
        known = rests.get(id(link.evidence))
        if known is None:
            known = rests[id(link.evidence)] = _rests(link.evidence, grades)
        held, sources = known
        a, b, via = ids[link.a], ids[link.b], names.get(link.via, "")
        told = surest(link.certainty) if link.via else None
        made.append(
            {
                "id": line_id(a, b, via, link.kind, link.label),
                "a": a,
                "b": b,
                "kind": link.kind,
                "label": link.label,
                "strength": told or _strength(link.kind, held),
                "directed": _directed(link),
                "weight": link.weight,
                "events": {"out": link.forth, "in": link.back},
                "records": link.records,
                "first": link.first,
                "last": link.last,
                "entity": via,
                "sources": sources,
            }
        )
    return made


def line_id(a: str, b: str, via: str, kind: str, label: str) -> str:
    """The id of a line by the ids of its ends, of the record behind it ("" for none), its kind and what it is
    called: the same wherever it is drawn."""
    return blake2b(f"{a}{b}{via}{kind} {label}".encode(), digest_size=8).hexdigest()


def possible(
    workspace: Workspace, proposed: Iterable[Pair], found: Clustering, under: Mapping[int, int]
) -> list[Line]:
    """What may be the same as another item and nobody has decided. ``under`` says at which item each fragment
    is drawn."""
    pairs = [item.pair for item in waiting(found, proposed) if item.pair]
    shown = [
        pair
        for pair in pairs
        if pair.left in under and pair.right in under and under[pair.left] != under[pair.right]
    ]
    ids = _ids(
        workspace,
        {node for pair in shown for node in (pair.left, pair.right, under[pair.left], under[pair.right])},
    )
    return [
        {
            **_between(ids[under[pair.left]], ids[under[pair.right]], "sameness", max(1, round(pair.weight))),
            "pair": (ids[pair.left], ids[pair.right]),
        }
        for pair in shown
    ]


def judged(workspace: Workspace, found: Clustering, under: Mapping[int, int]) -> list[Line]:
    """The decisions that make items one: drawn where a person looks at the fragments of one entity apart."""
    wanted = (
        {one for node in under for one in found.about.get(node, ())} - found.contradictions.keys()
        if found.live
        else set()
    )
    standing = sorted(
        (found.live[one] for one in wanted if found.live[one].verdict == "same"),
        key=lambda item: (item.left_id, item.right_id, item.no),
    )
    shown = [
        item
        for item in standing
        if item.left in under and item.right in under and under[item.left] != under[item.right]
    ]
    ids = _ids(workspace, {under[node] for item in shown for node in item.pair})
    return [
        {
            **_between(ids[under[item.left]], ids[under[item.right]], "same", 1),
            "strength": "confirmed",
            "judgement": item.id,
        }
        for item in shown
    ]


def _between(a: str, b: str, kind: str, weight: int) -> Line:
    identity = blake2b(f"{a}{b}{kind}".encode(), digest_size=8).hexdigest()
    return {
        "id": identity,
        "a": a,
        "b": b,
        "kind": kind,
        "label": kind,
        "strength": "tentative",
        "directed": False,
        "weight": weight,
        "events": {"out": 0, "in": 0},
        "records": 0,
        "first": "",
        "last": "",
        "entity": "",
        "sources": (),
    }


def _ids(workspace: Workspace, nodes: Iterable[int]) -> dict[int, str]:
    return {no: row[0].hex() for no, row in node_rows(workspace.database, sorted(set(nodes))).items()}


def _rests(evidence: Sequence[Evidence], grades: Mapping[int, str]) -> tuple[tuple[str, ...], list[str]]:
    held = tuple(sorted({grades.get(item.source, "") for item in evidence} - {""}))
    return held, sorted({item.source_id for item in evidence if item.source_id})


_strength = lru_cache(maxsize=1000)(strength)


def _directed(link: Link) -> bool:
    if link.kind == "fact":
        return not link.back
    schema = vocabulary().schemata.get(link.label)
    return link.kind == "property" or (
        schema is not None and schema.edge is not None and schema.edge.directed
    )
