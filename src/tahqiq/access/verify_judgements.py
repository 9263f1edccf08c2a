"""Whether judgements of identity are as their acts were logged: none added, changed or gone."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from tahqiq.access.door import Door
from tahqiq.access.entries import Entries
from tahqiq.access.leaf import Leaf
from tahqiq.access.log_writer import commitment
from tahqiq.access.struck import holds, struck_entries
from tahqiq.kit.ids import digest
from tahqiq.model.scope import Scope
from tahqiq.store.erasure import tombstones
from tahqiq.store.judgements import Judgement, Kept

JUDGE = "judge-identity"
Fault = tuple[str, dict[str, str | int]]


def judging(made: Iterable[Judgement]) -> tuple[str, dict[str, str | int]]:
    """What the audit log calls an act of judging, and what its entry commits to: every row made in it, in
    their order."""
    rows = list(made)
    return rows[0].run, run_payload(rows[0].run, [item.check() for item in rows])


def run_payload(run: str, checks: list[bytes]) -> dict[str, str | int]:
    """What the entry of an act commits to: how many rows, and a digest over theirs."""
    return {"run": run, "rows": len(checks), "digest": digest("judging", *checks).hex()}


def judgement_faults(door: Door, scope: Scope | None, log: Entries) -> Iterator[Fault]:
    """Catalogue code and parameters for each row that differs from its act's entry; with a scope only of acts
    that its person sees whole.

    Acts that are gone are left to auditors (``scope`` None): nobody else can tell which of them they saw.
    """
    logged: dict[str, list[Leaf]] = {}
    done: list[Leaf] = []
    for leaf in log.leaves(JUDGE):
        if leaf.phase == "intent":
            logged.setdefault(leaf.object, []).append(leaf)
        elif leaf.result == "done":
            done.append(leaf)
    stones = {stone.source for stone in tombstones(door.workspace.database)}
    struck = struck_entries(log)
    runs: dict[str, list[Kept]] = {}
    for kept in door.workspace.judgements.every():
        runs.setdefault(kept.judgement.run, []).append(kept)
    for run, rows in runs.items():
        if scope is None or all(not kept.erased and kept.judgement.classes <= scope.classes for kept in rows):
            yield from _run(
                log, run, rows, logged.get(run, []), lambda kept: _holds(log, kept, stones, struck)
            )
    for leaf in done if scope is None else []:
        if leaf.object not in runs:
            yield "decision-missing", {"kind": JUDGE, "thing": leaf.object, "leaf": leaf.no}


def _run(
    log: Entries, run: str, rows: list[Kept], entries: list[Leaf], stands: Callable[[Kept], bool]
) -> Iterator[Fault]:
    """What does not hold of one act: rows whose digest differs are named, else the act is."""
    if not entries:
        yield "decision-unlogged", {"kind": JUDGE, "thing": run}
        return
    differing = [kept.judgement.id for kept in rows if not stands(kept)]
    for identity in differing:
        yield "decision-differs", {"kind": JUDGE, "thing": identity, "leaf": entries[-1].no}
    payload = run_payload(run, [kept.digest for kept in rows])
    if not differing and not any(
        commitment(log.salt(leaf.no), payload).hex() == leaf.commitment for leaf in entries
    ):
        yield "decision-differs", {"kind": JUDGE, "thing": run, "leaf": entries[-1].no}


def _holds(log: Entries, kept: Kept, stones: set[str], struck: Mapping[str, list[Leaf]]) -> bool:
    if kept.erased:
        return any(source in stones for _, source in kept.judgement.evidence)
    check, entries = kept.judgement.check(), struck.get(f"judgement {kept.judgement.id}", [])
    done = any(leaf.result == "done" for leaf in entries)
    if check == kept.digest:
        return not done
    return holds(log, entries, {"id": kept.judgement.id, "check": check.hex(), "was": kept.digest.hex()})
