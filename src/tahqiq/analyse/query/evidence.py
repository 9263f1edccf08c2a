"""Where the rows of an answer rest: the recorded values that met its conditions, and the values and events
that make its links."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from tahqiq.analyse.context import Context
from tahqiq.analyse.encode import moment
from tahqiq.analyse.query.answer import Row
from tahqiq.analyse.query.conditions import predicate
from tahqiq.analyse.query.question import Line, Query
from tahqiq.analyse.query.values import Window, window
from tahqiq.model.link import Link
from tahqiq.model.place import Part, Place
from tahqiq.model.statement import Statement
from tahqiq.model.vocabulary import vocabulary
from tahqiq.store.facts.columns import NULL64
from tahqiq.store.facts.days import written_day

SHOWN = 3
"""How many places each value or link names; the others are counted."""
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Proof:
    """One place in an original: ``label`` the property, type of link or of event; ``value`` what stands
    there; ``at`` when an event was (ISO 8601 UTC to the second, a day where only the day was written, ""
    where unknown).

    ``entity`` and ``statement`` are ids where it is a recorded value (both empty for an event).
    """

    label: str
    source: int
    place: Place
    value: str = ""
    entity: bytes = b""
    statement: bytes = b""
    at: str = ""


@dataclass(slots=True)
class Proofs:
    """Some of the places, and how many there are: a recorded value at each of its places, an event (by the
    one definition) once, at the record that stands for it."""

    total: int
    shown: list[Proof]


class Evidence:
    """The evidence of some rows, fetched together."""

    def __init__(self, context: Context, query: Query, rows: Sequence[Row]) -> None:
        self._context, self._query = context, query
        self.values = self._values([row.thing for row in rows])
        self.pairs: list[dict[Pair, Proofs]] = []
        for at, line in enumerate(query.lines):
            pairs = {pair for row in rows for found in row.found if found.line == at for pair in found.pairs}
            self.pairs.append(self._line(line, window(query, line), pairs))

    def _values(self, things: Sequence[int]) -> dict[int, Proofs]:
        conditions = [one for one in self._query.things[0].conditions if one.how != "missing"]
        if not conditions:
            return {}
        kind = self._query.things[0].type
        tests = [
            (one.prop, None if one.how == "exists" else predicate(vocabulary().property(kind, one.prop), one))
            for one in conditions
        ]
        members = {one: thing for thing in things for one in self._context.members(thing)}
        told = self._context.things.statements(sorted(members))
        found: dict[int, list[Proof]] = {}
        for node, statements in told.items():
            good = [
                one
                for one in statements
                if any(one.prop == prop and (test is None or test(one.value)) for prop, test in tests)
            ]
            found.setdefault(members[node], []).extend(_proof(one) for one in good)
        return {thing: _counted(proofs) for thing, proofs in found.items()}

    def _line(self, line: Line, period: Window, pairs: set[Pair]) -> dict[Pair, Proofs]:
        made: dict[Pair, list[Proof]] = {}
        if pairs:
            self._recorded(line, pairs, made)
            self._events(line, period, pairs, made)
        return {pair: _counted(proofs) for pair, proofs in made.items()}

    def _recorded(self, line: Line, pairs: set[Pair], made: dict[Pair, list[Proof]]) -> None:
        """The values and link entities that join the pairs."""
        near, far = (
            sorted({one for pair in pairs for one in self._context.members(pair[end])}) for end in (0, 1)
        )
        links = self._context.links.joining(near, far, self._context.representatives)
        wanted = [
            (pair, link)
            for link in links
            if link.kind in ("property", "edge") and _counts(link.label, line.kinds)
            for pair in _ways(link, line)
            if pair in pairs
        ]
        told = self._statements({item.entity for _, link in wanted for item in link.evidence})
        for pair, link in wanted:
            for item in link.evidence:
                statement = told.get((item.entity, item.statement))
                if statement is not None:
                    made.setdefault(pair, []).append(_proof(statement, link.label))

    def _statements(self, ids: Iterable[bytes]) -> dict[tuple[bytes, bytes], Statement]:
        numbers = self._context.things.numbers(sorted(ids))
        told = self._context.things.statements(sorted(numbers.values()))
        return {(one.entity, one.id): one for statements in told.values() for one in statements}

    def _events(self, line: Line, period: Window, pairs: set[Pair], made: dict[Pair, list[Proof]]) -> None:
        facts, scope = self._context.events, self._context.scope
        kinds = [name for name in vocabulary().facts if _counts(name, line.kinds)]
        if not kinds:
            return
        owner = {one: pair[0] for pair in pairs for one in self._context.members(pair[0])}
        other = {one: pair[1] for pair in pairs for one in self._context.members(pair[1])}
        among = np.array(sorted(owner), np.int64)
        rows = facts.happened(scope, ("out", "start", "source", "part", "row"), among, kinds)
        keep = np.isin(rows["other"], np.array(sorted(other), np.int64))
        if line.direction != "any":
            keep &= rows["out"] == (line.direction == "out")
        if period:
            keep &= rows["start"] != NULL64
            keep &= True if period.since is None else rows["start"] >= period.since * 1_000_000
            keep &= True if period.until is None else rows["start"] < period.until * 1_000_000
        picked = {name: values[keep] for name, values in rows.items()}
        by = np.lexsort((picked["row"], picked["part"], picked["source"], picked["start"]))
        sources = {int(one) for one in np.unique(picked["source"])}
        parts = self._context.things.parts(sources)
        days = facts.days(sources, {int(one) for one in np.unique(picked["start"])})
        for at in by.tolist():
            pair = owner[int(picked["self"][at])], other[int(picked["other"][at])]
            if pair in pairs:
                source, start = int(picked["source"][at]), int(picked["start"][at])
                part = int(picked["part"][at])
                place = Place(parts.get(source, {}).get(part) or Part(part), int(picked["row"][at]))
                when = "" if start == NULL64 else written_day(days, {source}, start) or moment(start)
                proof = Proof(facts.kind(int(picked["kind"][at])), source, place, at=when)
                made.setdefault(pair, []).append(proof)


def _ways(link: Link, line: Line) -> tuple[Pair, ...]:
    """The pairs that a recorded link may join: both ways round where it has no direction or none is asked
    for."""
    schema = vocabulary().schemata.get(link.label)
    directed = schema is None or schema.edge is None or schema.edge.directed
    out, back = (link.a, link.b), (link.b, link.a)
    return (
        (out, back)
        if line.direction == "any" or not directed
        else (out,)
        if line.direction == "out"
        else (back,)
    )


def _counts(label: str, kinds: Sequence[str]) -> bool:
    words = vocabulary()
    return (
        not kinds
        or label in kinds
        or (label in words and any(kind in words and words.is_a(label, kind) for kind in kinds))
    )


def _counted(proofs: Iterable[Proof]) -> Proofs:
    """Each place once: a link entity is stated by two values of one row."""
    places = {(one.label, one.source, one.place): one for one in proofs}
    return Proofs(len(places), list(places.values())[:SHOWN])


def _proof(statement: Statement, label: str = "") -> Proof:
    value = "" if statement.target and statement.value == statement.target.hex() else statement.value
    return Proof(
        label or statement.prop, statement.source, statement.place, value, statement.entity, statement.id
    )
