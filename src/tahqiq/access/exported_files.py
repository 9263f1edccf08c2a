"""Files that left the program: each with its id and hash in the log, so that one that comes back is known."""

from pathlib import Path

from tahqiq.access.audit import AuditLog
from tahqiq.access.leaf import Leaf
from tahqiq.kit.export_mark import mark_export, sha256_of
from tahqiq.model.scope import Actor

EXPORT_FILE = "export-file"
"""The act of an entry about a file that left: its object is the id of the export and the SHA-256, with a
point between."""
_LATEST = 20


def enter_export(audit: AuditLog, actor: Actor, path: Path, case: str, *, mark: bool = True) -> str:
    """Mark a file that is about to leave (unless it must stay as it is) and enter it in the log; its
    SHA-256. ``case`` is the one case that it is of, "" where it is of several."""
    if mark:
        identity, sha256 = mark_export(path)
    else:
        sha256 = sha256_of(path)
        identity = sha256[:32]
    with audit.act(actor, EXPORT_FILE, f"{identity}.{sha256}", case):
        return sha256


def exports_known(audit: AuditLog, identity: str) -> list[Leaf]:
    """The entries of an export by its id, the latest first; none for an id that is not of this workspace."""
    found = audit.search.about([identity], _LATEST) if identity else []
    return [leaf for leaf in found if leaf.act == EXPORT_FILE and leaf.result == "done"]
