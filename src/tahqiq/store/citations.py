"""What a saved version remembers of the recorded values and events it cites: a digest of each as it was then,
and its source (docs/decisions/0101)."""

import json
from collections.abc import Iterable, Iterator, Mapping

from tahqiq.kit.ids import sha256_of, whole_id
from tahqiq.model.scope import Scope
from tahqiq.model.statement import Statement
from tahqiq.store.database import integer, text
from tahqiq.store.documents import read_classes, references
from tahqiq.store.nodes import node_numbers
from tahqiq.store.workspace import Workspace

Reference = tuple[str, str]
"""An entity or event and one of its recorded values ("" = the event as a whole), as hex digits."""
Cited = tuple[str, str]
"""The SHA-256 of what was cited, and the id of its source."""


def contents(workspace: Workspace, scope: Scope, wanted: Iterable[Reference]) -> dict[Reference, Cited]:
    """What is recorded under some references now, retracted values too. A thing as a whole has no digest:
    what is known of it grows. What the scope does not show is left out."""
    asked = {one: bytes.fromhex(one[0]) for one in wanted}
    if not asked:
        return {}
    nodes = node_numbers(workspace.database, sorted(set(asked.values())))
    valued = sorted(
        {nodes[entity] for (_, statement), entity in asked.items() if statement and entity in nodes}
    )
    stated = workspace.reading.statements(scope, valued, retracted=True) if valued else {}
    made: dict[Reference, Cited] = {}
    for one, entity in asked.items():
        found = (
            _of(stated.get(nodes[entity], ()), one[1])
            if entity in nodes
            else _of_event(workspace, scope, entity, one[1])
        )
        if found is not None:
            made[one] = found
    return made


def cited(workspace: Workspace, scope: Scope, body: str, before: str = "") -> str:
    """What a version with this body remembers, as its row holds it; "" where it cites nothing. ``before`` is
    that of the version before: what was cited then and still is from the same source keeps its digest."""
    now, old = contents(workspace, scope, set(_citing(body))), read(still_cited(body, before))
    return _written(
        {**now, **{one: was for one, was in old.items() if one not in now or now[one][1] == was[1]}}
    )


def still_cited(body: str, told: str) -> str:
    """What is left of it once words were struck out of the body: what the body still refers to."""
    wanted = set(_citing(body)) if told else set()
    return _written({one: was for one, was in read(told).items() if one in wanted})


def _citing(body: str) -> Iterator[Reference]:
    """The references of a body, and the event that a translation is of."""
    content = json.loads(body)
    yield from references(content)
    event = content.get("event") if isinstance(content, Mapping) else None
    if isinstance(event, str) and whole_id(event) is not None:
        yield event, ""


def read(told: str) -> dict[Reference, Cited]:
    """From how a row holds it."""
    return {
        (entity, statement): (digest, source)
        for entity, statement, digest, source in json.loads(told or "[]")
    }


def every(workspace: Workspace) -> Iterator[tuple[str, str, frozenset[int], dict[Reference, Cited]]]:
    """Each version of a record or document that cites something, the first one first: what the log calls it,
    its home or case, what it rests on, and what it cites. For verification only."""
    for identity, version, home, classes, told in workspace.database.stream(
        "SELECT id, version, home, classes, cited FROM shelf_record WHERE cited<>'' UNION ALL"
        " SELECT id, version, case_id, classes, cited FROM case_document WHERE cited<>'' ORDER BY 1, 2"
    ):
        yield (
            f"{text(identity)}.{integer(version)}",
            text(home),
            read_classes(text(classes)),
            read(text(told)),
        )


def _written(made: Mapping[Reference, Cited]) -> str:
    return (
        json.dumps([[*one, *was] for one, was in sorted(made.items())], separators=(",", ":")) if made else ""
    )


def _of(stated: Iterable[Statement], statement: str) -> Cited | None:
    found = next((one for one in stated if one.id.hex() == statement), None)
    if found is None:
        return None
    target, place = None if found.target is None else found.target.hex(), found.place
    told = [
        found.entity.hex(),
        statement,
        found.prop,
        found.value,
        found.lang,
        target,
        found.source_sha256,
        place.part.no,
        place.row,
        place.column,
    ]
    return sha256_of(told), found.source_id


def _of_event(workspace: Workspace, scope: Scope, entity: bytes, statement: str) -> Cited | None:
    record = workspace.events.record(scope, entity)
    if record is None:
        return None
    if statement:
        return _of(workspace.events.entities(scope, [record])[0].statements, statement)
    source = workspace.sources.get(scope, record.source)
    return sha256_of(
        [
            entity.hex(),
            source.sha256,
            record.part,
            record.row,
            record.serial,
            workspace.events.columns(record),
        ]
    ), source.id
