"""Whether the documents of cases are as their savings were logged: none added, changed or gone."""

from collections.abc import Iterator

from tahqiq.access.door import Door
from tahqiq.access.entries import Entries
from tahqiq.access.version_faults import saved_faults
from tahqiq.model.scope import Scope

SAVE_DOCUMENT = "save-document"


def document_faults(
    door: Door, scope: Scope | None, log: Entries
) -> Iterator[tuple[str, dict[str, str | int]]]:
    """Catalogue code and parameters for each version that differs from its entry (see
    :func:`saved_faults`)."""
    return saved_faults(
        door, scope, log, SAVE_DOCUMENT, ((item.case, item) for item in door.workspace.documents.every())
    )
