"""Whether kept results of analyses are as they were made: the bytes have their hash, and the log says so of
both."""

from collections.abc import Iterator

from tahqiq.access.door import Door
from tahqiq.access.entries import Entries
from tahqiq.access.leaf import Leaf
from tahqiq.access.log_writer import commitment
from tahqiq.kit.ids import sha256
from tahqiq.model.scope import Scope

ANALYSED = "analyse"
"""What the log calls the making of a result; the object of its entries is the analysis."""


def result_faults(
    door: Door, scope: Scope | None, log: Entries
) -> Iterator[tuple[str, dict[str, str | int]]]:
    """Catalogue code and parameters for each kept result that no longer is what was found; with a scope only
    of results that its person sees.

    Results that are gone are not looked for: an erasure by order takes with it what rested on the source.
    """
    logged: dict[tuple[str, str], list[Leaf]] = {}
    for leaf in log.leaves(ANALYSED):
        if leaf.result == "done" and leaf.commitment:
            logged.setdefault((leaf.object, leaf.actor), []).append(leaf)
    cases = {case.id for case in door.cases.of(scope.actor.id)} if scope else set()
    for item in door.workspace.results.every():
        if scope is not None and not (
            item.classes <= scope.classes and (item.actor == scope.actor.id or item.case in cases)
        ):
            continue
        where: dict[str, str | int] = {"id": item.id, "analysis": item.analysis}
        entries = logged.get((item.analysis, item.actor), [])
        if sha256(item.body.encode()) != item.sha256:
            yield "result-bytes-differ", where
        elif not any(
            commitment(log.salt(leaf.no), item.payload()).hex() == leaf.commitment for leaf in entries
        ):
            yield "result-unlogged", where
