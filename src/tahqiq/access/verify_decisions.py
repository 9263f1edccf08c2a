"""Whether retractions, releases and declarations of origin are as they were logged."""

from collections.abc import Iterator

from tahqiq.access.entries import Entries
from tahqiq.access.leaf import Leaf
from tahqiq.access.struck import holds, struck_entries
from tahqiq.model.source import Source
from tahqiq.store.decisions import Release, Retraction
from tahqiq.store.derivations import Derivation
from tahqiq.store.workspace import Workspace

_ABOUT_TWO = ("derive", "independent")
_DECISIONS = ("retract", "reinstate", "release", "take-back", *_ABOUT_TWO)
Fault = tuple[str, dict[str, str | int]]


def decision_faults(workspace: Workspace, log: Entries, seen: list[Source]) -> Iterator[Fault]:
    """Retractions, releases and declarations of origin against their entries: none added, changed or
    gone."""
    kept = {source.id for source in seen if source.state not in ("erasing", "erased")}
    decisions = workspace.decisions
    made: dict[tuple[str, str], Retraction | Release | Derivation] = {}
    every: list[Retraction | Release | Derivation] = [
        *decisions.retractions(),
        *decisions.releases(),
        *workspace.derivations.every(),
    ]
    for item in every:
        if item.source in kept and (not isinstance(item, Derivation) or item.origin in kept):
            made[item.kind, item.thing] = item
    logged: dict[tuple[str, str], list[Leaf]] = {}
    struck = struck_entries(log)
    done: list[Leaf] = []
    for leaf in log.leaves(*_DECISIONS):
        if leaf.phase == "intent":
            logged.setdefault((leaf.act, leaf.object), []).append(leaf)
        elif leaf.result == "done":
            done.append(leaf)
    for key, item in made.items():
        entries = logged.get(key)
        where: dict[str, str | int] = {"kind": item.kind, "thing": item.thing}
        if not entries:
            yield "decision-unlogged", where
        elif not holds(log, [*entries, *struck.get(" ".join(key), ())], item.payload()):
            yield "decision-differs", {**where, "leaf": entries[-1].no}
    for leaf in done:
        named = leaf.object.split(".")[:-1] if leaf.act in _ABOUT_TWO else leaf.object.split(".")[-2:-1]
        if kept.issuperset(named) and (leaf.act, leaf.object) not in made:
            yield "decision-missing", {"kind": leaf.act, "thing": leaf.object, "leaf": leaf.no}
