"""Whether the records on records are as their savings were logged: none added, changed or gone, every one
found by its keys, and logs without a hole."""

from collections.abc import Iterator

from tahqiq.access.door import Door
from tahqiq.access.entries import Entries
from tahqiq.access.upgrade_entries import upgraded_at
from tahqiq.access.verify_lines import line_faults
from tahqiq.access.version_faults import saved_faults
from tahqiq.model.scope import Scope
from tahqiq.store.record_references import misreferred

SAVE_RECORD = "save-record"


def record_faults(
    door: Door, scope: Scope | None, log: Entries
) -> Iterator[tuple[str, dict[str, str | int]]]:
    """Catalogue code and parameters for each version that differs from its entry (see :func:`saved_faults`),
    and for auditors (``scope`` None) each record that the table of its kind does not find as it says, or that
    is not found by what it refers to or whose number could be given again, and each line at which a log is
    broken. Records of before an upgrade may have a number twice."""
    yield from saved_faults(
        door, scope, log, SAVE_RECORD, ((item.home, item) for item in door.workspace.records.every())
    )
    if scope is None:
        for identity in door.workspace.records.misplaced():
            yield "record-misplaced", {"thing": identity}
        for identity, number in door.workspace.records.misnumbered(upgraded_at(log)):
            yield "register-number-lost", {"thing": identity, "number": number}
        for identity in misreferred(door.workspace.database):
            yield "record-misreferred", {"thing": identity}
        yield from line_faults(door.workspace.database)
