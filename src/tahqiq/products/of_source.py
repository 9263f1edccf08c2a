"""A chart of what one source says: the things it speaks of, laid out with all that is known between them."""

from dataclasses import dataclass

from tahqiq.access.door import Door
from tahqiq.analyse.layout import layout
from tahqiq.casework.documents import CaseDocuments
from tahqiq.kit.errors import WrongUse
from tahqiq.model.scope import Actor
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.board import Board
from tahqiq.resolve.entities import EntityLinks
from tahqiq.resolve.proposals import Proposals
from tahqiq.store.touched_nodes import TouchedFiles

LOOKED_AT, MOST = 5000, 150
"""How many things of a source are looked at, and how many stand on its chart at most: those with the most
between them."""


@dataclass(frozen=True, slots=True)
class SourceChart:
    """The chart begun: its ``case`` and ``id``; ``shown`` of the ``found`` things of the source stand on
    it."""

    case: str
    id: str
    shown: int
    found: int


def chart_of(door: Door, actor: Actor, proposals: Proposals, source_id: str, title: str) -> SourceChart:
    """Begin a chart in the source's case. Raises ``NotFound`` (``no-such-source``), ``Refused``, ``WrongUse``
    (``source-no-things``)."""
    workspace = door.workspace
    source = workspace.sources.find(door.scope(actor), source_id)
    door.audit.read(actor, "source", source.id, source.case)
    scope = door.scope(actor, "analysis")
    touched = TouchedFiles(workspace.root / "manifests").load(source.no)
    nodes = set(touched.entities.tolist()) if touched is not None else set()
    if touched is not None:
        nodes.update(
            node for no, some in touched.mentioned.items() if no in scope.classes for node in some.tolist()
        )
    links = EntityLinks(workspace)
    looked = set(sorted(nodes)[:LOOKED_AT])
    said = (
        link
        for link in links.of(scope, sorted(looked))
        if any(item.source == source.no for item in link.evidence)
    )
    looked |= {
        end for link in said for end in (link.a, link.b)
    }  # numbers and addresses are no things of a sheet of people, but what it says of them
    ids = [one.hex() for one in links.ids(sorted(looked)).values()]
    drawn = Board(workspace, scope, proposals).draw(ids)
    things = {item["id"]: item for item in drawn.items if not _is_line(item["schema"])}
    if not things:
        raise WrongUse("source-no-things", name=source.name)
    weight = dict.fromkeys(things, 0)
    lines = [line for line in drawn.lines if line["a"] in things and line["b"] in things]
    for line in lines:
        for end in (line["a"], line["b"]):
            weight[end] += line["weight"]
    chosen = sorted(things, key=lambda one: (-weight[one], one))[:MOST]
    at = {one: no for no, one in enumerate(chosen)}
    edges = [(at[line["a"]], at[line["b"]]) for line in lines if line["a"] in at and line["b"] in at]
    places = layout("force", len(chosen), edges, seed=1).tolist()
    items = [
        {"entity": one, "x": round(float(x), 3), "y": round(float(y), 3)}
        for one, (x, y) in zip(chosen, places, strict=True)
    ]
    made = CaseDocuments(door, actor).make(
        source.case, "chart", title or source.name, {"items": items, "hidden": [], "groups": []}
    )
    return SourceChart(
        source.case,
        made.document.id,
        len(chosen),
        max(len(things), len(nodes) if len(nodes) > LOOKED_AT else 0),
    )


def _is_line(schema: str) -> bool:
    found = vocabulary().schemata.get(schema)
    return found is not None and found.edge is not None
