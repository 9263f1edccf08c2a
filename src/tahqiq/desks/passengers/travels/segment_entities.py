"""People and things of the store that stand in a segment of a message."""

from tahqiq.desk import Desktop
from tahqiq.formats.passengers.kinds import PARTS
from tahqiq.kit.errors import NotFound
from tahqiq.store.touched_nodes import TouchedFiles


def entities_of_segment(at: Desktop, identity: str, row: int) -> dict[str, str]:
    """The things of a segment of a source that the person sees, id and name; none once the original is
    gone."""
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
    return at.captions([one.hex() for one in found])
