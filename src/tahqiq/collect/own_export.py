"""Whether a document that is read is a file that Tahqiq exported: it repeats what is known, and is no
further witness (docs/decisions/0130)."""

from pathlib import Path

from tahqiq.access.door import Door
from tahqiq.access.exported_files import exports_known
from tahqiq.collect.chain_of_custody import enter
from tahqiq.kit.export_mark import carried
from tahqiq.model.scope import Actor
from tahqiq.model.source import Source
from tahqiq.store.derivations import OWN_EXPORT, exported

_OWN_FORMATS = frozenset({"values"})
"""Formats that only this program writes and that hold no mark."""


def recognise(door: Door, actor: Actor, source: Source, path: Path, format_name: str) -> None:
    """Enter in the custody of a source that it is an export, with the id of the export where one is known."""
    identity = carried(path)
    if not identity and exports_known(door.audit, source.sha256[:32]):
        identity = source.sha256[:32]
    if identity is None and format_name in _OWN_FORMATS:
        identity = ""
    if identity is not None and source.no not in exported(door.workspace.database):
        enter(door, actor, source, OWN_EXPORT, identity)
