"""Whether the records on shelves are as their savings were logged: none added, changed or gone, and every one found by its keys."""

from collections.abc import Iterator

from tahqiq.access.door import Door
from tahqiq.access.leaf import Leaf
from tahqiq.access.struck import STRIKE, holds
from tahqiq.model.scope import Scope

SAVE_RECORD = "save-record"


def record_faults(door: Door, scope: Scope | None) -> Iterator[tuple[str, dict[str, str | int]]]:
    """Catalogue code and parameters for each version that differs from its entry; with a scope only of records that its person sees.

    Versions that are gone are left to auditors (``scope`` None): nobody else can tell which of them they saw.
    """
    logged: dict[str, list[Leaf]] = {}
    done: list[Leaf] = []
    for leaf in door.audit.leaves():
        if (leaf.act == SAVE_RECORD and leaf.phase == "intent") or leaf.act == STRIKE:
            logged.setdefault(leaf.object, []).append(leaf)
        elif leaf.act == SAVE_RECORD and leaf.result == "done":
            done.append(leaf)
    cases = {case.id for case in door.cases.of(scope.actor.id)} if scope else set()
    stands: set[str] = set()
    for item in door.workspace.shelves.every():
        stands.add(item.thing)
        if scope is not None and not (item.home in cases and item.classes <= scope.classes):
            continue
        where: dict[str, str | int] = {"kind": SAVE_RECORD, "thing": item.thing}
        entries = logged.get(item.thing, [])
        if not any(leaf.act == SAVE_RECORD for leaf in entries):
            yield "decision-unlogged", where
        elif not holds(door.audit, entries, item.payload()):
            yield "decision-differs", {**where, "leaf": entries[-1].no}
    if scope is None:
        for identity in door.workspace.shelves.misplaced():
            yield "record-misplaced", {"thing": identity}
    for leaf in done if scope is None else []:
        if leaf.object not in stands:
            yield "decision-missing", {"kind": SAVE_RECORD, "thing": leaf.object, "leaf": leaf.no}
