"""A chart of what one source says: the things it speaks of, laid out with all that is known between them.
What a chart file draws (ANX, GraphML, GEXF) stands where the file draws it, with its photographs."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from tahqiq.access.door import Door
from tahqiq.analyse.layout import layout
from tahqiq.casework.documents import CaseDocuments
from tahqiq.collect.drawn_items import DrawnItem, drawn_items
from tahqiq.kit.errors import WrongUse
from tahqiq.model.scope import Actor, Scope
from tahqiq.model.source import Source
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.board import Board
from tahqiq.products.paper.chart_positions import SCALE
from tahqiq.resolve.entities import Entities, EntityLinks
from tahqiq.resolve.proposals import Proposals
from tahqiq.store.touched_nodes import TouchedFiles
from tahqiq.store.workspace import Workspace

Point = tuple[float, float]
Edges = list[tuple[int, int]]
LOOKED_AT, MOST = 5000, 150
"""How many things of a source are looked at, and how many stand on its chart at most: those with the most
between them. A chart file has all that is looked at."""
SHORTEST, LONGEST = 0.5, 4.0
"""Between these, in units of the screen, the middle one of a file's lines is as long as lines are drawn."""


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
    board = Board(workspace, scope, proposals)
    things = [item["id"] for item in board.draw(ids).items if not _is_line(item["schema"])]
    if not things:
        raise WrongUse("source-no-things", name=source.name)
    in_file = _in_file(workspace, scope, source, things)
    things = list(in_file) or things
    weight = dict.fromkeys(things, 0)
    lines = board.draw(things).lines
    for line in lines:
        for end in (line["a"], line["b"]):
            weight[end] += line["weight"]
    chosen = sorted(things, key=lambda one: (-weight[one], one))[: LOOKED_AT if in_file else MOST]
    at = {one: no for no, one in enumerate(chosen)}
    edges = [(at[line["a"]], at[line["b"]]) for line in lines if line["a"] in at and line["b"] in at]
    places = _places(chosen, edges, in_file)
    pictures = {
        one.name: one.id for one in workspace.sources.all(scope) if in_file and one.parent == source.no
    }
    items: list[dict[str, object]] = []
    for one, (x, y) in zip(chosen, places, strict=True):
        items.append({"entity": one, "x": round(x, 3), "y": round(y, 3)})
        if one in in_file and (photo := pictures.get(in_file[one].picture)):
            items[-1]["photo"] = photo
    made = CaseDocuments(door, actor).make(
        source.case, "chart", title or source.name, {"items": items, "hidden": [], "groups": []}
    )
    return SourceChart(
        source.case,
        made.document.id,
        len(chosen),
        max(len(things), len(nodes) if len(nodes) > LOOKED_AT else 0),
    )


def _in_file(workspace: Workspace, scope: Scope, source: Source, ids: list[str]) -> Mapping[str, DrawnItem]:
    """Things as the source itself draws them, by their ids."""
    drawn = drawn_items(workspace, source)
    if not drawn:
        return {}
    return {
        one: drawn[rows[0]]
        for one, (_, entity) in Entities(workspace, scope).found(ids).items()
        if (
            rows := sorted(
                place
                for item in entity.statements
                if item.source == source.no and (place := (item.place.part.no, item.place.row)) in drawn
            )
        )
    }


def _places(chosen: list[str], edges: Edges, in_file: Mapping[str, DrawnItem]) -> list[Point]:
    """Where items stand: as their file draws them, else laid out. A file's unit is that of our own
    files, unless its lines would be far too short or too long."""
    if not in_file:
        laid = layout("force", len(chosen), edges, seed=1).tolist()
        return [(float(x), float(y)) for x, y in laid]
    there = [in_file[one] for one in chosen]
    long = [((there[a].x - there[b].x) ** 2 + (there[a].y - there[b].y) ** 2) ** 0.5 for a, b in edges]
    unit = median([one for one in long if one] or [SCALE])
    unit = SCALE if SHORTEST <= unit / SCALE <= LONGEST else unit
    return [(one.x / unit, one.y / unit) for one in there]


def _is_line(schema: str) -> bool:
    found = vocabulary().schemata.get(schema)
    return found is not None and found.edge is not None
