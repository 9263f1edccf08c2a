"""Mappings of matrices and lists of ties."""

import re
from dataclasses import replace

from tahqiq.collect.mapping.build_parties import SOME
from tahqiq.collect.mapping.document import EntitySpec, Mapping, Source, Value
from tahqiq.collect.mapping.kinds import bodies
from tahqiq.collect.mapping.layout import Layout
from tahqiq.collect.mapping.looks import Column
from tahqiq.collect.mapping.sample import Sample
from tahqiq.collect.mapping.template import Match
from tahqiq.collect.mapping.words import fold
from tahqiq.kit.reasons import reason

POOL = "person"
_PEOPLE = frozenset(
    map(
        fold,
        (
            "person",
            "actor",
            "ego",
            "alter",
            "who",
            "whom",
            "person1",
            "person2",
            "sender",
            "receiver",
            "member",
            "الشخص",
            "کەسی",
        ),
    )
)
_NAME = re.compile(r"[^\W\d_][^\d_]{2,60}")


def _end(column: str, kind: str = "Person") -> EntitySpec:
    return EntitySpec(kind, key=(column,), pool=POOL, properties={"name": column})


def _tie(weight: str | None, relation: str | None, phase: str | None, date: str | None = None) -> EntitySpec:
    properties: dict[str, Source] = {"subject": Value(entity="from"), "object": Value(entity="to")}
    if relation:
        properties["role"] = relation
    if weight:
        properties["weight"] = weight
    if phase:
        properties["description"] = phase
    if date:
        properties["date"] = date
    return EntitySpec("UnknownLink", properties=dict(properties))


def build_matrix(layout: Layout, base: Mapping, why: list[str]) -> Mapping:
    """Who is tied to whom, a link for each filled cell (for one of both halves when they agree)."""
    matrix = layout.matrix
    weight = None if matrix is None or matrix.binary else "value"
    why.append(reason("because-people"))
    entities = {"from": _end("row"), "to": _end("column"), "tie": _tie(weight, None, None)}
    return replace(base, entities=entities, facts={})


def build_edges(match: Match, base: Mapping, why: list[str]) -> Mapping:
    """A link for each line of a list of ties."""
    names = {concept: column.name for concept, column in match.columns.items()}
    ends = [match.columns["edge_from"], match.columns["edge_to"]]
    kind = "Person" if all(map(_people, ends)) else "NamedThing"
    why.append(reason("because-people" if kind == "Person" else "because-ties-things"))
    tie = _tie(names.get("weight"), names.get("relation"), names.get("phase"), names.get("happening_date"))
    return replace(
        base,
        entities={"from": _end(names["edge_from"], kind), "to": _end(names["edge_to"], kind), "tie": tie},
    )


def _people(column: Column) -> bool:
    """Whether the labels of one end are people: the header says so, or most are names of several words in
    letters and few are those of bodies. A single word may be a town, a country, an airport or a nickname:
    such labels stay things."""
    if set(fold(column.header).split()) & _PEOPLE:
        return True
    lettered = sum(
        bool(_NAME.fullmatch(value)) and " " in value.strip() for value in column.distinct[:300]
    ) / max(1, len(column.distinct[:300]))
    return lettered >= 0.5 and bodies(column.distinct) < SOME


def looks_like_edges(sample: Sample) -> bool:
    """Whether a table without a header is a list of ties: two or three columns, the first two share labels,
    the third is a number."""
    busy = sample.busy
    if len(busy) not in (2, 3) or sample.rows < 3 or any(_is_time(column) for column in busy):
        return False
    if len(busy) == 3 and busy[2].share("number") < 0.95:
        return False
    first, second = set(busy[0].distinct), set(busy[1].distinct)
    short = max(len(label) for label in first | second) <= 40
    return short and len(first & second) >= 0.1 * min(len(first), len(second)) and len(first & second) > 0


def looks_like_attendance(sample: Sample) -> bool:
    """Whether a table without a header says who was at what: labels in two columns that share none, of which
    one repeats."""
    busy = sample.busy
    if (
        len(busy) not in (2, 3)
        or sample.rows < 5
        or any(column.share("number") > 0.5 or column.share("phone") > 0.5 for column in busy[:2])
    ):
        return False
    if any(_is_time(column) for column in busy[:2]) or (len(busy) == 3 and not _is_time(busy[2])):
        return False
    if max(len(label) for column in busy[:2] for label in column.distinct) > 60 or set(
        busy[0].distinct
    ) & set(busy[1].distinct):
        return False
    return min(len(column.distinct) for column in busy[:2]) <= 0.6 * sample.rows


def _is_time(column: Column) -> bool:
    return column.share("datetime") > 0.5 or (column.share("date") > 0.5 and not column.share("number") > 0.9)
