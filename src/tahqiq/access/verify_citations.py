"""Whether the recorded values and events that people cited are what they were when they were cited."""

from collections.abc import Iterator
from typing import get_args

from tahqiq.access.door import Door
from tahqiq.model.scope import Actor, Scope
from tahqiq.model.source import State
from tahqiq.store.citations import Cited, Reference, contents, every


def citation_faults(door: Door, scope: Scope | None) -> Iterator[tuple[str, dict[str, str | int]]]:
    """Catalogue code and parameters for each citation whose thing says something else by now, or is gone
    while its source stands published; with the first version that makes it. What was erased, retracted or
    read again is as it should be. With a scope only in what its person sees."""
    cases = {case.id for case in door.cases.of(scope.actor.id)} if scope else set()
    first: dict[tuple[str, Reference, Cited], str] = {}
    for thing, home, classes, cited in every(door.workspace):
        if scope is None or (home in cases and classes <= scope.classes):
            for reference, was in cited.items():
                first.setdefault((thing.partition(".")[0], reference, was), thing)
    if not first:
        return
    states = {source.id: source.state for source in door.workspace.sources.for_recovery(get_args(State))}
    whole = Scope(
        Actor("", "", frozenset()),
        "work",
        frozenset(item.no for item in door.workspace.sources.data_classes()),
    )
    now = contents(door.workspace, whole, {reference for _, reference, _ in first})
    for (_, (entity, statement), (digest, source)), thing in first.items():
        found = now.get((entity, statement))
        if states.get(source, "published") == "published" and (found is None or found[0] != digest):
            yield "citation-differs", {"thing": thing, "id": statement or entity}
