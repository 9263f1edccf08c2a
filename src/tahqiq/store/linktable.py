"""Every link of the published sources as columns, whoever may see it: what the graph is built from. Nothing
of it is shown; traversal filters by class.

One line per link, source and class, so that a link can be counted without one of its sources;
:class:`tahqiq.store.links.Links` shows the same lines one by one, with their evidence.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tahqiq.kit.parts import parts
from tahqiq.model.vocabulary import Vocabulary
from tahqiq.store.database import Database, integer, numbers, text
from tahqiq.store.decisions import STANDING
from tahqiq.store.facts.columns import NULL32, NULL64
from tahqiq.store.links import WEIGHT, counted, paired
from tahqiq.store.workspace import Workspace

Numbers = NDArray[np.int64]
EDGE, PROPERTY, FACT = 0, 1, 2
UNKNOWN = NULL64
"""A time that is not known."""
_CHUNK = 50_000
_PAIRS = ("self", "other", "count", "outward", "first", "last", "source", "class")
_PUBLISHED = "s.source IN (SELECT no FROM source WHERE state='published')"


@dataclass(slots=True)
class LinkTable:
    """Equally long columns. ``a`` and ``b`` node numbers; ``kind`` :data:`EDGE`, :data:`PROPERTY` or
    :data:`FACT`; ``label`` and ``grade`` index the lists beside them ("" = not graded); ``first`` and
    ``last`` seconds since 1970 UTC or :data:`UNKNOWN`; ``flow`` 1 = from a to b, 2 = from b to a, 3 = both;
    ``outward`` how many of the events go from a (0 where it is none). ``own`` counts links of a thing to
    itself, which are left out. ``sources`` are all published ones, ``retractions`` the mark of
    :func:`retractions`, both as of before anything was read.
    """

    a: Numbers
    b: Numbers
    kind: NDArray[np.uint8]
    label: Numbers
    data_class: Numbers
    source: Numbers
    grade: Numbers
    weight: Numbers
    first: Numbers
    last: Numbers
    flow: NDArray[np.uint8]
    outward: Numbers
    labels: list[str]
    grades: list[str]
    own: int = 0
    sources: tuple[int, ...] = ()
    retractions: str = ""

    def __len__(self) -> int:
        return len(self.a)


class _Words:
    """Numbers for a few distinct texts."""

    def __init__(self, first: tuple[str, ...] = ()) -> None:
        self.words = list(first)
        self._numbers = {word: at for at, word in enumerate(first)}

    def number(self, word: str) -> int:
        found = self._numbers.get(word)
        if found is None:
            found = self._numbers[word] = len(self.words)
            self.words.append(word)
        return found


def watermark(database: Database) -> str:
    """A text that differs whenever the table would."""
    count, newest, last = database.query(
        "SELECT COUNT(*), COALESCE(MAX(no), 0), COALESCE(MAX(published_at), '') FROM source WHERE "
        "state='published'"
    )[0]
    return "/".join(str(part) for part in (count, newest, last, retractions(database)))


def retractions(database: Database) -> str:
    """A text that differs whenever a value was retracted or reinstated."""
    retracted, at = database.query("SELECT COUNT(*), COALESCE(MAX(at), '') FROM retraction")[0]
    return f"{integer(retracted)}/{text(at)}"


def read_links(workspace: Workspace, vocabulary: Vocabulary) -> LinkTable:
    """All links of published sources, in no particular order; retracted values are left out."""
    labels, grades, mark = _Words(), _Words(("",)), retractions(workspace.database)
    sources = {
        integer(no): text(grade)
        for no, grade in workspace.database.query("SELECT no, grade FROM source WHERE state='published'")
    }
    found = [
        *_stated(workspace.database, vocabulary, labels, grades),
        *_event_pairs(workspace, sources, labels, grades),
    ]
    names = [
        item.name
        for item in fields(LinkTable)
        if item.name not in ("labels", "grades", "own", "sources", "retractions")
    ]
    columns = {
        name: np.concatenate([np.asarray(piece[name]) for piece in found]) if found else np.zeros(0, np.int64)
        for name in names
    }
    keep = columns["a"] != columns["b"]
    own = int(len(keep) - keep.sum())
    if own:
        columns = {name: values[keep] for name, values in columns.items()}
    columns["kind"], columns["flow"] = columns["kind"].astype(np.uint8), columns["flow"].astype(np.uint8)
    return LinkTable(
        **columns,  # type: ignore[arg-type]
        labels=labels.words,
        grades=grades.words,
        own=own,
        sources=tuple(sorted(sources)),
        retractions=mark,
    )


def _event_pairs(
    workspace: Workspace, sources: dict[int, str], labels: _Words, grades: _Words
) -> Iterator[dict[str, Numbers]]:
    """Pairs of parties of events, file by file, each pair once."""
    grade_of = np.zeros(max(sources, default=0) + 1, np.int64)
    published = np.zeros(len(grade_of), np.bool_)
    for no, grade in sources.items():
        grade_of[no], published[no] = grades.number(grade), True
    for kind, rows in workspace.facts.whole("pairs", _PAIRS):
        source = rows["source"].astype(np.int64)  # one that is erased or staged may be newer than all of them
        keep = (
            (source < len(published))
            & (rows["other"] != NULL32)
            & (rows["self"] != NULL32)
            & (rows["self"] <= rows["other"])
            & published[np.minimum(source, len(published) - 1)]
        )
        picked = {name: values[keep].astype(np.int64) for name, values in rows.items()}
        size = len(picked["self"])
        flow = (picked["outward"] > 0) + 2 * (picked["outward"] < picked["count"])
        yield {
            "a": picked["self"],
            "b": picked["other"],
            "kind": np.full(size, FACT),
            "label": np.full(size, labels.number(kind)),
            "data_class": picked["class"],
            "source": picked["source"],
            "grade": grade_of[picked["source"]],
            "weight": picked["count"],
            "first": _seconds(picked["first"]),
            "last": _seconds(picked["last"]),
            "flow": flow,
            "outward": picked["outward"],
        }


def _seconds(micros: Numbers) -> Numbers:
    return np.where(micros == NULL64, UNKNOWN, micros // 1_000_000)


def _stated(
    database: Database, vocabulary: Vocabulary, labels: _Words, grades: _Words
) -> Iterator[dict[str, Numbers]]:
    """Properties whose value is a thing, and edge entities as lines between their ends."""
    edges = {
        schema.name: (schema.edge.source, schema.edge.target, schema.edge.directed)
        for schema in vocabulary.edges
        if schema.edge
    }
    names = {integer(no): text(name) for no, name in database.query("SELECT no, name FROM prop")}
    inside = ",".join(f"'{name}'" for name in sorted(edges)) or "''"
    schema_of = {
        integer(no): text(schema)
        for no, schema in database.stream(f"SELECT no, schema FROM node WHERE schema IN ({inside})")
    }
    ends: dict[int, tuple[list[_End], list[_End]]] = {}
    rows = database.stream(
        "SELECT s.entity, s.target, s.prop, s.class, s.source, COALESCE(s.grade, o.grade, '') FROM "
        "statement s JOIN source o ON o.no = s.source"
        f" WHERE s.target IS NOT NULL AND {_PUBLISHED} AND {STANDING}",
        size=_CHUNK,
    )
    pending: list[tuple[int, ...]] = []
    for row in rows:
        entity, target, prop, kept, source = (integer(value) for value in row[:5])
        grade = grades.number(text(row[5]))
        edge = edges.get(schema_of.get(entity, ""))
        if edge is not None and names[prop] in edge[:2]:
            ends.setdefault(entity, ([], []))[edge[1] == names[prop]].append((target, kept, source, grade))
        else:
            pending.append(
                (
                    entity,
                    target,
                    PROPERTY,
                    labels.number(names[prop]),
                    kept,
                    source,
                    grade,
                    1,
                    UNKNOWN,
                    UNKNOWN,
                    1,
                    0,
                )
            )
            if len(pending) == _CHUNK:
                yield _columns(pending)
                pending = []
    dates, weights = _dates(database, vocabulary, sorted(ends)), _weights(database, sorted(ends))
    for entity, (starts, finishes) in ends.items():
        schema = schema_of[entity]
        first, last = dates.get(entity, (UNKNOWN, UNKNOWN))
        flow, told = 1 if edges[schema][2] else 3, dict[tuple[int, int, int, int], tuple[int, int]]()
        for a, kept, source, grade in starts:
            for b, other_class, other_source, _ in finishes:
                if paired(source, kept, other_source, other_class):
                    key, weight = (
                        (a, b, max(kept, other_class), source),
                        weights.get((entity, source, kept), 1),
                    )
                    told[key] = max(told.get(key, (0, grade)), (weight, grade))
        for (a, b, data_class, source), (weight, grade) in told.items():
            pending.append(
                (a, b, EDGE, labels.number(schema), data_class, source, grade, weight, first, last, flow, 0)
            )
    if pending:
        yield _columns(pending)


_End = tuple[int, int, int, int]


def _columns(rows: list[tuple[int, ...]]) -> dict[str, Numbers]:
    names = (
        "a",
        "b",
        "kind",
        "label",
        "data_class",
        "source",
        "grade",
        "weight",
        "first",
        "last",
        "flow",
        "outward",
    )
    return dict(zip(names, np.array(rows, dtype=np.int64).T.copy(), strict=True))


def _weights(database: Database, entities: list[int]) -> dict[tuple[int, int, int], int]:
    """How strong a source says an edge entity is, by entity, source and class of the value."""
    found: dict[tuple[int, int, int], int] = {}
    for part in parts(entities, 5_000):
        rows = database.query(
            "SELECT s.entity, s.source, s.class, v.text FROM statement s JOIN prop p ON p.no = "
            "s.prop JOIN value v ON v.no = s.value"
            f" WHERE s.entity IN ({numbers(part)}) AND p.name='{WEIGHT}' AND {_PUBLISHED} AND {STANDING}"
        )
        for entity, source, kept, value in rows:
            key = (integer(entity), integer(source), integer(kept))
            found[key] = max(found.get(key, 1), counted(text(value)))
    return found


def _dates(database: Database, vocabulary: Vocabulary, entities: list[int]) -> dict[int, tuple[int, int]]:
    """First and last second of edge entities, from the properties their types name as their interval."""
    wanted = {prop for schema in vocabulary.edges for prop in (*schema.interval.start, *schema.interval.end)}
    quoted = ",".join(f"'{name}'" for name in sorted(wanted)) or "''"
    found: dict[int, tuple[int, int]] = {}
    for part in parts(entities, 5_000):
        rows = database.query(
            "SELECT s.entity, v.text FROM statement s JOIN prop p ON p.no = s.prop JOIN value v ON "
            "v.no = s.value"
            f" WHERE s.entity IN ({numbers(part)}) AND p.name IN ({quoted}) AND {_PUBLISHED} AND {STANDING}"
        )
        for row in rows:
            begin, end = span(text(row[1]))
            if begin != UNKNOWN:
                low, high = found.get(integer(row[0]), (begin, end))
                found[integer(row[0])] = (min(low, begin), max(high, end))
    return found


@lru_cache(maxsize=100_000)
def span(value: str) -> tuple[int, int]:
    """First and last second of a date as recorded (a year, a month, a day, a time), UNKNOWN twice where it
    cannot be read.

    >>> span("1970-01-01"), span("1970")
    ((0, 86399), (0, 31535999))
    """
    try:
        if len(value) <= 10:
            year, month, day = (int(part) for part in [*value.split("-"), "0", "0"][:3])
            begin = datetime(year, month or 1, day or 1, tzinfo=UTC)
            end = (
                datetime(
                    year + (month in (0, 12) and not day), (month % 12 + 1 if month else 1), 1, tzinfo=UTC
                )
                if not day
                else begin
            )
            return int(begin.timestamp()), int(end.timestamp()) + (86_399 if day else -1)
        moment = datetime.fromisoformat(value)
        second = int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError):
        return UNKNOWN, UNKNOWN
    else:
        return second, second
