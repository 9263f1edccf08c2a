"""Whether what is kept in versions is as its savings were logged: none added, changed or gone. Documents of
cases and records on records alike."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from tahqiq.access.door import Door
from tahqiq.access.entries import Entries
from tahqiq.access.leaf import Leaf
from tahqiq.access.struck import STRIKE, holds
from tahqiq.model.scope import Scope


class Saved(Protocol):
    """One version of something: what the log calls it, what it rests on, and what its entry commits to."""

    @property
    def thing(self) -> str: ...
    @property
    def classes(self) -> frozenset[int]: ...
    def payload(self) -> Mapping[str, str | int]: ...


def saved_faults(
    door: Door, scope: Scope | None, log: Entries, act: str, kept: Iterable[tuple[str, Saved]]
) -> Iterator[tuple[str, dict[str, str | int]]]:
    """Catalogue code and parameters for each version that differs from its entry; ``kept`` are all versions
    with the id of their case, ``act`` is what saves one. With a scope only those that its person sees.

    Versions that are gone are left to auditors (``scope`` None): nobody else can tell which of them they saw.
    """
    logged: dict[str, list[Leaf]] = {}
    done: list[Leaf] = []
    for leaf in log.leaves(act, STRIKE):
        if (leaf.act == act and leaf.phase == "intent") or leaf.act == STRIKE:
            logged.setdefault(leaf.object, []).append(leaf)
        elif leaf.act == act and leaf.result == "done":
            done.append(leaf)
    cases = {case.id for case in door.cases.of(scope.actor.id)} if scope else set()
    stands: set[str] = set()
    for case, item in kept:
        stands.add(item.thing)
        if scope is not None and not (case in cases and item.classes <= scope.classes):
            continue
        where: dict[str, str | int] = {"kind": act, "thing": item.thing}
        entries = logged.get(item.thing, [])
        if not any(leaf.act == act for leaf in entries):
            yield "decision-unlogged", where
        elif not holds(log, entries, item.payload()):
            yield "decision-differs", {**where, "leaf": entries[-1].no}
    for leaf in done if scope is None else []:
        if leaf.object not in stands:
            yield "decision-missing", {"kind": act, "thing": leaf.object, "leaf": leaf.no}
