"""People and things of the store that stand in a segment of a message."""

from tahqiq.desk import Desktop
from tahqiq.formats.passengers.kinds import PARTS
from tahqiq.kit.errors import NotFound
from tahqiq.model.caption import caption
from tahqiq.model.entity import Entity
from tahqiq.model.vocabulary import vocabulary
from tahqiq.store.nodes import node_numbers
from tahqiq.store.touched_nodes import TouchedFiles


def entities_of_segment(at: Desktop, identity: str, row: int) -> dict[str, str]:
    """The things of a segment of a source that the person sees, id and name; none once the original is gone.
    What only joins two of them (a ticket: who travels on which flight) has no name of its own and is left
    out."""
    try:
        source = at.bench.source(identity)
    except NotFound:
        return {}
    workspace = at.bench.workspace
    touched = TouchedFiles(workspace.root / "manifests").load(source.no)
    if touched is None:
        return {}
    found = workspace.reading.of_row(
        at.scope(), source.no, PARTS["person"].no, row, touched.entities.tolist()
    )
    numbers = node_numbers(workspace.database, found)
    entities = at.bench.entities(at.scope()).entities(list(numbers.values()))
    return {
        one.hex(): caption(entities[no])
        for one, no in numbers.items()
        if no in entities and not _joins(entities[no])
    }


def _joins(entity: Entity) -> bool:
    schema = vocabulary().schemata.get(entity.schema)
    return schema is not None and schema.edge is not None
