"""Whether the rows of the vault are as they were logged: none added, changed or gone. Nothing is opened for it, and no key is needed."""

from collections.abc import Iterator

from tahqiq.access.audit import commitment
from tahqiq.access.door import Door
from tahqiq.access.entries import Entries
from tahqiq.access.leaf import Leaf
from tahqiq.model.scope import Scope
from tahqiq.store.vault import StoredAct, StoredField, StoredIdentity, VaultRows

IDENTITY, FIELD, ACT, ERASED = "vault-register", "vault-field", "vault-act", "vault-erase"
"""What the log calls the keeping of an identity, of a field and of an act, and an erasure."""
_ACTS = (IDENTITY, FIELD, ACT)


def vault_faults(door: Door, scope: Scope | None, log: Entries) -> Iterator[tuple[str, dict[str, str | int]]]:
    """Catalogue code and parameters for each row that differs from its entry; with a scope only of compartments that its person is admitted to.

    What is gone is told to auditors (``scope`` None) only. An identity that was erased has its tombstone: the row without a key.
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
        elif not any(commitment(log.salt(leaf.no), item.payload()).hex() == leaf.commitment for leaf in entries):
            yield "decision-differs", {**where, "leaf": entries[-1].no}
    gone = {item.pseudonym for item in known.values() if item.state == "erased"}
    for leaf in done if scope is None else []:
        if (leaf.act, leaf.object) not in rows and not (leaf.act == FIELD and leaf.object.split(".")[0] in gone):
            yield "decision-missing", {"kind": leaf.act, "thing": leaf.object, "leaf": leaf.no}
