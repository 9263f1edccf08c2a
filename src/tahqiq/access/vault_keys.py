"""The key of each compartment of the vault as its workspace knows it: made once, and never again where data
under an older one exists."""

import hmac
from collections.abc import Mapping
from hashlib import sha256

from tahqiq.access.field_encryption import derived
from tahqiq.access.keys import compartment_key, vault_files, vault_name
from tahqiq.kit import clock
from tahqiq.kit.errors import Damaged
from tahqiq.model.kinds import kinds
from tahqiq.store.database import Database, blob, marks, text
from tahqiq.store.workspace import Workspace, noted

UPGRADED_FROM = "upgraded-from"
"""The entry of a workspace's own table that says from which version it was upgraded: what it holds may be
closed with keys that it does not know."""
_MASKED = "masked "
"""How a compartment begins that holds what the clock of a desk masked."""


def vault_key(workspace: Workspace, compartment: str) -> bytes:
    """The 32 bytes that close what a compartment keeps. Made on first use.

    Raises ``Damaged``: ``vault-key-missing`` where something is closed with a key that this account does not
    hold, ``vault-key-other`` where it holds another.
    """
    database, name = workspace.database, vault_name(compartment)
    known = known_keys(database).get(name)
    if known is None:
        key = compartment_key(workspace.description.id, compartment, create=not _holds(database, compartment))
        pin(database, {name: key})
        known = known_keys(database)[name]
    else:
        key = compartment_key(workspace.description.id, compartment, create=False)
    if not hmac.compare_digest(known, proof(key)):
        raise Damaged("vault-key-other", name=name)
    return key


def known_keys(database: Database) -> dict[str, bytes]:
    """What the workspace knows each of its keys by, by the name of the key's file (which does not say which
    compartment)."""
    return {text(name): blob(made) for name, made in database.query("SELECT name, proof FROM vault_key")}


def pin(database: Database, keys: Mapping[str, bytes]) -> None:
    """Let the workspace know keys by their proofs; one that it knows already stays as it is."""
    rows = [(name, proof(key), clock.stamp()) for name, key in keys.items()]
    with database.transaction(durable=True) as transaction:
        transaction.insert_many("vault_key", ("name", "proof", "at"), rows)


def proof(key: bytes) -> bytes:
    """What tells a key from every other and says nothing of it."""
    return sha256(derived(key, "proof")).digest()


def absent_keys(workspace: Workspace) -> list[str]:
    """Names of the keys that the workspace knows, or that something in it is closed with, and that this
    account does not hold."""
    held = vault_files(workspace.description.id)
    known = known_keys(workspace.database)
    closed = workspace.database.query("SELECT DISTINCT compartment FROM vault_identity WHERE state<>'erased'")
    names = {*known, *(vault_name(text(row[0])) for row in closed)}
    return sorted(
        name for name in names if name not in held or (name in known and proof(held[name]) != known[name])
    )


def _holds(database: Database, compartment: str) -> bool:
    """Whether something is closed with a key of this compartment that the workspace does not know yet: an
    older program made it."""
    if compartment.startswith(_MASKED):
        names = [kind.name for kind in kinds().values() if kind.desk == compartment.removeprefix(_MASKED)]
        sql = f"SELECT 1 FROM shelf_record WHERE kind IN ({marks(len(names))}) LIMIT 1"
        return noted(database, UPGRADED_FROM) is not None and bool(names) and bool(database.query(sql, names))
    return bool(database.query("SELECT 1 FROM vault_identity WHERE compartment=? LIMIT 1", (compartment,)))
