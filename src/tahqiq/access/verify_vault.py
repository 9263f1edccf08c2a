"""Whether the rows of the vault are as they were logged: none added, changed or gone; and whether one
identity of each vault opens with the keys that are here."""

from collections.abc import Iterator

from tahqiq.access.door import Door
from tahqiq.access.entries import Entries
from tahqiq.access.field_encryption import derived, open_, place
from tahqiq.access.hidden_actor import HiddenActors
from tahqiq.access.keys import vault_files, vault_name
from tahqiq.access.leaf import Leaf
from tahqiq.access.log_writer import commitment
from tahqiq.access.upgrade_entries import upgraded
from tahqiq.access.vault_keys import known_keys, proof
from tahqiq.kit.errors import Damaged
from tahqiq.model.scope import Scope
from tahqiq.store.vault import StoredAct, StoredField, StoredIdentity, VaultRows

IDENTITY, FIELD, ACT, ERASED = "vault-register", "vault-field", "vault-act", "vault-erase"
"""What the log calls the keeping of an identity, of a field and of an act, and an erasure."""
SIGNS = "vault-signs"
"""The act of an entry that commits to the digests by which a duplicate of an identity is known; the latest
one counts."""
_ACTS = (IDENTITY, FIELD, ACT)


def vault_faults(door: Door, scope: Scope | None, log: Entries) -> Iterator[tuple[str, dict[str, str | int]]]:
    """Catalogue code and parameters for each row that differs from its entry; with a scope only of
    compartments that its person is admitted to.

    What is gone is told to auditors (``scope`` None) only. An identity that was erased has its tombstone: the
    row without a key.
    """
    logged: dict[tuple[str, str], list[Leaf]] = {}
    done: list[Leaf] = []
    erased: set[str] = set()
    for leaf in log.leaves(*_ACTS, ERASED, "erase"):
        if leaf.act in _ACTS and leaf.phase == "intent":
            logged.setdefault((leaf.act, leaf.object), []).append(leaf)
        elif leaf.act in _ACTS and leaf.result == "done":
            done.append(leaf)
        elif leaf.act in (ERASED, "erase") and leaf.phase == "intent":
            erased.add(leaf.object)
    identities, fields, acts = VaultRows(door.workspace.database).every()
    within = None if scope is None else set(door.cases.compartments(scope.actor.id))
    known = {item.pseudonym: item for item in identities if within is None or item.compartment in within}
    rows: dict[tuple[str, str], StoredIdentity | StoredField | StoredAct] = {
        **{(IDENTITY, item.pseudonym): item for item in known.values()},
        **{(FIELD, item.thing): item for item in fields if item.pseudonym in known},
        **{(ACT, item.thing): item for item in acts if within is None or item.compartment in within},
    }
    for (act, thing), item in rows.items():
        where: dict[str, str | int] = {"kind": act, "thing": thing}
        entries = logged.get((act, thing))
        if isinstance(item, StoredIdentity) and item.state == "erased":
            if not {item.pseudonym, item.source} & erased:
                yield "decision-unlogged", {"kind": ERASED, "thing": thing}
        elif not entries:
            yield "decision-unlogged", where
        elif _of_no_state(item) or not any(
            commitment(log.salt(leaf.no), item.payload()).hex() == leaf.commitment for leaf in entries
        ):
            yield "decision-differs", {**where, "leaf": entries[-1].no}
    gone = {item.pseudonym for item in known.values() if item.state == "erased"}
    yield from _signs_differing(door, log, set(known) if scope is not None else None)
    yield from _unopened(door, list(known.values()), fields)
    for leaf in done if scope is None else []:
        if (leaf.act, leaf.object) not in rows and not (
            leaf.act == FIELD and leaf.object.split(".")[0] in gone
        ):
            yield "decision-missing", {"kind": leaf.act, "thing": leaf.object, "leaf": leaf.no}


def _of_no_state(item: StoredIdentity | StoredField | StoredAct) -> bool:
    return isinstance(item, StoredIdentity) and item.state not in ("kept", "erased")


def _signs_differing(
    door: Door, log: Entries, within: set[str] | None
) -> Iterator[tuple[str, dict[str, str | int]]]:
    """Identities whose digests are not those that the last saving of them was logged with; ``within`` None:
    all, and digests of no identity."""
    entries: dict[str, list[Leaf]] = {}
    for leaf in log.leaves(SIGNS):
        entries.setdefault(leaf.object, []).append(leaf)
    upgrade = upgraded(log)
    registered = {leaf.object: leaf.no for leaf in log.leaves(IDENTITY)}
    for pseudonym, payload in sorted(VaultRows(door.workspace.database).signed().items()):
        if within is not None and pseudonym not in within:
            continue
        own = entries.get(pseudonym, [])
        last = max((leaf.no for leaf in own if leaf.result == "done"), default=0)
        current = [leaf for leaf in own if leaf.no >= last]  # what was begun after it may have been cut off
        if not any(commitment(log.salt(leaf.no), payload).hex() == leaf.commitment for leaf in current) and (
            own or not registered.get(pseudonym, upgrade) < upgrade
        ):
            yield "vault-sign-differs", {"thing": pseudonym}


def _unopened(
    door: Door, identities: list[StoredIdentity], fields: list[StoredField]
) -> Iterator[tuple[str, dict[str, str | int]]]:
    """Vaults (a kind in a compartment) of which the newest identity does not open: its key is not here, is
    another, or no longer fits."""
    held, pinned = vault_files(door.workspace.description.id), known_keys(door.workspace.database)
    actors = HiddenActors(door.workspace)
    newest = {
        (item.compartment, item.kind): item
        for item in sorted(identities, key=lambda item: item.at)
        if item.state != "erased"
    }
    for (compartment, _), identity in sorted(newest.items()):
        name = vault_name(compartment)
        key = held.get(name)
        sealed = [item for item in fields if item.pseudonym == identity.pseudonym]
        if (
            key is None
            or (name in pinned and pinned[name] != proof(key))
            or not _opens(actors, key, identity, sealed)
        ):
            yield "vault-closed", {"name": name, "thing": identity.pseudonym}


def _opens(actors: HiddenActors, key: bytes, identity: StoredIdentity, fields: list[StoredField]) -> bool:
    """Whether an identity and one of its fields open, with the key of its compartment or with that of who
    registered it."""
    try:
        keeper = actors.person(identity.actor)
    except Damaged:
        return False
    for use in ("keys", f"keys {keeper}"):
        own = _opened(
            derived(key, use), identity.wrapped, place("vault_identity", identity.pseudonym, "key", 1)
        )
        if own is not None:
            where = {item: place("vault_field", item.pseudonym, item.field, item.version) for item in fields}
            return not fields or any(_opened(own, item.sealed, where[item]) is not None for item in fields)
    return False


def _opened(key: bytes, closed: bytes, where: bytes) -> bytes | None:
    try:
        return open_(key, closed, where)
    except Damaged:
        return None
