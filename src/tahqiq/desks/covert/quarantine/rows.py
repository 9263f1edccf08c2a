"""The rows of one original that lie in quarantine, each with what of its order it goes beyond. For whoever
decides on them: they are read for that alone and are in no chart, search or count."""

from collections.abc import Iterator

from pydantic import Field

from tahqiq.casework.closed_originals import require_there
from tahqiq.collect.mapping.authority import why_outside
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.quarantine.operations import quarantined_example
from tahqiq.jobs.progress import Progress
from tahqiq.model.caption import caption
from tahqiq.model.scope import Scope
from tahqiq.model.source import Source
from tahqiq.store.facts.record import Address, FactRecord

MOST = 200


class QuarantineRowsRequest(Strict):
    """An original with rows in quarantine."""

    source: str = Field(max_length=64, description="The original, by its id.")


class QuarantinedRow(Strict):
    """One row: where it stands in the original (``part``, ``row``), what kind of event, when (UTC; null where
    it says no time), between whom, and what it goes beyond: subject, time, place, method, identifier (another
    interception than the order names, where nothing else is beyond)."""

    part: int
    row: int
    kind: str
    at: str | None
    parties: list[str]
    beyond: list[str]


class QuarantineRowsView(Strict):
    """The first 200 events in quarantine of an original, in the order of its rows; ``facts`` and
    ``statements`` count all. ``named``: counted by what they go beyond, among those told."""

    source: str
    name: str
    order: str
    begins: str
    until: str
    facts: int
    statements: int
    released: bool
    rows: list[QuarantinedRow]
    named: dict[str, int]


def held_rows(at: Desktop, asked: QuarantineRowsRequest, _progress: Progress | None) -> QuarantineRowsView:
    """The rows, with their reasons. Raises ``NotFound`` (``no-such-source``, ``source-erased``)."""
    scope = at.bench.scope("work")
    source = at.bench.workspace.sources.find(scope, asked.source)
    require_there(source)
    held = at.bench.acts.held(source.id)
    rows = _rows(at, scope, source) if held.facts else []
    named: dict[str, int] = {}
    for word in (word for row in rows for word in row.beyond):
        named[word] = named.get(word, 0) + 1
    return QuarantineRowsView(
        source=source.id,
        name=source.name,
        order=source.authority.reference,
        begins=source.authority.start,
        until=source.authority.end,
        facts=held.facts,
        statements=held.statements,
        released=held.released,
        rows=rows,
        named=dict(sorted(named.items())),
    )


def _rows(at: Desktop, scope: Scope, source: Source) -> list[QuarantinedRow]:
    own = at.bench.door.narrowed(scope, [source.held_class])
    facts = at.bench.workspace.facts
    records = facts.records_at(
        own, sorted(_places(at, own), key=lambda one: (one[1], one[2], one[3], one[4]))[:MOST]
    )
    nodes = {
        node
        for one in records
        for node in (one.a, one.b, one.place, one.place2, one.device, one.sim)
        if node is not None
    }
    known = at.bench.entities(scope).entities(sorted(nodes))
    called = {no: (entity.key or "", caption(entity)) for no, entity in known.items()}
    return [_row(one, called, source) for one in records]


def _places(at: Desktop, own: Scope) -> Iterator[Address]:
    seen = set[Address]()
    facts = at.bench.workspace.facts
    for kind in sorted(facts.records(own)):
        for batch in facts.scan(own, kind, "by_party", ("source", "part", "row", "serial", "key")):
            for place in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                if place not in seen:
                    seen.add(place)
                    yield place


def _row(one: FactRecord, called: dict[int, tuple[str, str]], source: Source) -> QuarantinedRow:
    def named(which: int, *nodes: int | None) -> list[str]:
        return [called[node][which] for node in nodes if node is not None and node in called]

    beyond = why_outside(
        source.authority,
        one.zone,
        one.kind,
        one.start,
        named(0, one.a, one.b, one.device, one.sim),
        named(0, one.place, one.place2),
    )
    if not beyond and source.authority.interceptions:
        beyond = ["identifier"]
    return QuarantinedRow(
        part=one.part,
        row=one.row,
        kind=one.kind,
        at=stamp(one.start) if one.start else None,
        parties=named(1, one.a, one.b),
        beyond=beyond,
    )


def _example(at: ActingDesktop) -> QuarantineRowsRequest:
    return QuarantineRowsRequest(source=quarantined_example(at).source)


OPERATIONS = (
    Operation(
        "quarantine-rows", QuarantineRowsRequest, QuarantineRowsView, "look", "read-case", held_rows, _example
    ),
)
